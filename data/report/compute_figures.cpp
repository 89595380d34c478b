// M11, M12 and M24: whose compute stands in a country, what class it is of, and what its operators run abroad.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <vector>

#include "data/core/format.h"
#include "data/metrics/compute_class.h"
#include "data/metrics/concentration.h"
#include "data/metrics/sovereignty.h"
#include "data/query/visibility.h"
#include "data/report/families.h"
#include "data/report/figure_build.h"

namespace linchpin::report {
namespace {

using metrics::SiteMeasure;
using metrics::SovereigntyLevel;
using metrics::WeightedSite;
using Sites = std::vector<WeightedSite>;

struct MeasureInfo {
    SiteMeasure measure;
    std::string_view id;
    std::string_view by;    ///< "by power"
    std::string_view what;  ///< what stands in the tables when it counts: "operating cloud region"
    Unit unit;              ///< of the weight
};
constexpr std::array<MeasureInfo, 4> kMeasures{{
    {SiteMeasure::CloudRegions, "cloud_regions", "by number of cloud regions", "cloud region", Unit::Number},
    {SiteMeasure::Sites, "sites", "by number of other sites", "site other than a cloud region", Unit::Number},
    {SiteMeasure::PowerMw, "power", "by power", "site of published current power", Unit::Megawatt},
    {SiteMeasure::CapexUsd, "capex", "by investment", "site of published investment", Unit::UsDollar},
}};

struct LevelInfo {
    SovereigntyLevel level;
    std::string_view id, name, of;  ///< "operator", "Operator", "operator nationality"
};
constexpr std::array<LevelInfo, 3> kLevels{{
    {SovereigntyLevel::Operator, "operator", "operator", "operator nationality"},
    {SovereigntyLevel::UltimateOwner, "owner", "ultimate owner", "owner nationality"},
    {SovereigntyLevel::AcceleratorVendor, "vendor", "accelerator vendor", "vendor nationality"},
}};

struct Inside {
    const Subject& subject;
    bool operator()(Index country) const noexcept { return country < subject.member.size() && subject.member[country] != 0; }
};

Sites sites_of(const Ask& ask, SiteMeasure measure) {
    return metrics::weighted_sites(*ask.world.dataset, measure, ask.question.date, ask.question.with_plans);
}

double weight_of(const Sites& sites, const auto& counts) {
    double sum = 0.0;
    for (const WeightedSite& site : sites) sum += counts(site) ? site.weight : 0.0;
    return sum;
}

std::string plans_note(const Ask& ask) { return ask.question.with_plans ? "plans whose year has come count" : std::string{}; }

void join(std::string& text, std::string_view more) {
    if (more.empty()) return;
    if (!text.empty()) text += "; ";
    text += more;
}

/// Unknown nationalities may all be domestic or none: the ends of the share.
void set_share(Figure& figure, double share, double coverage) {
    set_value(figure, share);
    figure.coverage = coverage;
    figure.low = share * coverage;
    figure.high = std::min(1.0, share * coverage + (1.0 - coverage));
}

void add_site_rows(const Ask& ask, Explanation& why, const Sites& sites, SovereigntyLevel level, Unit unit, const auto& counts) {
    const Dataset& dataset = *ask.world.dataset;
    for (const WeightedSite& site : sites) {
        if (!counts(site)) continue;
        const Index nationality = site.at(level);
        const std::string of = nationality < dataset.countries.size() ? dataset.countries[nationality].code.str() : "unknown nationality";
        add_row(why, site_ref(dataset, site.site, fmt::format("{}, {}", of, value_text(site.weight, unit))));
    }
}

Figure compute_figure(const Ask& ask, std::string item, std::string name, Unit unit) {
    Figure figure = new_figure(ask, item, std::move(name), unit);
    figure.source = resource_credit(*ask.world.dataset, "data_centers");
    return figure;
}

Figure territory(const Ask& ask, const MeasureInfo& measure, const Sites& sites) {
    Figure figure = compute_figure(ask, fmt::format("territory_{}", measure.id), fmt::format("Share of the known world, {}", measure.by), Unit::Share);
    const auto inside = [&](const WeightedSite& site) { return Inside{ask.subject}(site.at(SovereigntyLevel::Territory)); };
    const auto share = metrics::territory_share(sites, ask.subject.member);
    if (!share || weight_of(sites, inside) == 0.0) {
        // No row of a country is not "none there": the table is no census.
        figure.note = fmt::format("no {} in this data set, which is no census", measure.what);
    } else {
        set_value(figure, *share);
        figure.note = plans_note(ask);
    }
    const double own = weight_of(sites, inside), all = weight_of(sites, [](const WeightedSite&) { return true; });
    if (auto why = explain(ask, figure,
                           fmt::format("inside / known world = {} / {}", value_text(own, measure.unit), value_text(all, measure.unit)))) {
        add_site_rows(ask, *why, sites, SovereigntyLevel::Territory, measure.unit, inside);
        figure.why = std::move(why);
    }
    return figure;
}

/// One level and measure within the subject.
struct Cell {
    const LevelInfo* level;
    const MeasureInfo* measure;
    std::optional<metrics::DomesticShare> share;
    [[nodiscard]] bool mostly_domestic() const { return metrics::exceeds(share->domestic_share, 0.5); }
};

std::string cell_name(const Cell& cell, std::string_view what) { return fmt::format("{}, {}, {}", what, cell.level->name, cell.measure->by); }

Figure no_nationality(Figure figure, const Cell& cell) {
    figure.note = fmt::format("no {} with a known {} in this data set", cell.measure->what, cell.level->of);
    return figure;
}

void name_partner(const Ask& ask, Figure& figure, Index country) {
    if (country >= ask.world.dataset->countries.size()) return;
    figure.partner = ask.world.dataset->countries[country].code.str();
    figure.partner_name = country_label(*ask.world.dataset, country);
}

Figure domestic(const Ask& ask, const Cell& cell, const Sites& inside) {
    Figure figure = compute_figure(ask, fmt::format("{}_domestic_{}", cell.level->id, cell.measure->id), cell_name(cell, "Domestic share"), Unit::Share);
    const auto counts = [](const WeightedSite&) { return true; };
    std::string formula = fmt::format("domestic / known {}", cell.level->of);
    if (!cell.share) {
        figure = no_nationality(std::move(figure), cell);
    } else {
        set_share(figure, cell.share->domestic_share, cell.share->coverage);
        figure.note = plans_note(ask);
        const double known = weight_of(inside, counts) * cell.share->coverage;
        formula += fmt::format(" = {} / {}", value_text(known * cell.share->domestic_share, cell.measure->unit), value_text(known, cell.measure->unit));
    }
    if (auto why = explain(ask, figure, std::move(formula))) {
        add_site_rows(ask, *why, inside, cell.level->level, cell.measure->unit, counts);
        figure.why = std::move(why);
    }
    return figure;
}

Figure foreign_index(const Ask& ask, const Cell& cell) {
    Figure figure = compute_figure(ask, fmt::format("{}_foreign_hhi_{}", cell.level->id, cell.measure->id),
                                   cell_name(cell, "Concentration of foreign nationalities"), Unit::Index);
    if (!cell.share) return no_nationality(std::move(figure), cell);
    figure.coverage = cell.share->coverage;
    if (cell.share->foreign_hhi)
        set_value(figure, *cell.share->foreign_hhi);
    else
        figure.note = "nothing known is foreign";
    figure.why = explain(ask, figure, "sum of (weight of a nationality / foreign weight) squared");
    return figure;
}

Figure largest_foreign(const Ask& ask, const Cell& cell) {
    Figure figure = compute_figure(ask, fmt::format("{}_largest_foreign_{}", cell.level->id, cell.measure->id),
                                   cell_name(cell, "Largest foreign nationality"), Unit::Share);
    if (!cell.share) return no_nationality(std::move(figure), cell);
    figure.coverage = cell.share->coverage;
    if (cell.share->largest_foreign != kNone) {
        set_value(figure, cell.share->largest_foreign_share);
        name_partner(ask, figure, cell.share->largest_foreign);
    } else {
        figure.note = "nothing known is foreign";
    }
    figure.why = explain(ask, figure, fmt::format("weight of {} / weight of known {}", figure.partner_name.empty() ? "none" : figure.partner_name,
                                                  cell.level->of));
    return figure;
}

std::string majority(const Cell& cell, std::string_view what) {
    return fmt::format("{} {} ({})", cell.mostly_domestic() ? "mostly domestic" : "not mostly domestic", what, format_percent(cell.share->domestic_share));
}

/// What the cells that `same` picks say, if they do not all say the same: "operator: mostly domestic by ... (62 %), not ...".
std::string disagreement(const std::vector<Cell>& cells, std::string_view title, const auto& same, const auto& what) {
    std::string text;
    bool yes = false, no = false;
    for (const Cell& cell : cells) {
        if (!cell.share || !same(cell)) continue;
        (cell.mostly_domestic() ? yes : no) = true;
        text += fmt::format("{}{}", text.empty() ? "" : ", ", majority(cell, what(cell)));
    }
    return yes && no ? fmt::format("{}: {}", title, text) : std::string{};
}

/// Does "mostly domestic" depend on what is counted, or on the level?
Figure story_flips(const Ask& ask, const std::vector<Cell>& cells) {
    Figure figure = compute_figure(ask, "story_flips", "Does the story flip?", Unit::Verdict);
    const auto with_data = std::count_if(cells.begin(), cells.end(), [](const Cell& cell) { return cell.share.has_value(); });
    if (with_data < 2) {
        figure.note = "fewer than two levels or measures with data: nothing to compare";
        figure.why = explain(ask, figure, "majority domestic: domestic share > 0.5, at each level and by each measure");
        return figure;
    }
    std::vector<std::string> sentences;
    for (const LevelInfo& level : kLevels) {
        sentences.push_back(disagreement(
            cells, level.name, [&](const Cell& c) { return c.level == &level; }, [](const Cell& c) { return c.measure->by; }));
    }
    for (const MeasureInfo& measure : kMeasures) {
        sentences.push_back(disagreement(
            cells, measure.by, [&](const Cell& c) { return c.measure == &measure; },
            [](const Cell& c) { return fmt::format("by {}", c.level->name); }));
    }
    std::erase(sentences, std::string{});
    figure.state = FigureState::Value;
    figure.text = sentences.empty() ? "holds" : "flips";
    for (const std::string& sentence : sentences) join(figure.note, sentence);
    if (sentences.empty()) {
        const auto first = std::find_if(cells.begin(), cells.end(), [](const Cell& cell) { return cell.share.has_value(); });
        figure.note = fmt::format("{} at every level and by every measure with data ({} of {})",
                                  first->mostly_domestic() ? "mostly domestic" : "not mostly domestic", with_data, cells.size());
    }
    if (auto why = explain(ask, figure, "majority domestic: domestic share > 0.5, at each level and by each measure")) {
        for (const Cell& cell : cells) {
            if (!cell.share) continue;
            Explanation part;
            part.title = cell_name(cell, "Domestic share");
            part.value = format_percent(cell.share->domestic_share);
            part.formula = fmt::format("{} 0.5", cell.mostly_domestic() ? ">" : "<=");
            part.data = fmt::format("coverage {}", format_percent(cell.share->coverage));
            why->parts.push_back(std::move(part));
        }
        figure.why = std::move(why);
    }
    return figure;
}

std::vector<Figure> sovereignty(const Ask& ask) {
    std::vector<Figure> figures, details;
    std::vector<Cell> cells;
    for (const MeasureInfo& measure : kMeasures) {
        const Sites all = sites_of(ask, measure.measure);
        Sites inside;
        std::copy_if(all.begin(), all.end(), std::back_inserter(inside),
                     [&](const WeightedSite& site) { return Inside{ask.subject}(site.at(SovereigntyLevel::Territory)); });
        figures.push_back(territory(ask, measure, all));
        for (const LevelInfo& level : kLevels) {
            cells.push_back({&level, &measure, metrics::domestic_share(inside, ask.subject.member, level.level)});
            figures.push_back(domestic(ask, cells.back(), inside));
            if (ask.detail == Detail::Headline) continue;
            details.push_back(foreign_index(ask, cells.back()));
            details.push_back(largest_foreign(ask, cells.back()));
        }
    }
    figures.push_back(story_flips(ask, cells));
    std::move(details.begin(), details.end(), std::back_inserter(figures));
    return figures;
}

// M12

struct ClassInfo {
    metrics::ComputeClass cls;
    std::string_view id, text;
};
constexpr std::array<ClassInfo, 6> kClasses{{
    {metrics::ComputeClass::North, "north", "North"},
    {metrics::ComputeClass::South, "south", "South"},
    {metrics::ComputeClass::Desert, "desert", "Desert"},
    {metrics::ComputeClass::Unclassified, "unclassified", "Unclassified"},
    {metrics::ComputeClass::NoAcceleratorData, "no_accelerator_data", "no accelerator data"},
    {metrics::ComputeClass::NoSites, "no_sites", "no sites in this data set"},
}};
const ClassInfo& class_info(metrics::ComputeClass cls) {
    return *std::find_if(kClasses.begin(), kClasses.end(), [&](const ClassInfo& info) { return info.cls == cls; });
}

metrics::SiteAccelerator accelerator_of(const Dataset& dataset, const Site& site) {
    if (site.accelerator_class < dataset.accelerators.size()) return metrics::site_accelerator(dataset.accelerators[site.accelerator_class].cls);
    return site.accelerator.empty() ? metrics::SiteAccelerator::Unknown : metrics::SiteAccelerator::Unclassed;
}

/// Sites that exist: a phase of a larger site hosts what it hosts, so that rows left out of totals count here.
bool hosts(const Ask& ask, const Site& site) {
    const metrics::Presence state = query::presence(site, ask.question.date);
    return state == metrics::Presence::Active || (state == metrics::Presence::Expected && ask.question.with_plans);
}

std::vector<metrics::ComputeClass> member_classes(const Ask& ask) {
    const Dataset& dataset = *ask.world.dataset;
    std::vector<std::vector<metrics::SiteAccelerator>> of(dataset.countries.size());
    for (const Site& site : dataset.sites) {
        if (Inside{ask.subject}(site.country) && hosts(ask, site)) of[site.country].push_back(accelerator_of(dataset, site));
    }
    std::vector<metrics::ComputeClass> classes;
    for (const Index member : ask.subject.members) classes.push_back(metrics::compute_class(of[member], false));
    return classes;
}

void add_class_rows(const Ask& ask, Explanation& why) {
    const Dataset& dataset = *ask.world.dataset;
    for (Index i = 0; i < dataset.sites.size(); ++i) {
        const Site& site = dataset.sites[i];
        if (!Inside{ask.subject}(site.country) || !hosts(ask, site) || site.accelerator.empty()) continue;
        const bool known = site.accelerator_class < dataset.accelerators.size();
        const std::string cls = known ? dataset.accelerators[site.accelerator_class].cls : std::string{};
        add_row(why, site_ref(dataset, i, fmt::format("{}, {}", site.accelerator, cls.empty() ? "not classed" : cls)));
    }
}

constexpr std::string_view kClassNote = "from all kinds of sites in this data set, which is no census and does not say which sell to the public";

std::vector<Figure> compute_classes(const Ask& ask) {
    const std::vector<metrics::ComputeClass> classes = member_classes(ask);
    std::vector<Figure> figures;
    if (ask.subject.single()) {
        Figure figure = compute_figure(ask, "class", "Compute class", Unit::Class);
        figure.state = classes.front() == metrics::ComputeClass::NoSites ? FigureState::NoData : FigureState::Value;
        figure.text = class_info(classes.front()).text;
        figure.note = kClassNote;
        join(figure.note, plans_note(ask));
        if (auto why = explain(ask, figure, "the best class among the accelerators of its sites")) {
            add_class_rows(ask, *why);
            figure.why = std::move(why);
        }
        figures.push_back(std::move(figure));
        return figures;
    }
    for (const ClassInfo& info : kClasses) {
        const auto count = std::count(classes.begin(), classes.end(), info.cls);
        Figure figure = compute_figure(ask, fmt::format("members_{}", info.id), fmt::format("Members: {}", info.text), Unit::Number);
        set_value(figure, static_cast<double>(count));
        for (std::size_t i = 0; i < classes.size(); ++i) {
            if (classes[i] == info.cls) figure.text += fmt::format("{}{}", figure.text.empty() ? "" : ", ", country_label(*ask.world.dataset, ask.subject.members[i]));
        }
        figure.note = kClassNote;
        figure.why = explain(ask, figure, fmt::format("members of this class: {}", figure.text.empty() ? "none" : figure.text));
        figures.push_back(std::move(figure));
    }
    return figures;
}

// M24

/// The published claim about companies of the United States, so that it stands beside our own figure.
std::string published_claim(const Ask& ask) {
    const Dataset& dataset = *ask.world.dataset;
    const Index us = dataset.country_index(*CountryCode::parse("USA"));
    if (!ask.subject.single() || us == kNone || ask.subject.members.front() != us) return {};
    for (const Claim& claim : dataset.claims) {
        if (claim.subject.find("non-US projects") == std::string::npos || claim.value.empty()) continue;
        return fmt::format("published beside it: {} {} in {}, \"{}\" ({}); ours: the sites of this data set in operation with a known operator",
                           claim.value, claim.unit, claim.year.empty() ? "an unknown year" : claim.year, claim.quote, claim.document);
    }
    return {};
}

Figure footprint(const Ask& ask, const MeasureInfo& measure) {
    Figure figure = compute_figure(ask, fmt::format("abroad_{}", measure.id), fmt::format("Share of the sites abroad, {}", measure.by), Unit::Share);
    const Sites sites = sites_of(ask, measure.measure);
    const auto abroad = metrics::footprint_abroad(sites, ask.subject.member);
    const auto own = [&](const WeightedSite& site) {
        return !Inside{ask.subject}(site.at(SovereigntyLevel::Territory)) && Inside{ask.subject}(site.at(SovereigntyLevel::Operator));
    };
    const auto known = [&](const WeightedSite& site) {
        return !Inside{ask.subject}(site.at(SovereigntyLevel::Territory)) && site.at(SovereigntyLevel::Operator) != kNone;
    };
    if (abroad) {
        set_share(figure, abroad->share, abroad->coverage);
        figure.note = plans_note(ask);
        join(figure.note, published_claim(ask));
    } else {
        figure.note = fmt::format("no {} abroad with a known operator nationality in this data set", measure.what);
    }
    if (auto why = explain(ask, figure, fmt::format("run from here / all abroad with a known operator = {} / {}",
                                                    value_text(weight_of(sites, own), measure.unit), value_text(weight_of(sites, known), measure.unit)))) {
        add_site_rows(ask, *why, sites, SovereigntyLevel::Operator, measure.unit, own);
        figure.why = std::move(why);
    }
    return figure;
}

}  // namespace

std::vector<Figure> compute_figures(const Ask& ask) {
    if (ask.metric.id == "M11") return sovereignty(ask);
    if (ask.metric.id == "M12") return compute_classes(ask);
    std::vector<Figure> figures;
    for (const MeasureInfo& measure : kMeasures) figures.push_back(footprint(ask, measure));
    return figures;
}

}  // namespace linchpin::report
