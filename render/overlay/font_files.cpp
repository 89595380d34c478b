#include "render/overlay/font_files.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>
#include <system_error>

namespace linchpin::render {
namespace fs = std::filesystem;
namespace {

using Index = std::map<std::string, fs::path, std::less<>>;  // file name -> path; ordered, so the result is reproducible

Index list_fonts(const std::vector<fs::path>& folders) {
    Index index;
    for (const fs::path& folder : folders) {
        std::error_code error;
        fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
            const std::string extension = it->path().extension().string();
            if (extension != ".otf" && extension != ".ttf" && extension != ".ttc" && extension != ".OTF" && extension != ".TTF") continue;
            const std::string name = it->path().filename().string();
            const auto [slot, fresh] = index.emplace(name, it->path());
            // Two files of one name in one folder tree: the lexically smaller path, whatever order the system lists them in.
            const bool same_root = slot->second.string().starts_with(folder.string());
            if (!fresh && same_root && it->path() < slot->second) slot->second = it->path();
        }
    }
    return index;
}

fs::path pick(const Index& index, const std::string& stem) {
    for (const char* extension : {".otf", ".ttf", ".ttc", ".OTF", ".TTF"}) {
        if (const auto it = index.find(stem + extension); it != index.end()) return it->second;
    }
    return {};
}

constexpr std::array<std::string_view, kFontWeights> kWeightNames{"Regular", "Medium", "SemiBold", "Bold"};

/// A weight that is missing takes its nearest neighbour, so that a family of two weights still works.
void fill_gaps(std::array<fs::path, kFontWeights>& files) {
    constexpr std::array<std::array<std::size_t, 3>, kFontWeights> kNearest{{{1, 2, 3}, {0, 2, 3}, {3, 1, 0}, {2, 1, 0}}};
    const auto given = files;
    for (std::size_t w = 0; w < kFontWeights; ++w) {
        for (std::size_t other : kNearest[w]) {
            if (files[w].empty()) files[w] = given[other];
        }
    }
}

std::array<fs::path, kFontWeights> family(const Index& index, std::string_view name, std::string_view suffix) {
    std::array<fs::path, kFontWeights> files;
    for (std::size_t w = 0; w < kFontWeights; ++w) {
        std::string style{kWeightNames[w]};
        if (!suffix.empty()) style = w == 0 ? std::string{suffix} : style + std::string{suffix};
        files[w] = pick(index, std::string{name} + "-" + style);
        if (files[w].empty() && w == 0 && suffix.empty()) files[w] = pick(index, std::string{name});  // "DejaVuSans", "arial"
    }
    if (files[3].empty() && suffix.empty()) files[3] = pick(index, std::string{name} + "bd");  // Windows' "arialbd"
    fill_gaps(files);
    return files;
}

/// Best first: families made for screens, with a wide set of Latin letters.
constexpr std::array<std::string_view, 12> kSubstitutes{"NotoSans", "OpenSans",   "Roboto", "SourceSans3", "Lato",    "Cantarell",
                                                        "Ubuntu",   "DejaVuSans", "LiberationSans", "Helvetica", "segoeui", "arial"};

void add_fallbacks(const Index& index, bool bold, std::vector<fs::path>& out) {
    const std::string style = bold ? "Bold" : "Regular";
    const auto add = [&out](const fs::path& path) {
        if (!path.empty() && std::find(out.begin(), out.end(), path) == out.end()) out.push_back(path);
    };
    for (std::string_view name : {"NotoSans", "NotoSansArabic", "NotoSansUI", "NotoSansArabicUI", "NotoSansHebrew", "NotoSansDevanagari",
                                  "NotoSansThai", "NotoSansCJK", "NotoSansSC", "NotoSansJP", "NotoSansKR", "SourceHanSans",
                                  "NotoSansSymbols", "NotoSansSymbols2", "NotoSansMath"})
        add(pick(index, std::string{name} + "-" + style));
    for (const auto& [name, path] : index) {
        if (name.starts_with("NotoSans") && name.find("-" + style) != std::string::npos && name.find("Mono") == std::string::npos)
            add(path);
    }
    add(pick(index, bold ? "DejaVuSans-Bold" : "DejaVuSans"));
    for (std::string_view name : {"DroidSansFallbackFull", "DroidSansFallback", "wqy-microhei", "FreeSans", "unifont"})
        add(pick(index, std::string{name}));
}

}  // namespace

std::vector<fs::path> font_folders() {
    std::vector<fs::path> folders;
    const auto add = [&folders](fs::path folder) {
        std::error_code error;
        if (fs::is_directory(folder, error)) folders.push_back(std::move(folder));
    };
    const auto environment = [](const char* name) { const char* value = std::getenv(name); return std::string{value ? value : ""}; };
    if (const std::string own = environment("LINCHPIN_FONT_DIR"); !own.empty()) add(own);
    const std::string home = environment("HOME");
    const std::string data_home = environment("XDG_DATA_HOME");
    if (!data_home.empty()) add(fs::path{data_home} / "fonts");
    else if (!home.empty()) add(fs::path{home} / ".local/share/fonts");
    if (!home.empty()) {
        add(fs::path{home} / ".fonts");
        add(fs::path{home} / "Library/Fonts");
    }
    add("/usr/share/fonts");
    add("/usr/local/share/fonts");
    add("/Library/Fonts");
    add("/System/Library/Fonts");
    if (const std::string windows = environment("WINDIR"); !windows.empty()) add(fs::path{windows} / "Fonts");
    return folders;
}

FontFiles find_font_files(const std::vector<fs::path>& folders) {
    const Index index = list_fonts(folders);
    FontFiles files;
    files.upright = family(index, "Inter", "");
    if (!files.empty()) {
        files.italic = family(index, "Inter", "Italic");
        files.display = family(index, "InterDisplay", "");
    } else {
        for (std::string_view name : kSubstitutes) {
            files.upright = family(index, name, "");
            if (files.empty()) continue;
            files.italic = family(index, name, "Italic");
            break;
        }
        if (files.empty() && !index.empty()) files.upright.fill(index.begin()->second);
        if (!files.empty())
            files.warning = "fonts: expected the Inter family, found only " + files.upright[0].filename().string() +
                            "; pictures will use it instead (install fonts-inter)";
    }
    if (files.empty()) return files;
    add_fallbacks(index, false, files.fallback_regular);
    add_fallbacks(index, true, files.fallback_bold);
    return files;
}

}  // namespace linchpin::render
