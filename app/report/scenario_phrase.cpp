#include "app/report/scenario_phrase.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <span>

#include "app/state/scenario_text.h"
#include "app/state/text_match.h"
#include "data/core/nearest.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {
namespace {

using scenario::Event;
using scenario::EventKind;
using Words = std::vector<std::string>;

// ---- words -----------------------------------------------------------------------------------------------------------------------

enum class Verb { None, Close, Cut, Lose, Stop, Leave, Cancel, Finish };
struct VerbWord {
    std::string_view word;
    Verb verb;
};
constexpr VerbWord kVerbs[] = {
    {"close", Verb::Close}, {"closes", Verb::Close}, {"closed", Verb::Close}, {"block", Verb::Close}, {"blocks", Verb::Close}, {"blocked", Verb::Close},
    {"shut", Verb::Close}, {"shuts", Verb::Close}, {"blockade", Verb::Close},
    {"cut", Verb::Cut}, {"cuts", Verb::Cut}, {"sever", Verb::Cut}, {"severs", Verb::Cut}, {"severed", Verb::Cut}, {"break", Verb::Cut}, {"breaks", Verb::Cut},
    {"lose", Verb::Lose}, {"loses", Verb::Lose}, {"lost", Verb::Lose}, {"fail", Verb::Lose}, {"fails", Verb::Lose}, {"without", Verb::Lose},
    {"stop", Verb::Stop}, {"stops", Verb::Stop}, {"stopped", Verb::Stop}, {"halt", Verb::Stop}, {"halts", Verb::Stop}, {"ban", Verb::Stop}, {"bans", Verb::Stop},
    {"embargo", Verb::Stop}, {"embargoes", Verb::Stop}, {"withhold", Verb::Stop}, {"withholds", Verb::Stop},
    {"leave", Verb::Leave}, {"leaves", Verb::Leave}, {"withdraw", Verb::Leave}, {"withdraws", Verb::Leave}, {"exit", Verb::Leave}, {"exits", Verb::Leave},
    {"quit", Verb::Leave}, {"quits", Verb::Leave},
    {"cancel", Verb::Cancel}, {"cancels", Verb::Cancel}, {"cancelled", Verb::Cancel},
    {"finish", Verb::Finish}, {"complete", Verb::Finish}, {"build", Verb::Finish},
};

/// Words that carry no name.
constexpr std::string_view kFillers[] = {"the", "of", "on", "its", "all", "exports", "exporting", "export", "supply", "supplies", "supplying", "selling", "sales", "shipping", "deliveries",
                                         "operators", "operator", "companies", "company", "providers", "provider", "clouds", "cloud", "firms", "hyperscalers", "off", "out", "down",
                                         "cable", "cables", "from", "in", "by", "is", "are", "what", "if"};

struct Demonym {
    std::string_view word, iso3;
};
constexpr Demonym kDemonyms[] = {
    {"american", "USA"}, {"us", "USA"}, {"usa", "USA"}, {"america", "USA"}, {"chinese", "CHN"}, {"uk", "GBR"}, {"british", "GBR"}, {"britain", "GBR"}, {"german", "DEU"},
    {"french", "FRA"}, {"japanese", "JPN"}, {"korean", "KOR"}, {"korea", "KOR"}, {"taiwanese", "TWN"}, {"indian", "IND"}, {"russian", "RUS"}, {"dutch", "NLD"}, {"holland", "NLD"},
    {"swedish", "SWE"}, {"finnish", "FIN"}, {"swiss", "CHE"}, {"italian", "ITA"}, {"spanish", "ESP"}, {"irish", "IRL"}, {"israeli", "ISR"}, {"turkish", "TUR"}, {"turkey", "TUR"},
    {"saudi", "SAU"}, {"emirati", "ARE"}, {"uae", "ARE"}, {"emirates", "ARE"}, {"singaporean", "SGP"}, {"malaysian", "MYS"}, {"vietnamese", "VNM"}, {"thai", "THA"},
    {"mexican", "MEX"}, {"brazilian", "BRA"}, {"canadian", "CAN"}, {"australian", "AUS"}, {"egyptian", "EGY"}, {"kenyan", "KEN"}, {"nigerian", "NGA"}, {"indonesian", "IDN"},
    {"norwegian", "NOR"}, {"danish", "DNK"}, {"polish", "POL"}, {"czech", "CZE"}, {"austrian", "AUT"}, {"belgian", "BEL"}, {"hungarian", "HUN"}, {"ukrainian", "UKR"},
    {"congo", "COD"}, {"congolese", "COD"},
};

Verb verb_of(std::string_view word) {
    for (const VerbWord& v : kVerbs)
        if (v.word == word) return v.verb;
    return Verb::None;
}
bool filler(std::string_view word) { return std::find(std::begin(kFillers), std::end(kFillers), word) != std::end(kFillers); }

Words without_fillers(std::span<const std::string> words) {
    Words kept;
    for (const std::string& word : words)
        if (!filler(word)) kept.push_back(word);
    return kept;
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// ---- numbers in the text ---------------------------------------------------------------------------------------------------------

struct Numbers {
    std::optional<double> fraction;  ///< [0, 1]
    std::optional<Date> date;
    std::string rest;                ///< the text without them
    std::string problem;
};

bool digit(char c) { return c >= '0' && c <= '9'; }

/// A day, a month or a year of digits: its first day. Empty when it is none.
std::optional<Date> day_of(std::string_view word) {
    if (const auto day = Date::parse(word)) return day;
    if (word.size() == 7) return Date::parse(std::string{word} + "-01");
    if (word.size() == 4 && std::all_of(word.begin(), word.end(), digit)) return Date::parse(std::string{word} + "-01-01");
    return std::nullopt;
}

std::vector<std::string> raw_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            word += c;
            continue;
        }
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    }
    if (!word.empty()) words.push_back(word);
    return words;
}

