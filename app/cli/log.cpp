#include "app/cli/log.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <string>

#include "data/core/date.h"

namespace linchpin::app {

Result<Log> Log::open(Level level, const std::filesystem::path& file) {
    Log log;
    log.level_ = level;
    if (!file.empty()) {
        log.file_.reset(std::fopen(file.c_str(), "a"));
        if (!log.file_) return Error{std::string{"the log file cannot be written: "} + std::strerror(errno), file};
    }
    return log;
}

void Log::error(std::string_view text) const { write("linchpin: ", text, true); }
void Log::warning(std::string_view text) const { write("linchpin: warning: ", text, level_ != Level::Quiet); }
void Log::note(std::string_view text) const { write("", text, level_ != Level::Quiet); }
void Log::detail(std::string_view text) const { write("", text, level_ == Level::Verbose); }

void Log::write(const char* prefix, std::string_view text, bool on_screen) const {
    const auto print = [&](std::FILE* to, const std::string& stamp) {
        std::fprintf(to, "%s%s%.*s\n", stamp.c_str(), prefix, static_cast<int>(text.size()), text.data());
    };
    if (on_screen) print(stderr, "");
    if (!file_) return;
    print(file_.get(), format_instant(static_cast<double>(std::time(nullptr))) + " ");
    std::fflush(file_.get());
}

}  // namespace linchpin::app
