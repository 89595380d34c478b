#pragma once
#include <filesystem>
#include <string>

#include "data/core/result.h"

namespace linchpin::app {

/// "-" on the command line stands for standard input.
[[nodiscard]] inline bool is_input(const std::filesystem::path& file) { return file == "-"; }
/// How messages name it.
[[nodiscard]] inline std::filesystem::path shown_name(const std::filesystem::path& file) { return is_input(file) ? "standard input" : file; }

/// The whole file, or all of standard input for "-". Errors: what csv::read_file gives, and input of 2 GiB or more.
[[nodiscard]] Result<std::string> read_file_or_input(const std::filesystem::path& file);

}  // namespace linchpin::app