std::optional<double> number_of(std::string_view word) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

Numbers take_numbers(std::string_view text) {
    Numbers found;
    const std::vector<std::string> words = raw_words(text);
    const auto percent = [&found](double value) {
        if (value < 0.0 || value > 100.0) found.problem = fmt::format("Expected 0 to 100 %, found {} %", value);
        else found.fraction = value / 100.0;
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        const bool mark_follows = i + 1 < words.size() && (words[i + 1] == "%" || words[i + 1] == "percent");
        if (mark_follows) {
            if (const auto value = number_of(word)) {
                percent(*value);
                ++i;
                continue;
            }
        }
        if (word.size() > 1 && word.back() == '%') {
            if (const auto value = number_of(word.substr(0, word.size() - 1))) {
                percent(*value);
                continue;
            }
        }
        if (word == "half") {
            found.fraction = 0.5;
            continue;
        }
        if ((word == "from" || word == "in" || word == "on" || word == "since") && i + 1 < words.size()) {
            if (const auto day = day_of(words[i + 1])) {
                found.date = day;
                ++i;
                continue;
            }
        }
        found.rest += (found.rest.empty() ? "" : " ") + words[i];
    }
    return found;
}

// ---- names -----------------------------------------------------------------------------------------------------------------------

struct Named {
    std::string id, name, folded;
};
struct Found {
    int score = 0;
    const Named* named = nullptr;
};

Named named(std::string id, std::string name) {
    std::string folded = fold_for_search(name + " " + id);
    return {std::move(id), std::move(name), std::move(folded)};
}

/// Names that hold every word, the best first; a name that is exactly the words alone comes before all.
std::vector<Found> find(const std::vector<Named>& all, std::span<const std::string> words) {
    std::vector<Found> found;
    if (words.empty()) return found;
    const std::string whole = joined(words);
    for (const Named& n : all) {
        int score = 0;
        for (const std::string& word : words) score = std::min(score + word_score(n.folded, word), kNoMatch);
        if (score >= kNoMatch) continue;
        const bool exact = fold_for_search(n.name) == whole || fold_for_search(n.id) == whole;
        found.push_back({exact ? -1 : score * 16 + static_cast<int>(std::min<std::size_t>(n.name.size(), 60) / 4), &n});
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.score < b.score; });
    return found;
}

