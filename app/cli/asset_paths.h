#pragma once
#include <filesystem>

#include "data/core/result.h"

namespace linchpin::app {

/// Where the bundled files stand.
struct AssetPaths {
    std::filesystem::path root;      ///< the assets folder
    std::filesystem::path shaders;
    [[nodiscard]] std::filesystem::path pack() const { return root / "pack"; }
    [[nodiscard]] std::filesystem::path base() const { return root / "base"; }
    [[nodiscard]] std::filesystem::path sources() const { return root / "SOURCES.md"; }
};

/// $LINCHPIN_ASSETS when set (then nothing else is tried); the source tree two folders above the program, for builds in
/// build/<preset>; the prefix that the program is installed under; /usr/share/linchpin. Error: a sentence that lists where it looked.
[[nodiscard]] Result<AssetPaths> find_assets();

}  // namespace linchpin::app
