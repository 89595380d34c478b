#pragma once
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "data/core/result.h"

namespace linchpin::app {

/// Messages for a person: to standard error, and all of them to a log file where one was asked for. Results never come here.
class Log {
public:
    enum class Level { Quiet, Normal, Verbose };
    Log() = default;
    /// @param file  empty = no log file
    [[nodiscard]] static Result<Log> open(Level level, const std::filesystem::path& file);

    void error(std::string_view text) const;     ///< always shown
    void warning(std::string_view text) const;   ///< not with --quiet
    void note(std::string_view text) const;      ///< not with --quiet
    void detail(std::string_view text) const;    ///< only with --verbose
    [[nodiscard]] bool quiet() const noexcept { return level_ == Level::Quiet; }

private:
    void write(const char* prefix, std::string_view text, bool on_screen) const;
    struct Close { void operator()(std::FILE* f) const { std::fclose(f); } };
    Level level_ = Level::Normal;
    std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace linchpin::app
