// Country values from the telecom footprint: one topic, mostly a published wording a country.
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>

#include "data/query/choropleth.h"

namespace linchpin::query {
namespace {

/// Our grouping of the wordings of one topic: first rule that matches, in the order of the legend. The published wording itself is
/// always kept in CountryValue::text.
struct WordingRule {
    std::string_view topic;
    enum class Match : std::uint8_t { Prefix, Suffix } match;
    std::string_view text;
    std::string_view cls;
};
using Match = WordingRule::Match;
constexpr std::array<WordingRule, 22> kWordingRules{{
    {"vendor_restriction", Match::Prefix, "ban", "Ban"},
    {"vendor_restriction", Match::Prefix, "de facto exclusion eased", "Partial ban or restriction"},
    {"vendor_restriction", Match::Prefix, "de facto", "De facto ban"},
    {"vendor_restriction", Match::Prefix, "partial", "Partial ban or restriction"},
    {"vendor_restriction", Match::Prefix, "restriction", "Partial ban or restriction"},
    {"vendor_restriction", Match::Prefix, "public procurement exclusion", "Partial ban or restriction"},
    {"vendor_restriction", Match::Prefix, "screening law", "Screening or warning"},
    {"vendor_restriction", Match::Prefix, "case-by-case", "Screening or warning"},
    {"vendor_restriction", Match::Prefix, "enabling law", "Screening or warning"},
    {"vendor_restriction", Match::Prefix, "warning", "Screening or warning"},
    {"vendor_restriction", Match::Prefix, "US Clean Network", "Joined US Clean Network"},
    {"vendor_restriction", Match::Prefix, "no ban", "No ban"},
    {"vendor_restriction", Match::Prefix, "no general ban", "No ban"},
    {"chinese_cloud_region", Match::Suffix, ": operational", "Operating"},
    {"chinese_cloud_region", Match::Suffix, ": under_construction", "Under construction"},
    {"chinese_cloud_region", Match::Suffix, ": announced", "Announced"},
    {"chinese_cloud_region", Match::Suffix, ": closed", "Closed"},
    {"bri_membership", Match::Prefix, "memorandum", "Memorandum signed"},
    {"bri_membership", Match::Prefix, "joined, then withdrew", "Signed, then withdrew"},
    {"huawei_mobile_network_any_generation", Match::Prefix, "reported presence", "Reported presence (unverified)"},
    {"zte_mobile_network_any_generation", Match::Prefix, "reported presence", "Reported presence (unverified)"},
    {"huawei_5g", Match::Prefix, "used by", "Used by an operator or in a launch network"},
}};
constexpr std::array<std::string_view, 12> kClassOrder{"Ban",
                                                       "De facto ban",
                                                       "Partial ban or restriction",
                                                       "Screening or warning",
                                                       "Joined US Clean Network",
                                                       "No ban",
                                                       "Operating",
                                                       "Under construction",
                                                       "Announced",
                                                       "Closed",
                                                       "Memorandum signed",
                                                       "Signed, then withdrew"};
/// With more distinct wordings than this and no rule, they are descriptions, not classes.
constexpr std::size_t kMostFreeClasses = 6;

std::string_view rule_class(const FootprintFact& fact) {
    for (const WordingRule& rule : kWordingRules) {
        const std::string_view value = fact.value;
        if (rule.topic != fact.topic) continue;
        if (rule.match == Match::Prefix ? value.starts_with(rule.text) : value.ends_with(rule.text)) return rule.cls;
    }
    return {};
}

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Stage of a fact for M22. Wordings end with a status where the topic comes from the table of sites.
metrics::Presence presence(const FootprintFact& fact, std::optional<Date> date) {
    const std::string_view value = fact.value;
    metrics::LifeStage stage = metrics::LifeStage::Operating;
    if (value.ends_with(": announced") || value.ends_with(": under_construction")) stage = metrics::LifeStage::Planned;
    if (value.ends_with(": closed")) stage = metrics::LifeStage::Ended;
    // Without a date the topic is shown as the pack has it, closed rows included.
    return date ? metrics::presence_at(stage, fact.year, date) : metrics::Presence::Active;
}

struct Topic {
    const FootprintTopic* info = nullptr;
    std::vector<const FootprintFact*> facts;  ///< in file order, with a country
    std::map<std::string, std::string, std::less<>> class_of_wording;
    std::vector<std::string> categories;
    bool numeric = false;
};

/// "reported project" -> "Reported project", as the other entries of a legend are written.
std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// Class names in legend order: the order of kClassOrder, then by how often they occur, then by name. All facts count, whatever the
/// date, so that colours stay when time moves.
std::vector<std::string> ordered_classes(const std::map<std::string, std::size_t>& counts) {
    std::vector<std::string> names;
    for (const auto& [name, count] : counts) names.push_back(name);
    const auto rank = [](const std::string& name) {
        return std::find(kClassOrder.begin(), kClassOrder.end(), name) - kClassOrder.begin();
    };
    std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        return counts.at(a) > counts.at(b);
    });
    return names;
}

void classify(Topic& topic) {
    std::map<std::string, std::string, std::less<>> classes;
    std::size_t free_wordings = 0;
    for (const FootprintFact* fact : topic.facts) {
        const std::string_view cls = rule_class(*fact);
        if (classes.emplace(fact->value, cls).second && cls.empty()) ++free_wordings;
    }
    for (auto& [wording, cls] : classes) {
        if (!cls.empty()) continue;
        cls = free_wordings <= kMostFreeClasses ? capitalised(wording) : free_wordings < classes.size() ? "Other" : "Reported";
    }
    std::map<std::string, std::size_t> counts;
    for (const FootprintFact* fact : topic.facts) ++counts[classes.find(fact->value)->second];
    topic.categories = ordered_classes(counts);
    topic.class_of_wording = std::move(classes);
}

