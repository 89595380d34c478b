#include "app/ui/search_index.h"

#include <algorithm>
#include <map>

#include "app/ui/settings.h"
#include "data/report/evaluate.h"
#include "data/report/subject.h"

namespace linchpin::app {
namespace {

std::string country_name(const Dataset& dataset, Index country) { return country == kNone ? std::string{} : dataset.countries[country].name; }

std::string joined(std::string text, const std::string& more) {
    if (more.empty()) return text;
    return text.empty() ? more : text + " \u00b7 " + more;
}

}  // namespace

SearchIndex::SearchIndex(const Dataset& dataset) {
    entries_.reserve(dataset.countries.size() + dataset.sites.size() + dataset.cables.size() + dataset.satellites.size() + 600);
    add_commands();
    add_settings();
    add_metrics();
    add_sets(dataset);
    add_cities(dataset);
    add_places(dataset);
    add_sites(dataset);
    add_satellites(dataset);
}

void SearchIndex::add(std::string name, std::string detail, std::string also, Request request, int rank) {
    SearchEntry entry{std::move(name), std::move(detail), std::move(request), {}, 0, rank};
    entry.name_length = fold_for_search(entry.name).size();
    entry.folded = fold_for_search(entry.name + " " + also);
    entries_.push_back(std::move(entry));
}

void SearchIndex::add_commands() {
    for (const KeyBinding& binding : key_bindings()) {
        if (binding.keys.empty() || binding.action == Action::Search) continue;  // it is open
        add(std::string{binding.name}, "Command \u00b7 " + std::string{binding.keys}, "command", Request{binding.action}, 6);
    }
    // Keys that share a row of the key sheet with another one.
    struct Further { Action action; const char* name; const char* keys; };
    constexpr Further kFurther[] = {
        {Action::ZoomOut, "Zoom out", "\u2212"},           {Action::StepOn, "Step on through time", "\u2192"},    {Action::TenBack, "Ten steps back", "Shift+\u2190"},
        {Action::TenOn, "Ten steps on", "Shift+\u2192"},   {Action::FrameOn, "On by one frame, one day", "."},    {Action::ShuttleStop, "Stop", "K"},
        {Action::ShuttleOn, "Forwards; again: faster", "L"}, {Action::LoopEnd, "Loop to here", "]"},               {Action::TextSmaller, "Text smaller", "Ctrl+\u2212"},
        {Action::TextNormal, "Text of normal size", "Ctrl+0"}, {Action::PasteKeys, "Paste keys", "Ctrl+V"},
        {Action::PresentHere, "Present from this scene", "Shift+F5"},
    };
    for (const Further& further : kFurther) add(further.name, "Command \u00b7 " + std::string{further.keys}, "command", Request{further.action}, 6);
    add("Charts: origin paths, suppliers, years, two numbers", "Command", "command chart sankey scatter graph svg csv", Request{Action::Charts}, 6);
    add("Take away: dossier as HTML, PDF, XLSX or CSV", "Command", "command dossier report export print table", Request{Action::TakeAway}, 6);
    add("Hall check: is everything ready for the talk", "Command", "command presenting projector screens ready test", Request{Action::HallCheck}, 6);
    add("Rehearse the story; its timing is kept", "Command", "command presenting times practice", Request{Action::Rehearse}, 6);
    add("About, sources and licences", "Command", "command credits", Request{Action::About}, 6);
    add("Data and findings", "Command", "command pack errors warnings", Request{Action::Data}, 6);
    add("Start afresh", "Command", "command reset first picture new session", Request{Action::StartAfresh}, 6);
}

void SearchIndex::add_settings() {
    for (const Setting& s : settings()) add(s.name, "Setting", "setting " + s.words, Request{Action::Setting, s.id}, 6);
}

void SearchIndex::add_metrics() {
    for (const report::MetricInfo& info : report::metric_catalog())
        add(std::string{info.name}, "Metric \u00b7 " + std::string{info.id}, "metric " + std::string{info.id}, Request{Action::ShowMetric, std::string{info.id}}, 2);
}

void SearchIndex::add_sets(const Dataset& dataset) {
    for (const Bloc& bloc : dataset.blocs) add(bloc.name, joined("Bloc", bloc.id), bloc.id + " members union", Request{Action::AskAbout, "bloc:" + bloc.id}, 0);
    for (const report::RegionName& region : report::regions_of(dataset))
        add(region.name, "Region \u00b7 M49 " + std::to_string(region.m49), "region", Request{Action::AskAbout, "region:" + std::to_string(region.m49)}, 1);
}

void SearchIndex::add_cities(const Dataset& dataset) {
    std::map<std::pair<std::string, Index>, std::size_t> cities;
    for (const Site& site : dataset.sites)
        if (!site.city.empty()) ++cities[{site.city, site.country}];
    for (const auto& [city, n] : cities)
        add(city.first, joined(joined("City", country_name(dataset, city.second)), std::to_string(n) + (n == 1 ? " data centre" : " data centres")), "city", Request{Action::None, city.first},
            2);
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

std::vector<const SearchEntry*> SearchIndex::find(std::string_view query, std::size_t at_most, std::span<const std::string> recent) const {
    const std::string folded = fold_for_search(query);
    const auto wanted = search_words(folded);
    std::vector<std::pair<int, const SearchEntry*>> found;
    const auto age = [recent](const SearchEntry& entry) {
        return recent.empty() ? recent.size() : static_cast<std::size_t>(std::find(recent.begin(), recent.end(), entry.key()) - recent.begin());
    };
    for (const SearchEntry& entry : entries_) {
        if (wanted.empty()) {
            const std::size_t old = age(entry);
            if (old < recent.size()) found.emplace_back(static_cast<int>(old) - 1000, &entry);
            else if (entry.rank == 6 && entry.request.action != Action::Setting) found.emplace_back(0, &entry);
            continue;
        }
        int score = 0;
        for (std::string_view word : wanted) {
            score += word_score(entry.folded, word);
            if (score >= kNoMatch) break;
        }
        if (score >= kNoMatch) continue;
        if (std::string_view{entry.folded}.substr(0, entry.name_length) == folded && entry.request.action != Action::None) score = -10;
        if (age(entry) < recent.size()) score = std::max(score - 2, -10);
        found.emplace_back(score * 16 + entry.rank * 3 + static_cast<int>(std::min<std::size_t>(entry.name.size(), 40) / 14), &entry);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const SearchEntry*> out;
    for (std::size_t i = 0; i < found.size() && i < at_most; ++i) out.push_back(found[i].second);
    return out;
}

}  // namespace linchpin::app
