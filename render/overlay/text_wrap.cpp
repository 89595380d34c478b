#include <algorithm>

#include "render/overlay/text_engine.h"
#include "render/overlay/utf8.h"

namespace linchpin::render {
namespace {

bool is_cjk(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

struct Piece {
    std::string_view text;
    bool space_before = false;
    bool line_before = false;
};

/// The smallest parts that may stand at the start of a line. No-break spaces do not separate.
std::vector<Piece> pieces(std::string_view text) {
    std::vector<Piece> out;
    bool space = false, line = false;
    std::size_t begin = 0;
    const auto close = [&](std::size_t end) {
        if (end > begin) {
            out.push_back({text.substr(begin, end - begin), space, line});
            space = line = false;
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = next_code_point(text, at);
        if (c == U' ' || c == U'\n' || c == U'\t') {
            close(here);
            space = true;
            line = line || c == U'\n';
            begin = at;
        } else if (is_cjk(c)) {
            close(here);
            begin = here;
            close(at);
            begin = at;
        }
    }
    close(text.size());
    return out;
}

/// Longest prefix (whole code points, at least one) whose width fits.
std::size_t prefix_that_fits(TextEngine& engine, std::string_view text, const FontSpec& spec, float max_width_px, std::string_view tail) {
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < text.size();) {
        (void)next_code_point(text, at);
        ends.push_back(at);
    }
    const auto fits = [&](std::size_t end) { return engine.measure(std::string{text.substr(0, end)} + std::string{tail}, spec).width_px <= max_width_px; };
    const auto it = std::partition_point(ends.begin(), ends.end(), fits);
    return it == ends.begin() ? (ends.empty() ? 0 : ends.front()) : *(it - 1);
}

constexpr std::string_view kEllipsis = "\u2026";

}  // namespace

std::string elide_text(TextEngine& engine, std::string_view utf8, const FontSpec& spec, float max_width_px) {
    if (engine.measure(utf8, spec).width_px <= max_width_px) return std::string{utf8};
    std::string out{utf8.substr(0, prefix_that_fits(engine, utf8, spec, max_width_px, kEllipsis))};
    while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
    return out + std::string{kEllipsis};
}

std::vector<std::string> wrap_text(TextEngine& engine, std::string_view utf8, const FontSpec& spec, float max_width_px, int max_lines) {
    std::vector<std::string> lines(1);
    for (Piece piece : pieces(utf8)) {
        if (piece.line_before) lines.emplace_back();
        std::string joined = lines.back();
        if (piece.space_before && !joined.empty()) joined += ' ';
        joined += piece.text;
        if (engine.measure(joined, spec).width_px <= max_width_px) {
            lines.back() = std::move(joined);
            continue;
        }
        if (!lines.back().empty()) lines.emplace_back();
        while (engine.measure(piece.text, spec).width_px > max_width_px) {
            const std::size_t fit = prefix_that_fits(engine, piece.text, spec, max_width_px, "");
            if (fit >= piece.text.size()) break;
            lines.back() = std::string{piece.text.substr(0, fit)};
            lines.emplace_back();
            piece.text.remove_prefix(fit);
        }
        lines.back() = std::string{piece.text};
    }
    if (max_lines > 0 && lines.size() > static_cast<std::size_t>(max_lines)) {
        std::string rest = lines[static_cast<std::size_t>(max_lines) - 1] + " " + lines[static_cast<std::size_t>(max_lines)];
        lines.resize(static_cast<std::size_t>(max_lines));
        lines.back() = elide_text(engine, rest + std::string{kEllipsis}, spec, max_width_px);
    }
    return lines;
}

std::vector<std::string> wrap_balanced(TextEngine& engine, std::string_view utf8, const FontSpec& spec, float max_width_px) {
    std::vector<std::string> best = wrap_text(engine, utf8, spec, max_width_px);
    if (best.size() < 2) return best;
    // The narrowest width that needs no more lines, found by halving.
    float too_narrow = max_width_px / static_cast<float>(best.size() + 1), enough = max_width_px;
    for (int i = 0; i < 8; ++i) {
        const float width = (too_narrow + enough) * 0.5f;
        std::vector<std::string> lines = wrap_text(engine, utf8, spec, width);
        const bool fits = lines.size() == best.size() &&
                          std::all_of(lines.begin(), lines.end(), [&](const std::string& l) { return engine.measure(l, spec).width_px <= width; });
        if (!fits) {
            too_narrow = width;
            continue;
        }
        enough = width;
        best = std::move(lines);
    }
    return best;
}

}  // namespace linchpin::render
