#pragma once
// What is known of a recording's parts on disk: which are complete, what frames they hold, and of which job they are.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

struct PartRange {
    std::int64_t first = 0, end = 0;
    bool operator==(const PartRange&) const = default;
};

/// The parts of frames first..end, cut at multiples of `part_frames` so that two ranges meet at a cut. Less than 8 frames at an end go
/// with the part beside them.
[[nodiscard]] std::vector<PartRange> cut_into_parts(std::int64_t first, std::int64_t end, std::int64_t part_frames);

/// Parts stand in a folder: part-000000-000300.mp4 beside part-000000-000300.txt with the frames' hashes, written after it; job.txt
/// says what job they are of. A part without its list of hashes is not complete. While a book is open nobody else can open it.
class PartBook {
public:
    /// @param job  text that tells jobs apart: the project's hash and all settings that change a frame
    /// @param ending  of the parts' names, ".mp4"
    /// @param resume  keep what an earlier run of the same job completed; an error when the parts there are of another job.
    ///                Otherwise parts of an earlier run are removed.
    [[nodiscard]] static Result<PartBook> open(const std::filesystem::path& folder, const std::string& job, std::string_view ending, bool resume);
    PartBook(PartBook&& other) noexcept;
    PartBook& operator=(PartBook&&) = delete;
    ~PartBook();

    [[nodiscard]] std::filesystem::path file_of(PartRange part) const;
    /// Hashes of a complete part, one a frame; nothing when it is not complete.
    [[nodiscard]] std::optional<std::vector<std::string>> hashes_of(PartRange part) const;
    [[nodiscard]] Status complete(PartRange part, const std::vector<std::string>& hashes) const;
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
    /// Removes the folder with everything that is a part's; somebody else's files stay.
    void remove() const noexcept;

private:
    PartBook(std::filesystem::path folder, std::string_view ending, int lock) : folder_{std::move(folder)}, ending_{ending}, lock_{lock} {}
    std::filesystem::path folder_;
    std::string ending_;
    int lock_ = -1;  ///< descriptor; the system lets go of it however the program ends
};

}  // namespace linchpin::app