std::vector<Named> countries(const Dataset& dataset) {
    std::vector<Named> all;
    for (const Country& country : dataset.countries) {
        Named n = named(country.code.str(), country.name);
        n.folded += " " + fold_for_search(country.iso2);
        all.push_back(std::move(n));
    }
    return all;
}
std::vector<Named> chokepoints(const Dataset& dataset) {
    std::vector<Named> all;
    for (const Chokepoint& point : dataset.chokepoints) all.push_back(named(point.id, point.name));
    return all;
}
std::vector<Named> cables(const Dataset& dataset, bool planned) {
    std::vector<Named> all;
    for (const Cable& cable : dataset.cables)
        if ((cable.status == CableStatus::Planned) == planned && cable.status != CableStatus::Retired) all.push_back(named(cable.id, cable.name));
    return all;
}
std::vector<Named> planned_sites(const Dataset& dataset) {
    std::vector<Named> all;
    for (const Site& site : dataset.sites)
        if (site.status == SiteStatus::Announced || site.status == SiteStatus::UnderConstruction) all.push_back(named(site.id, site.name));
    return all;
}
std::vector<Named> constellations(const Dataset& dataset) {
    std::vector<Named> all;
    for (const KeyName& group : dataset.satellite_groups) all.push_back(named(group.id, group.name));
    return all;
}
std::vector<Named> groups(const Dataset& dataset) {
    std::vector<Named> all;
    for (const ProductGroup& group : dataset.product_groups) all.push_back(named(group.id, group.name));
    return all;
}

/// ISO3 of a country that is meant; empty for none. Exact names, codes and adjectives go before beginnings and mistakes.
std::string country_of(const Dataset& dataset, std::span<const std::string> words) {
    if (words.empty()) return {};
    const std::string whole = joined(words);
    for (const Country& country : dataset.countries)
        if (fold_for_search(country.name) == whole || fold_for_search(country.code.str()) == whole) return country.code.str();
    for (const Demonym& d : kDemonyms) {
        const auto code = CountryCode::parse(d.iso3);
        if (d.word == whole && code && dataset.country_index(*code) != kNone) return std::string{d.iso3};
    }
    for (const Country& country : dataset.countries)
        if (fold_for_search(country.iso2) == whole) return country.code.str();
    if (whole.size() < 4) return {};  // three letters begin too many names
    const std::vector<Named> all = countries(dataset);
    const std::vector<Found> found = find(all, words);
    return found.empty() ? std::string{} : found.front().named->id;
}

std::string target_of(const Dataset& dataset, std::span<const std::string> words) {
    const std::string whole = joined(words);
    if (words.empty() || whole == "everybody" || whole == "everyone" || whole == "world" || whole == "anybody") return "all";
    for (const Bloc& bloc : dataset.blocs)
        if (fold_for_search(bloc.id) == whole || fold_for_search(bloc.name) == whole) return bloc.id;
    if (whole == "europe" || whole == "brussels") {
        for (const Bloc& bloc : dataset.blocs)
            if (bloc.id == "EU") return bloc.id;
    }
    return country_of(dataset, words);
}

std::string unknown(std::string_view what, std::string_view text, const std::vector<Named>& all) {
    std::vector<std::string> names;
    for (const Named& n : all) names.push_back(n.name);
    const std::string nearest = nearest_choice(text, names);
    return "No " + std::string{what} + " is called \"" + std::string{text} + "\"" + (nearest.empty() ? "" : "; the nearest is " + nearest);
}

// ---- phrases ---------------------------------------------------------------------------------------------------------------------

struct Parts {
    Verb verb = Verb::None;
    Words before, after;
    Numbers numbers;
};

class Reader {
public:
    Reader(const Dataset& dataset, Parts parts, std::size_t at_most) : dataset_{dataset}, parts_{std::move(parts)}, at_most_{at_most} {}

