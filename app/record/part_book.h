#pragma once
// What is known of a recording's parts on disk: which are complete, what frames they hold, and of which job they are.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

struct PartRange {
    std::int64_t first = 0, end = 0;
};

/// The parts of frames first..end, cut at multiples of `part_frames` so that two ranges meet at a cut.
[[nodiscard]] std::vector<PartRange> cut_into_parts(std::int64_t first, std::int64_t end, std::int64_t part_frames);

/// Parts stand in a folder: part-000000-000300.mkv beside part-000000-000300.txt with the frames' hashes, written after it; job.txt
/// says what job they are of. A part without its list of hashes is not complete.
class PartBook {
public:
    /// @param job  text that tells jobs apart: the project's hash and all settings that change a frame
    /// @param resume  keep what an earlier run of the same job completed; an error when the parts there are of another job.
    ///                Otherwise parts of an earlier run are removed.
    [[nodiscard]] static Result<PartBook> open(const std::filesystem::path& folder, const std::string& job, bool resume);

    [[nodiscard]] std::filesystem::path file_of(PartRange part) const;
    /// Hashes of a complete part, one a frame; nothing when it is not complete.
    [[nodiscard]] std::optional<std::vector<std::string>> hashes_of(PartRange part) const;
    [[nodiscard]] Status complete(PartRange part, const std::vector<std::string>& hashes) const;
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
    /// Removes the folder with everything that is a part's.
    void remove() const noexcept;

private:
    explicit PartBook(std::filesystem::path folder) : folder_{std::move(folder)} {}
    std::filesystem::path folder_;
};

}  // namespace linchpin::app
