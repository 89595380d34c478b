#pragma once
// Story files: UTF-8 JSON, docs/schema/story.schema.json. What has its default is not written, so that files stay short.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/atomic_file.h"
#include "app/story/story.h"
#include "data/core/result.h"

namespace linchpin::app {

inline constexpr int kStoryVersion = 1;

/// Fixed key order, numbers that read back to the same bits: equal stories give equal bytes.
[[nodiscard]] std::string story_to_json(const Story& story);

struct LoadedStory {
    Story story;
    std::vector<Error> warnings;  ///< unknown keys outside of states: left out, but said
};
/// Reads and checks all that needs no pack: writing, ranges, ids, times, every scene's state.
/// @param file  only for messages
/// @return  or the first thing wrong with its line and column
[[nodiscard]] Result<LoadedStory> story_from_json(std::string_view text, const std::filesystem::path& file);
[[nodiscard]] Result<LoadedStory> load_story(const std::filesystem::path& file);
[[nodiscard]] Status save_story(const std::filesystem::path& file, const Story& story);

/// What a JSON schema cannot say of a story: ids, times, states. Messages begin with the path of what is wrong.
[[nodiscard]] Status check_story(const Story& story);

/// Is this the text of a story rather than of a state, scenario or project?
[[nodiscard]] bool looks_like_story(std::string_view text);

/// A story's message with the place of what it begins with.
[[nodiscard]] Error placed_in(Error error, std::string_view text, const std::filesystem::path& file);

/// The story of a file that may change or break while it is shown: what was good last is kept.
class StoryFile {
public:
    /// @return  warnings, or what is wrong: then nothing has changed
    [[nodiscard]] Result<std::vector<Error>> open(const std::filesystem::path& file);
    /// From now on this file, which was just written from here, is the one that is looked at, also when it cannot be read.
    [[nodiscard]] Status follow(const std::filesystem::path& file);
    /// Reads the file again when it has another time or size than when it was read last, right or wrong.
    /// @return  nothing when it has not changed; else whether it could be read
    [[nodiscard]] std::optional<Status> reload();
    [[nodiscard]] const Story& story() const noexcept { return story_; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[nodiscard]] unsigned version() const noexcept { return version_; }  ///< counts what was read

private:
    struct Stamp {
        std::filesystem::file_time_type time{};
        std::uintmax_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };
    [[nodiscard]] static Stamp stamp_of(const std::filesystem::path& file);
    std::filesystem::path file_;
    Stamp seen_;
    Story story_;
    unsigned version_ = 0;
};

}  // namespace linchpin::app
