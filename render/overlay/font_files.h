#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace linchpin::render {

enum class FontWeight { Regular, Medium, SemiBold, Bold };
inline constexpr std::size_t kFontWeights = 4;

/// Where the type of the picture comes from. Paths only; nothing is opened.
struct FontFiles {
    std::array<std::filesystem::path, kFontWeights> upright;          ///< [FontWeight]; never empty
    std::array<std::filesystem::path, kFontWeights> italic;           ///< may be empty: then upright is used
    std::array<std::filesystem::path, kFontWeights> display;          ///< the cut for large sizes; may be empty
    std::vector<std::filesystem::path> fallback_regular;              ///< tried in this order for glyphs that the family lacks
    std::vector<std::filesystem::path> fallback_bold;                 ///< the same for SemiBold and Bold; may be empty
    std::string warning;                                              ///< one sentence when the family is not Inter; else empty
    [[nodiscard]] bool empty() const noexcept { return upright[0].empty(); }
};

/// Folders searched: $LINCHPIN_FONT_DIR first, then the usual ones of the system and of the user. Existing ones only.
[[nodiscard]] std::vector<std::filesystem::path> font_folders();

/// Inter when installed, else the best sans serif family found (with a warning); fallbacks for other scripts. Empty when the
/// folders hold no usable font. Earlier folders win. The result depends on file names only, and not on the order of listing.
[[nodiscard]] FontFiles find_font_files(const std::vector<std::filesystem::path>& folders);

}  // namespace linchpin::render
