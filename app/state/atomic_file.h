#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "data/core/result.h"

namespace linchpin::app {

/// Whole file as text. Errors: missing, a folder, unreadable, larger than `max_bytes`.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Runs `write` on a temporary name in the folder of `target` and renames it when complete, so that nobody ever sees half a file.
/// On failure the temporary file is removed and `target` is as it was.
[[nodiscard]] Status replace_file(const std::filesystem::path& target, const std::function<Status(const std::filesystem::path&)>& write);

/// `replace_file` for text. A full disk is an error sentence, not a short file.
[[nodiscard]] Status write_text_file(const std::filesystem::path& target, std::string_view text);

/// Can a file be made in the folder of `target`? Asked before long work, so that it is not lost at the end.
[[nodiscard]] Status check_writable(const std::filesystem::path& target);

}  // namespace linchpin::app
