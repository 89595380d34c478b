#pragma once
// A rendered range says what it is in OUT.range.json beside it, so that ranges from many machines are put together safely.
#include <filesystem>
#include <string>
#include <vector>

#include "app/record/job_identity.h"
#include "app/record/recorder.h"

namespace linchpin::app {

struct RangeNote {
    JobIdentity identity;
    std::string codec;
    int width_px = 0, height_px = 0, fps = 0, fps_divisor = 1, crf = -1;
    std::int64_t first = 0, end = 0, frames = 0;  ///< of the project's `frames`
    std::string chapters;        ///< of the whole project, ffmetadata
};
[[nodiscard]] RangeNote make_range_note(const Project& project, const RecordJob& job, const JobIdentity& identity);
[[nodiscard]] std::filesystem::path range_note_file(const std::filesystem::path& out);
[[nodiscard]] Status write_range_note(const std::filesystem::path& out, const RangeNote& note);
[[nodiscard]] Result<RangeNote> read_range_note(const std::filesystem::path& out);

/// Puts ranges together, in order of their frames whatever the order of the list. An error names the ranges that leave a gap, overlap,
/// or are of another project, pack or other settings. The frames' hashes are joined too.
/// @param exit_status  set when there is an error: whose fault it is
/// @return  warnings: what was joined although it may show
[[nodiscard]] Result<std::vector<std::string>> join_ranges(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& out, int& exit_status);

}  // namespace linchpin::app
