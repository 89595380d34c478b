// Compares two pictures as golden tests need it: rasterisers of different versions differ by a step in a few pixels, bugs do not.
//   compare_images A.png B.png [--threshold 2] [--allow 0.1] [--must-differ PERCENT] [--region X,Y,W,H] [--diff OUT.png]
// Without --must-differ: passes when at most --allow percent of the pixels differ by more than --threshold in any channel.
// With it: passes when at least that percentage does. Exit status 0 passed, 1 not, 2 wrong command line or unreadable picture.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#include <stb_image.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace {

constexpr int kPassed = 0, kFailed = 1, kUnusable = 2;

struct Picture {
    int width_px = 0, height_px = 0;
    std::vector<std::uint8_t> rgba;  ///< shape [height, width, 4]
};

struct Region { int x = 0, y = 0, width = 0, height = 0; };

struct Options {
    std::array<std::string, 2> files;
    int threshold = 2;                        ///< steps of 255 that may differ in a channel
    double allow_percent = 0.1;
    std::optional<double> must_differ_percent;
    std::optional<Region> region;
    std::string diff_file;
};

struct Figures {
    long pixels = 0, over = 0;                ///< looked at; differing by more than the threshold
    int largest = 0;                          ///< steps of 255
    [[nodiscard]] double percent() const { return pixels > 0 ? 100.0 * static_cast<double>(over) / static_cast<double>(pixels) : 0.0; }
};

[[noreturn]] void unusable(const std::string& sentence) {
    std::fprintf(stderr, "compare_images: %s\n", sentence.c_str());
    std::exit(kUnusable);
}

double number(std::string_view option, std::string_view text) {
    double value = 0.0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || end != text.data() + text.size() || !(value >= 0.0))
        unusable(std::string{option} + ": expected a number from 0, found \"" + std::string{text} + "\"");
    return value;
}

Region region_of(const std::string& text) {
    Region r;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%d,%d,%d,%d%c", &r.x, &r.y, &r.width, &r.height, &rest) != 4 || r.x < 0 || r.y < 0 || r.width < 1 || r.height < 1)
        unusable("--region: expected X,Y,W,H, found \"" + text + "\"");
    return r;
}

Options options_of(const std::vector<std::string>& arguments) {
    Options o;
    std::size_t files = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (!name.starts_with("--")) {
            if (files == o.files.size()) unusable("expected two pictures, found a third: " + name);
            o.files[files++] = name;
            continue;
        }
        if (++i == arguments.size()) unusable(name + ": expected a value, found none");
        const std::string& value = arguments[i];
        if (name == "--threshold") o.threshold = static_cast<int>(number(name, value));
        else if (name == "--allow") o.allow_percent = number(name, value);
        else if (name == "--must-differ") o.must_differ_percent = number(name, value);
        else if (name == "--region") o.region = region_of(value);
        else if (name == "--diff") o.diff_file = value;
        else unusable("unknown option " + name);
    }
    if (files != o.files.size()) unusable("expected two pictures");
    return o;
}

Picture load(const std::string& file) {
    Picture p;
    int channels = 0;
    const std::unique_ptr<stbi_uc, void (*)(void*)> bytes{stbi_load(file.c_str(), &p.width_px, &p.height_px, &channels, 4), stbi_image_free};
    if (!bytes) unusable(file + ": not a readable PNG: " + stbi_failure_reason());
    p.rgba.assign(bytes.get(), bytes.get() + static_cast<std::size_t>(p.width_px) * static_cast<std::size_t>(p.height_px) * 4);
    return p;
}

/// What differs, made visible: red on the first picture dimmed.
Figures compare(const Picture& a, const Picture& b, Region region, int threshold, Picture& diff) {
    Figures figures;
    for (int y = region.y; y < region.y + region.height; ++y) {
        for (int x = region.x; x < region.x + region.width; ++x) {
            const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width_px) + static_cast<std::size_t>(x)) * 4;
            int most = 0;
            for (std::size_t k = 0; k < 4; ++k) most = std::max(most, std::abs(int{a.rgba[at + k]} - int{b.rgba[at + k]}));
            ++figures.pixels;
            figures.largest = std::max(figures.largest, most);
            if (most <= threshold) continue;
            ++figures.over;
            diff.rgba[at] = static_cast<std::uint8_t>(std::min(255, 96 + 4 * most));
            diff.rgba[at + 1] = diff.rgba[at + 2] = 0;
        }
    }
    return figures;
}

Picture dimmed(const Picture& a) {
    Picture p = a;
    for (std::size_t i = 0; i < p.rgba.size(); ++i) p.rgba[i] = i % 4 == 3 ? std::uint8_t{255} : static_cast<std::uint8_t>(p.rgba[i] / 3);
    return p;
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = options_of({argv + 1, argv + argc});
    const Picture a = load(options.files[0]), b = load(options.files[1]);
    if (a.width_px != b.width_px || a.height_px != b.height_px) {
        std::printf("sizes differ: %s is %dx%d, %s is %dx%d\n", options.files[0].c_str(), a.width_px, a.height_px, options.files[1].c_str(), b.width_px, b.height_px);
        return kFailed;
    }
    const Region region = options.region.value_or(Region{0, 0, a.width_px, a.height_px});
    if (region.x + region.width > a.width_px || region.y + region.height > a.height_px) unusable("--region reaches outside the picture");
    Picture diff = dimmed(a);
    const Figures figures = compare(a, b, region, options.threshold, diff);
    const bool passed = options.must_differ_percent ? figures.percent() >= *options.must_differ_percent : figures.percent() <= options.allow_percent;
    std::printf("%.4f %% of %ld pixels differ by more than %d/255; largest difference %d/255; expected %s %.4f %%: %s\n", figures.percent(), figures.pixels,
                options.threshold, figures.largest, options.must_differ_percent ? "at least" : "at most",
                options.must_differ_percent.value_or(options.allow_percent), passed ? "good" : "NOT met");
    if (!passed && !options.diff_file.empty()) {
        if (stbi_write_png(options.diff_file.c_str(), diff.width_px, diff.height_px, 4, diff.rgba.data(), 0) == 0) unusable(options.diff_file + ": cannot be written");
        std::printf("differences: %s\n", options.diff_file.c_str());
    }
    return passed ? kPassed : kFailed;
}
