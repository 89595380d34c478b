#include "data/core/nearest.h"

#include <algorithm>

namespace linchpin {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr std::size_t kListedAtMost = 30;

/// True when `choice` holds the whole of `text`, letters of either case: "transformer" for "transformers_converters".
bool holds(std::string_view choice, std::string_view text) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return text.size() >= 3 && std::search(choice.begin(), choice.end(), text.begin(), text.end(), same) != choice.end();
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
    std::vector<int> two_back(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) now[j] = std::min(now[j], two_back[j - 2] + 1);
        }
        std::swap(two_back, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

std::string nearest_choice(std::string_view text, std::span<const std::string> choices) {
    int best = -1;
    std::string_view found;
    for (const std::string& choice : choices) {
        // What was left out at the ends costs nothing against letters that are wrong.
        const int d = holds(choice, text) ? 0 : edit_distance(text, choice);
        if (best >= 0 && d >= best) continue;
        best = d;
        found = choice;
    }
    return std::string{found};
}

std::string unknown_word(std::string_view what, std::string_view text, std::span<const std::string> choices) {
    std::string sentence = "unknown " + std::string{what} + " \"" + std::string{text} + "\"";
    if (choices.empty()) return sentence + "; there are none";
    sentence += "; did you mean \"" + nearest_choice(text, choices) + "\"?";
    if (choices.size() > kListedAtMost) return sentence;
    sentence += " There are:";
    for (std::size_t i = 0; i < choices.size(); ++i) sentence += (i == 0 ? " " : ", ") + choices[i];
    return sentence;
}

}  // namespace linchpin
