// What the colours of the countries mean.
#include "app/state/state_ids.h"
#include "app/ui/class_controls.h"
#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

bool needs_trade(ChoroplethKind kind) {
    return kind == ChoroplethKind::TopSupplierShare || kind == ChoroplethKind::ImportHhi || kind == ChoroplethKind::ShareFromCountry;
}
bool takes_country(ChoroplethKind kind) {
    return kind == ChoroplethKind::ShareFromCountry || kind == ChoroplethKind::SiteCount || kind == ChoroplethKind::SitePowerMw;
}

void choose_kind(PanelContext& c) {
    std::vector<std::string> names;
    int chosen = 0;
    for (std::size_t i = 0; i < kChoroplethNames.size(); ++i) {
        names.emplace_back(kChoroplethNames[i].name);
        if (kChoroplethNames[i].value == c.state.filter.choropleth.kind) chosen = static_cast<int>(i);
    }
    if (!chooser(c, "values/kind", names, {}, chosen)) return;
    ChoroplethChoice& choice = c.state.filter.choropleth;
    choice.kind = kChoroplethNames[static_cast<std::size_t>(chosen)].value;
    if (choice.second == choice.kind) choice.second = ChoroplethKind::None;
    // Breaks that were typed for other numbers mean nothing for these.
    if (choice.classes == ClassRule::Manual) choice.classes = ClassRule::Standard;
    choice.breaks.clear();
    if (choice.kind == ChoroplethKind::ShareFromCountry && choice.country.empty()) choice.country = "CHN";
    if (choice.kind == ChoroplethKind::FootprintTopic && choice.topic.empty() && !c.dataset.footprint_topics.empty())
        choice.topic = c.dataset.footprint_topics.front().id;
}

void choose_country(PanelContext& c) {
    ChoroplethChoice& choice = c.state.filter.choropleth;
    const bool imports = choice.kind == ChoroplethKind::ShareFromCountry || choice.second == ChoroplethKind::ShareFromCountry;
    const bool operators = choice.kind != ChoroplethKind::ShareFromCountry || (choice.second != ChoroplethKind::ShareFromCountry && takes_country(choice.second));
    const bool every = !imports;
    caption(c, !imports ? "Operators from" : operators ? "Imports and operators from" : "Imports from");
    std::vector<std::string> names, ids;
    if (every) {
        names.emplace_back("Every country");
        ids.emplace_back();
    }
    int chosen = every ? 0 : -1;
    for (const Country& country : c.dataset.countries) {
        if (country.code.str() == choice.country) chosen = static_cast<int>(names.size());
        names.push_back(country.name);
        ids.push_back(country.code.str());
    }
    if (chooser(c, "values/country", names, {}, chosen)) choice.country = ids[static_cast<std::size_t>(chosen)];
    gap(c, 10);
}

void choose_topic(PanelContext& c) {
    ChoroplethChoice& choice = c.state.filter.choropleth;
    caption(c, "Topic");
    std::vector<std::string> names, notes;
    int chosen = -1;
    for (const FootprintTopic& topic : c.dataset.footprint_topics) {
        if (topic.id == choice.topic) chosen = static_cast<int>(names.size());
        names.push_back(topic.name);
        notes.emplace_back(topic.unverified ? "Unverified list" : "");
    }
    if (chooser(c, "values/topic", names, notes, chosen)) choice.topic = c.dataset.footprint_topics[static_cast<std::size_t>(chosen)].id;
    if (chosen >= 0) {
        const FootprintTopic& topic = c.dataset.footprint_topics[static_cast<std::size_t>(chosen)];
        if (topic.unverified) text_wrapped(c.fonts.small, c.colours().warning, "Unverified list: low confidence, to be checked before any claim");
        if (!topic.note.empty() && topic.note != c.snapshot.choropleth.definition) text_wrapped(c.fonts.small, c.colours().text_dim, topic.note);
    }
    gap(c, 10);
}

}  // namespace

void draw_values_section(PanelContext& c) {
    choose_kind(c);
    gap(c, 10);
    const ChoroplethKind kind = c.state.filter.choropleth.kind, second = c.state.filter.choropleth.second;
    if (takes_country(kind) || takes_country(second)) choose_country(c);
    if (kind == ChoroplethKind::FootprintTopic) choose_topic(c);
    if (needs_trade(kind) || needs_trade(second)) {
        draw_trade_choice(c, "values");
        gap(c, 6);
    }
    const ChoroplethLayer& layer = c.snapshot.choropleth;
    if (!layer.active) return;
    draw_class_controls(c);
    gap(c, 10);
    text_wrapped(c.fonts.small, c.colours().text_dim, layer.definition);
    if (!layer.source.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, "Source: " + layer.source);
}

}  // namespace linchpin::app