Topic read_topic(const ChoroplethInput& in) {
    Topic topic;
    for (const FootprintTopic& info : in.dataset.footprint_topics) {
        if (info.id == in.filter.choropleth.topic) topic.info = &info;
    }
    for (const FootprintFact& fact : in.dataset.footprint) {
        if (fact.topic == in.filter.choropleth.topic && fact.country < in.dataset.countries.size()) topic.facts.push_back(&fact);
    }
    topic.numeric = !topic.facts.empty() && std::all_of(topic.facts.begin(), topic.facts.end(),
                                                        [](const auto* fact) { return number_in(fact->value).has_value(); });
    if (topic.numeric) {
        // Of several figures of one country the latest stands.
        std::stable_sort(topic.facts.begin(), topic.facts.end(), [](const auto* a, const auto* b) { return a->year < b->year; });
    } else {
        classify(topic);
    }
    return topic;
}

std::string fact_note(const FootprintFact& fact) {
    std::string note = fact.year ? fmt::format("{}", *fact.year) : "year unknown";
    if (fact.confidence == Confidence::Low) note += ", low confidence";
    if (!fact.notes.empty()) note += "; " + fact.notes;
    return note;
}

/// Adds a fact to what the country shows. Numbers: it replaces an earlier one. Classes: the one that stands first in the legend
/// wins, and texts and notes are all kept.
void add_fact(const Topic& topic, const FootprintFact& fact, CountryValue& value) {
    const bool fresh = value.state != ValueState::Value;
    value.state = ValueState::Value;
    if (fresh || topic.numeric) {
        value.text = fact.value;
        value.note = fact_note(fact);
    } else {
        value.text += "; " + fact.value;
        value.note += " | " + fact_note(fact);
    }
    if (topic.numeric) {
        value.value = *number_in(fact.value);
        return;
    }
    const std::string& cls = topic.class_of_wording.find(fact.value)->second;
    const auto number =
        static_cast<double>(std::find(topic.categories.begin(), topic.categories.end(), cls) - topic.categories.begin());
    value.value = fresh ? number : std::min(value.value, number);
}

std::string years_text(const ChoroplethInput& in, const Topic& topic) {
    if (in.filter.date) return date_text(in);
    std::optional<int> first, last;
    for (const FootprintFact* fact : topic.facts) {
        if (!fact->year) continue;
        first = std::min(first.value_or(*fact->year), *fact->year);
        last = std::max(last.value_or(*fact->year), *fact->year);
    }
    if (!first) return date_text(in);
    return *first == *last ? fmt::format("{}", *first) : fmt::format("{} to {}", *first, *last);
}

std::string title_of(const ChoroplethInput& in, const Topic& topic) {
    const std::string name = topic.info != nullptr && !topic.info->name.empty() ? topic.info->name : in.filter.choropleth.topic;
    const bool label = topic.info != nullptr && topic.info->unverified && name.find("unverified") == std::string::npos;
    return label ? name + " (unverified list)" : name;
}

/// A country without any fact that holds at the date.
CountryValue without_fact(const Topic& topic, Index country) {
    for (const FootprintFact* fact : topic.facts) {
        if (fact->country != country) continue;
        if (fact->year) return no_data(fmt::format("nothing recorded at this date; {} in {}", fact->value, *fact->year));
        return no_data(fmt::format("nothing recorded at this date; {}, year unknown", fact->value));
    }
    return no_data("not in this list, which is not the same as none");
}

}  // namespace

ChoroplethLayer footprint_layer(const ChoroplethInput& in) {
    const Topic topic = read_topic(in);
    ChoroplethLayer layer;
    if (topic.facts.empty()) return layer;
    layer.active = true;
    layer.title = title_of(in, topic);
    layer.year = years_text(in, topic);
    layer.source = credit_of(in.dataset, topic.facts.front()->origin);
    if (layer.source.empty()) layer.source = topic.facts.front()->source;
    layer.definition = topic.info != nullptr ? topic.info->note : std::string{};
    if (layer.definition.empty())
        layer.definition = "As recorded for each country; a country that is not listed is unknown, not a no.";
    layer.categorical = !topic.numeric;
    layer.categories = topic.categories;
    const bool percent = topic.numeric && in.filter.choropleth.topic.ends_with("_pct");
    layer.unit = percent ? "%" : topic.numeric ? "as published" : "category";
    layer.values.resize(in.dataset.countries.size());
    for (const FootprintFact* fact : topic.facts) {
        if (presence(*fact, in.filter.date) != metrics::Presence::Out) add_fact(topic, *fact, layer.values[fact->country]);
    }
    for (Index country = 0; country < layer.values.size(); ++country) {
        if (layer.values[country].state != ValueState::Value) layer.values[country] = without_fact(topic, country);
    }
    if (percent) {
        layer.class_breaks = {10.0, 20.0, 30.0, 50.0, 75.0};
    } else if (topic.numeric) {
        layer.class_breaks = round_quantile_breaks(numbers_of(layer), 0.0);
    }
    count_values(layer);
    return layer;
}

}  // namespace linchpin::query
