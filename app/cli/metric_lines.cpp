#include "app/cli/metric_lines.h"

#include <algorithm>

#include "data/core/format.h"

namespace linchpin::app {
namespace {

bool continues(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

/// Bytes of the longest beginning of `text` that takes at most `width` columns.
std::size_t bytes_within(std::string_view text, int width) noexcept {
    int columns = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!continues(text[i]) && ++columns > width) return i;
    return text.size();
}

/// Pieces of at most `width` columns, cut at spaces where there is one; a longer word is cut inside.
std::vector<std::string> pieces_of(std::string_view text, int width) {
    std::vector<std::string> pieces;
    width = std::max(width, 1);
    while (!text.empty()) {
        std::size_t end = bytes_within(text, width);
        if (end < text.size()) {
            const std::size_t space = text.rfind(' ', end);
            if (space != std::string_view::npos && space > 0) end = space;
        }
        pieces.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
    return pieces;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string padded(std::string text, const Column& column) {
    const int missing = column.width - columns_of(text);
    if (missing <= 0) return text;
    const std::string spaces(static_cast<std::size_t>(missing), ' ');
    return column.right ? spaces + text : text + spaces;
}

}  // namespace

int columns_of(std::string_view text) noexcept {
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string plain_text(std::string_view text) {
    if (text == kMissingText) return "-";
    std::string plain{text};
    replace_all(plain, kUnitSpace, " ");
    replace_all(plain, kThinSpace, " ");
    replace_all(plain, "\u2212", "-");
    return plain;
}

std::string columns_text(const std::vector<Column>& columns, const std::vector<std::string>& cells, int indent) {
    std::vector<std::vector<std::string>> pieces;
    std::size_t lines = 1;
    int used = indent;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int width = i + 1 == columns.size() ? std::max(columns[i].width, kLineWidth - used) : columns[i].width;
        pieces.push_back(pieces_of(i < cells.size() ? cells[i] : std::string{}, width));
        lines = std::max(lines, pieces.back().size());
        used += columns[i].width + 2;
    }
    std::string text;
    for (std::size_t line = 0; line < lines; ++line) {
        std::string row(static_cast<std::size_t>(indent), ' ');
        for (std::size_t i = 0; i < columns.size(); ++i)
            row += (i > 0 ? "  " : "") + padded(line < pieces[i].size() ? pieces[i][line] : std::string{}, columns[i]);
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + '\n';
    }
    return text;
}

std::string wrapped(std::string_view text, int indent, int width) {
    std::string out;
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    std::vector<std::string> pieces = pieces_of(text, width - indent);
    if (pieces.size() > 1) {  // lines after the first have two columns less
        std::string_view rest = text.substr(pieces.front().size());
        while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
        std::vector<std::string> further = pieces_of(rest, width - indent - 2);
        pieces.resize(1);
        pieces.insert(pieces.end(), further.begin(), further.end());
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) out += margin + (i > 0 ? "  " : "") + pieces[i] + '\n';
    return out;
}

}  // namespace linchpin::app
