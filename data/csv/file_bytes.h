#pragma once
#include <filesystem>
#include <string>

#include "data/core/result.h"

namespace linchpin::csv {

/// The whole file. Read, not mapped: a mapped file that another program cuts short ends the process.
/// Errors: no such file, not a plain file, unreadable, 2 GiB or more.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file);

}  // namespace linchpin::csv
