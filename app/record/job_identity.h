#pragma once
// What a frame and its bytes depend on besides its number: what tells recordings apart that must never be mixed.
#include <filesystem>
#include <string>

#include "app/record/recorder.h"

namespace linchpin::app {

struct JobIdentity {
    std::string project_hash;  ///< of the project's text, with the size and rate that it is recorded with
    std::string pack_hash;     ///< of every file of the pack
    std::string settings;      ///< "h264 crf 18 1920x1080 30/1 supersample 1 blur 1 opaque"
    std::string program;       ///< version
    std::string drawn_by;      ///< graphics driver
    bool operator==(const JobIdentity&) const = default;
};
[[nodiscard]] JobIdentity identify(const Studio& studio, const Timeline& timeline, const RecordJob& job);

/// As one text, with the frames and the length of a part.
[[nodiscard]] std::string job_text(const JobIdentity& identity, const RecordJob& job);

/// XXH3 of the names and contents of all files in a folder, in order of their names; "-" when it cannot be read.
[[nodiscard]] std::string folder_hash(const std::filesystem::path& folder);

}  // namespace linchpin::app
