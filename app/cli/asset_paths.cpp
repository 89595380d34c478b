#include "app/cli/asset_paths.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <system_error>

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

/// An assets folder with its shaders inside (installed) or beside it (source tree).
std::optional<AssetPaths> assets_at(const fs::path& root) {
    std::error_code ec;
    if (!fs::is_directory(root / "base", ec)) return std::nullopt;
    for (const fs::path& shaders : {root / "shaders", root.parent_path() / "shaders"})
        if (fs::is_directory(shaders, ec)) return AssetPaths{root, shaders};
    return std::nullopt;
}

}  // namespace

Result<AssetPaths> find_assets() {
    std::error_code ec;
    if (const char* named = std::getenv("LINCHPIN_ASSETS"); named != nullptr && *named != '\0') {
        if (const auto found = assets_at(fs::absolute(named, ec))) return *found;
        return Error{"LINCHPIN_ASSETS: expected a folder with base/ in it and shaders/ in it or beside it, found none of them", named};
    }
    const fs::path folder = fs::read_symlink("/proc/self/exe", ec).parent_path();
    const std::array candidates{folder.parent_path().parent_path() / "assets", folder.parent_path() / "share" / "linchpin",
                                fs::path{"/usr/share/linchpin"}};
    std::string looked;
    for (const fs::path& candidate : candidates) {
        if (const auto found = assets_at(candidate)) return *found;
        looked += (looked.empty() ? "" : ", ") + candidate.string();
    }
    return Error{"the program's own files were not found (looked in " + looked + "); set LINCHPIN_ASSETS to the assets folder"};
}

}  // namespace linchpin::app
