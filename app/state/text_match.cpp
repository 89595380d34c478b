#include "app/state/text_match.h"

#include <algorithm>

#include "data/core/nearest.h"

namespace linchpin::app {
namespace {

/// Base letters of U+00C0..U+00FF and of U+0100..U+017F; '_' = two letters or none, handled apart.
constexpr std::string_view kLatin1 = "aaaaaa_ceeeeiiiidnooooo_ouuuuy__aaaaaa_ceeeeiiiidnooooo_ouuuuy_y";
constexpr std::string_view kExtendedA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkkllllllllllnnnnnnnnnoooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 64 && kExtendedA.size() == 128);

void append_folded(std::string& out, unsigned code) {
    if (code < 0x80) {
        const char c = static_cast<char>(code);
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
        return;
    }
    if (code == 0xC6 || code == 0xE6) out += "ae";
    else if (code == 0xDF) out += "ss";
    else if (code == 0xDE || code == 0xFE) out += "th";
    else if (code == 0x152 || code == 0x153) out += "oe";
    else if (code >= 0xC0 && code <= 0xFF && kLatin1[code - 0xC0] != '_') out += kLatin1[code - 0xC0];
    else if (code >= 0x100 && code <= 0x17F && kExtendedA[code - 0x100] != '_') out += kExtendedA[code - 0x100];
    else if (!out.empty() && out.back() != ' ') out += ' ';
}

/// Letters that differ between the query word and the beginning of `word`; kNoMatch when there are too many.
int typing_mistakes(std::string_view word, std::string_view wanted) {
    const int allowed = wanted.size() >= 8 ? 2 : wanted.size() >= 4 ? 1 : 0;
    if (allowed == 0 || word.size() + 1 < wanted.size()) return kNoMatch;
    if (word[0] != wanted[0] && (word.size() < 2 || word[1] != wanted[0])) return kNoMatch;  // a cheap test that spares most words
    int best = kNoMatch;
    for (std::size_t length = wanted.size() - 1; length <= std::min(wanted.size() + 1, word.size()); ++length)
        best = std::min(best, edit_distance(word.substr(0, length), wanted));
    return best <= allowed ? best : kNoMatch;
}

}  // namespace

std::string fold_for_search(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        unsigned code = byte;
        if (length > 1) {
            code = byte & (0xFFu >> (length + 1));
            for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) code = (code << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
        }
        append_folded(out, code);
        i += length;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<std::string_view> search_words(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

int word_score(std::string_view folded, std::string_view wanted) {
    int best = kNoMatch;
    int position = 0;
    for (std::string_view word : search_words(folded)) {
        int score = kNoMatch;
        if (word == wanted) score = 0;
        else if (word.starts_with(wanted)) score = 2;
        else if (wanted.size() >= 3 && word.find(wanted) != std::string_view::npos) score = 6;
        else if (const int mistakes = typing_mistakes(word, wanted); mistakes < kNoMatch) score = 8 + 3 * mistakes;
        if (score < kNoMatch) best = std::min(best, score + std::min(position, 3));
        ++position;
    }
    return best;
}

}  // namespace linchpin::app