    PhraseReading read() {
        switch (parts_.verb) {
            case Verb::None: break;
            case Verb::Close: objects({{EventKind::ChokepointClosed, "chokepoint", chokepoints(dataset_)}}); break;
            case Verb::Cut:
                if (!parts_.before.empty() && !country_of(dataset_, without_fillers(parts_.before)).empty() && !parts_.after.empty()) supplier();
                else objects({{EventKind::CableCut, "cable", cables(dataset_, false)}, {EventKind::ChokepointClosed, "chokepoint", chokepoints(dataset_)}});
                break;
            case Verb::Lose:
                objects({{EventKind::ConstellationLost, "constellation", constellations(dataset_)},
                         {EventKind::CableCut, "cable", cables(dataset_, false)},
                         {EventKind::ChokepointClosed, "chokepoint", chokepoints(dataset_)}});
                break;
            case Verb::Stop: supplier(); break;
            case Verb::Leave: operators(); break;
            case Verb::Cancel:
            case Verb::Finish:
                objects({{EventKind::CableChanged, "planned cable", cables(dataset_, true)}, {EventKind::SiteChanged, "planned data centre", planned_sites(dataset_)}});
                break;
        }
        if (reading_.meanings.size() > at_most_) reading_.meanings.resize(at_most_);
        if (!reading_.meanings.empty()) reading_.problem.clear();
        return std::move(reading_);
    }

private:
    struct Table {
        EventKind kind;
        std::string_view what;
        std::vector<Named> names;
    };

    [[nodiscard]] Event event_on(EventKind kind, const std::string& object) const {
        Event event;
        event.kind = kind;
        event.object = object;
        event.date = parts_.numbers.date;
        if (kind == EventKind::ChokepointClosed) event.probability = parts_.numbers.fraction.value_or(1.0);
        if (parts_.verb == Verb::Finish) event.change = scenario::PlanChange::BroughtForward;
        return event;
    }

    void add(std::vector<Event> events) {
        PhraseMeaning meaning;
        for (const Event& event : events) {
            if (!scenario::check_event(dataset_, event)) return;
            meaning.text += (meaning.text.empty() ? "" : "; ") + event_text(dataset_, event) + (event.date ? " from " + event.date->iso() : "");
        }
        meaning.events = std::move(events);
        const auto same = [&meaning](const PhraseMeaning& m) { return m.events == meaning.events; };
        if (!meaning.events.empty() && std::none_of(reading_.meanings.begin(), reading_.meanings.end(), same)) reading_.meanings.push_back(std::move(meaning));
    }

    /// What one part of a list may be: the first of the tables that knows it.
    [[nodiscard]] std::vector<Event> choices(const std::vector<Table>& tables, std::span<const std::string> words) {
        for (const Table& table : tables) {
            std::vector<Event> events;
            for (const Found& found : find(table.names, words)) {
                events.push_back(event_on(table.kind, found.named->id));
                if (events.size() == at_most_) break;
            }
            if (!events.empty()) return events;
        }
        reading_.problem = unknown(tables.front().what, joined(words), tables.front().names);
        return {};
    }

