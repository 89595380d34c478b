#include "app/ui/search_index.h"

#include <algorithm>
#include <array>

#include "app/cli/nearest.h"

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

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

constexpr int kNoMatch = 1000;

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

/// 0 = whole word .. ; kNoMatch.
int word_score(std::string_view folded, std::string_view wanted) {
    int best = kNoMatch;
    int position = 0;
    for (std::string_view word : words_of(folded)) {
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

std::string country_name(const Dataset& dataset, Index country) { return country == kNone ? std::string{} : dataset.countries[country].name; }

std::string joined(std::string text, const std::string& more) {
    if (more.empty()) return text;
    return text.empty() ? more : text + " \u00b7 " + more;
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

SearchIndex::SearchIndex(const Dataset& dataset) {
    entries_.reserve(dataset.countries.size() + dataset.sites.size() + dataset.cables.size() + dataset.satellites.size() + 600);
    add_commands();
    add_places(dataset);
    add_sites(dataset);
    add_satellites(dataset);
}

void SearchIndex::add(std::string name, std::string detail, std::string also, Request request, int rank) {
    SearchEntry entry{std::move(name), std::move(detail), std::move(request), {}, rank};
    entry.folded = fold_for_search(entry.name + " " + also);
    entries_.push_back(std::move(entry));
}

void SearchIndex::add_commands() {
    for (const KeyBinding& binding : key_bindings()) {
        if (binding.keys.empty() || binding.action == Action::Search || binding.action == Action::ClearSelection) continue;
        add(std::string{binding.name}, "Command \u00b7 " + std::string{binding.keys}, "command", Request{binding.action}, 6);
    }
    add("About, sources and licences", "Command", "command credits", Request{Action::About}, 6);
    add("Data and findings", "Command", "command pack errors warnings", Request{Action::Data}, 6);
}

void SearchIndex::add_places(const Dataset& dataset) {
    const auto fly = [](SelectionKind kind, std::string id) { return Request{Action::FlyTo, Selection{kind, std::move(id)}}; };
    for (const Country& c : dataset.countries) add(c.name, joined("Country", c.subregion), c.code.str() + " " + c.iso2, fly(SelectionKind::Country, c.code.str()), 0);
    for (const Operator& o : dataset.operators)
        add(o.name, joined("Operator", country_name(dataset, o.hq)), o.parent, Request{Action::None, o.name}, 2);
    for (const Cable& c : dataset.cables) {
        std::string also;
        for (const std::string& owner : c.owners) also += " " + owner;
        add(c.name, joined("Submarine cable", c.rfs_year ? std::to_string(*c.rfs_year) : ""), also, fly(SelectionKind::Cable, c.id), 1);
    }
    for (const Chokepoint& c : dataset.chokepoints) add(c.name, "Chokepoint", c.kind, fly(SelectionKind::Chokepoint, c.id), 2);
    for (const LandingPoint& l : dataset.landing_points)
        add(l.name, joined("Landing point", country_name(dataset, l.country)), country_name(dataset, l.country), fly(SelectionKind::Landing, l.id), 4);
}

void SearchIndex::add_sites(const Dataset& dataset) {
    for (const Site& s : dataset.sites)
        add(s.name, joined(joined("Data centre", s.operator_name), joined(s.city, country_name(dataset, s.country))),
            s.operator_name + " " + s.city + " " + country_name(dataset, s.country) + " " + s.region_code, Request{Action::FlyTo, Selection{SelectionKind::Site, s.id}}, 3);
}

void SearchIndex::add_satellites(const Dataset& dataset) {
    const auto group_name = [&dataset](const std::string& id) {
        for (const KeyName& group : dataset.satellite_groups)
            if (group.id == id) return group.name;
        return id;
    };
    for (const KeyName& group : dataset.satellite_groups) add(group.name, "Constellation", "", Request{Action::None, group.name}, 2);
    for (const Satellite& s : dataset.satellites) {
        const std::string number = std::to_string(s.elements.norad_cat_id);
        add(s.elements.object_name, joined("Satellite \u00b7 NORAD " + number, s.operator_name), number + " " + s.elements.object_id + " " + s.operator_name + " " + group_name(s.group),
            Request{Action::FlyTo, Selection{SelectionKind::Satellite, number}}, 5);
    }
}

std::vector<const SearchEntry*> SearchIndex::find(std::string_view query, std::size_t at_most) const {
    const std::string folded = fold_for_search(query);
    const auto wanted = words_of(folded);
    std::vector<std::pair<int, const SearchEntry*>> found;
    for (const SearchEntry& entry : entries_) {
        if (wanted.empty() && entry.rank != 6) continue;
        int score = 0;
        for (std::string_view word : wanted) {
            score += word_score(entry.folded, word);
            if (score >= kNoMatch) break;
        }
        if (score >= kNoMatch) continue;
        if (entry.folded == folded && entry.request.action != Action::None) score = -10;
        found.emplace_back(score * 16 + entry.rank * 3 + static_cast<int>(std::min<std::size_t>(entry.name.size(), 40) / 14), &entry);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const SearchEntry*> out;
    for (std::size_t i = 0; i < found.size() && i < at_most; ++i) out.push_back(found[i].second);
    return out;
}

}  // namespace linchpin::app
