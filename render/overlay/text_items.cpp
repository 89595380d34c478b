#include "render/overlay/text_items.h"

#include <hb.h>

#include <algorithm>

namespace linchpin::render {
namespace {

enum class Strength { Left, Right, Number, Neutral };

hb_unicode_general_category_t category(char32_t c) { return hb_unicode_general_category(hb_unicode_funcs_get_default(), c); }
hb_script_t script_of(char32_t c) { return hb_unicode_script(hb_unicode_funcs_get_default(), c); }

Strength strength(char32_t c) {
    const bool right = (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF);
    switch (category(c)) {
        case HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER: return Strength::Number;
        case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_LETTER_NUMBER:
        case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK: return right ? Strength::Right : Strength::Left;
        default: return Strength::Neutral;
    }
}

/// One direction a code point: true = right to left.
std::vector<bool> directions(const std::u32string& text, bool& base_right) {
    std::vector<Strength> kinds(text.size());
    std::transform(text.begin(), text.end(), kinds.begin(), strength);
    const auto first = std::find_if(kinds.begin(), kinds.end(), [](Strength s) { return s == Strength::Left || s == Strength::Right; });
    base_right = first != kinds.end() && *first == Strength::Right;
    std::vector<bool> right(text.size(), base_right);
    for (std::size_t i = 0; i < kinds.size();) {
        if (kinds[i] != Strength::Neutral) {
            right[i] = kinds[i] == Strength::Right;  // numbers run left to right everywhere
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < kinds.size() && kinds[end] == Strength::Neutral) ++end;
        // Between two of one direction neutrals take it, elsewhere that of the paragraph.
        const bool before = i > 0 ? right[i - 1] : base_right;
        const bool after = end < kinds.size() ? kinds[end] == Strength::Right : base_right;
        std::fill(right.begin() + static_cast<std::ptrdiff_t>(i), right.begin() + static_cast<std::ptrdiff_t>(end),
                  before == after ? before : base_right);
        i = end;
    }
    return right;
}

bool shared_script(hb_script_t s) { return s == HB_SCRIPT_COMMON || s == HB_SCRIPT_INHERITED || s == HB_SCRIPT_UNKNOWN; }

/// Reverses every longest stretch of items of direction `right`.
void reverse_stretches(std::vector<TextItem>& items, bool right) {
    for (auto it = items.begin(); it != items.end();) {
        const auto begin = std::find_if(it, items.end(), [right](const TextItem& i) { return i.right_to_left == right; });
        const auto end = std::find_if(begin, items.end(), [right](const TextItem& i) { return i.right_to_left != right; });
        std::reverse(begin, end);
        it = end;
    }
}

}  // namespace

bool joins_previous(char32_t code) noexcept {
    if (code == 0x200C || code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F)) return true;
    const auto c = category(code);
    return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

std::vector<TextItem> itemise(const std::u32string& text, const std::vector<std::uint16_t>& fonts) {
    bool base_right = false;
    const std::vector<bool> right = directions(text, base_right);
    std::vector<TextItem> items;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const hb_script_t script = script_of(text[i]);
        if (!items.empty()) {
            TextItem& last = items.back();
            const bool open = shared_script(static_cast<hb_script_t>(last.script));
            const bool fits = shared_script(script) || open || last.script == static_cast<std::uint32_t>(script);
            if (last.font == fonts[i] && last.right_to_left == right[i] && fits) {
                last.end = i + 1;
                if (open && !shared_script(script)) last.script = static_cast<std::uint32_t>(script);
                continue;
            }
        }
        items.push_back({i, i + 1, fonts[i], static_cast<std::uint32_t>(script), right[i]});
    }
    if (base_right) {
        std::reverse(items.begin(), items.end());
        reverse_stretches(items, false);
    } else {
        reverse_stretches(items, true);
    }
    return items;
}

}  // namespace linchpin::render
