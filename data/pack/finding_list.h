#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "data/csv/reader.h"
#include "data/pack/dataset.h"

namespace linchpin::pack {

/// Most findings of one file that are kept; the rest are counted.
inline constexpr std::size_t kMostFindingsPerFile = 1000;

/// The findings of one file.
class FindingList {
public:
    explicit FindingList(std::filesystem::path file = {}) : file_{std::move(file)} {}
    /// A finding at a place; line 0 = the whole file.
    void add(Finding::Level level, std::string message, csv::Position at = {0, 0});
    void error(std::string message, csv::Position at = {0, 0}) { add(Finding::Level::Error, std::move(message), at); }
    void warn(std::string message, csv::Position at = {0, 0}) { add(Finding::Level::Warning, std::move(message), at); }
    /// True when another finding would only be counted, so that its sentence need not be made.
    [[nodiscard]] bool full() const noexcept { return found_.size() >= kMostFindingsPerFile; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    /// Hands the findings over in order of line and column, with a last one that counts those not kept.
    [[nodiscard]] std::vector<Finding> take();

private:
    std::filesystem::path file_;
    std::vector<Finding> found_;
    std::size_t errors_left_out_ = 0, warnings_left_out_ = 0;
};

}  // namespace linchpin::pack