    /// How many of the names hold the words as they are: "red sea" is said of several.
    [[nodiscard]] std::vector<Event> all_that_say_it(const Table& table, std::span<const std::string> words) const {
        std::vector<Event> events;
        for (const Found& found : find(table.names, words)) {
            if (found.score < 0) return {};  // one is called exactly that
            const bool whole = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                const auto own = search_words(found.named->folded);
                return std::find(own.begin(), own.end(), word) != own.end();
            });
            if (whole) events.push_back(event_on(table.kind, found.named->id));
        }
        return events.size() >= 2 && events.size() <= 4 ? events : std::vector<Event>{};
    }

    void objects(const std::vector<Table>& tables) {
        if (parts_.numbers.fraction && parts_.verb != Verb::Close) {
            reading_.problem = "A percentage goes with a supplier that stops or a strait that closes";
            return;
        }
        const Words& said = parts_.after.empty() ? parts_.before : parts_.after;
        std::vector<Words> list(1);
        for (const std::string& word : said) {
            if (word == "and") list.emplace_back();
            else if (!filler(word)) list.back().push_back(word);
        }
        std::erase_if(list, [](const Words& words) { return words.empty(); });
        if (list.size() > 1) {  // "Bosporus and Dardanelles" is one name
            Words whole = without_fillers(said);
            std::erase(whole, "and");
            for (const Table& table : tables)
                if (!find(table.names, whole).empty()) list = {whole};
        }
        if (list.empty()) return;
        if (list.size() == 1) {
            if (tables.front().kind == EventKind::ChokepointClosed)
                if (std::vector<Event> all = all_that_say_it(tables.front(), list.front()); !all.empty()) add(std::move(all));
            for (Event& event : choices(tables, list.front())) add({std::move(event)});
            return;
        }
        std::vector<Event> together;
        for (const Words& words : list) {
            const std::vector<Event> found = choices(tables, words);
            if (found.empty()) return;
            together.push_back(found.front());
        }
        add(std::move(together));
    }

    void supplier() {
        Words subject = without_fillers(parts_.before), rest = parts_.after;
        if (subject.empty()) {
            // "stop China transformers": the longest beginning that is a country.
            const Words plain = without_fillers(rest);
            const auto end = static_cast<std::size_t>(std::find(plain.begin(), plain.end(), "to") - plain.begin());
            for (std::size_t n = std::min<std::size_t>(end, 4); n > 0; --n) {
                if (country_of(dataset_, std::span{plain}.first(n)).empty()) continue;
                subject.assign(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(n));
                rest.assign(plain.begin() + static_cast<std::ptrdiff_t>(n), plain.end());
                break;
            }
        }
        if (subject.empty()) return;
        const std::string iso3 = country_of(dataset_, subject);
        if (iso3.empty()) {
            reading_.problem = unknown("country", joined(subject), countries(dataset_));
            return;
        }
        const auto to = std::find_if(rest.begin(), rest.end(), [](const std::string& word) { return word == "to" || word == "for" || word == "towards"; });
        const Words what = without_fillers(Words(rest.begin(), to));
        const Words whom = to == rest.end() ? Words{} : without_fillers(Words(to + 1, rest.end()));
        const std::string target = target_of(dataset_, whom);
        if (target.empty()) {
            reading_.problem = unknown("country or bloc", joined(whom), countries(dataset_));
            return;
        }
        const std::vector<Named> all = groups(dataset_);
        std::vector<std::string> products{""};
        if (!what.empty()) {
            products.clear();
            for (const Found& found : find(all, what)) products.push_back(found.named->id);
            if (products.empty()) {
                reading_.problem = unknown("product group", joined(what), all);
                return;
            }
        }
        for (const std::string& product : products) {
            Event event;
            event.kind = EventKind::SupplierStops;
            event.supplier = iso3;
            event.product_group = product;
            event.target = target;
            event.fraction = parts_.numbers.fraction.value_or(1.0);
            event.date = parts_.numbers.date;
            add({std::move(event)});
        }
    }

    void operators() {
        const Words nationality = without_fillers(parts_.before), where = without_fillers(parts_.after);
        if (nationality.empty()) return;
        if (parts_.numbers.fraction) {
            reading_.problem = "Operators leave as a whole; a percentage goes with a supplier that stops";
            return;
        }
        Event event;
        event.kind = EventKind::OperatorsWithdraw;
        event.nationality = country_of(dataset_, nationality);
        event.target = target_of(dataset_, where);
        event.date = parts_.numbers.date;
        if (event.nationality.empty()) reading_.problem = unknown("country", joined(nationality), countries(dataset_));
        else if (event.target.empty()) reading_.problem = unknown("country or bloc", joined(where), countries(dataset_));
        else add({std::move(event)});
    }

    const Dataset& dataset_;
    Parts parts_;
    std::size_t at_most_;
    PhraseReading reading_;
};

Parts parts_of(std::string_view phrase) {
    Parts parts;
    std::string text{phrase};
    for (char& c : text)
        if (c == '\t' || c == '\n') c = ' ';
    // A comma and a plus join like "and".
    for (const std::string_view mark : {",", " + ", "&"})
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 5)) text.replace(at, mark.size(), " and ");
    parts.numbers = take_numbers(text);
    const std::string folded = fold_for_search(parts.numbers.rest);
    for (const std::string_view word : search_words(folded)) {
        if (parts.verb == Verb::None) {
            parts.verb = verb_of(word);
            if (parts.verb != Verb::None) continue;
            parts.before.emplace_back(word);
        } else {
            parts.after.emplace_back(word);
        }
    }
    return parts;
}

}  // namespace

PhraseReading read_phrase(const Dataset& dataset, std::string_view phrase, std::size_t at_most) {
    Parts parts = parts_of(phrase);
    if (parts.verb == Verb::None) return {};
    if (!parts.numbers.problem.empty()) return {{}, parts.numbers.problem};
    return Reader{dataset, std::move(parts), at_most}.read();
}

}  // namespace linchpin::app
