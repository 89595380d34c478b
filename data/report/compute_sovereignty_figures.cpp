// M11: whose compute stands in a country, at four levels and by four measures.
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <optional>

#include "data/core/format.h"
#include "data/metrics/concentration.h"
#include "data/report/compute_parts.h"

namespace linchpin::report {
namespace {

using metrics::SovereigntyLevel;
using metrics::WeightedSite;

struct LevelInfo {
    SovereigntyLevel level;
    std::string_view id, name, of;  ///< "operator", "Operator", "operator nationality"
};
constexpr std::array<LevelInfo, 3> kLevels{{
    {SovereigntyLevel::Operator, "operator", "operator", "operator nationality"},
    {SovereigntyLevel::UltimateOwner, "owner", "ultimate owner", "owner nationality"},
    {SovereigntyLevel::AcceleratorVendor, "vendor", "accelerator vendor", "vendor nationality"},
}};

/// Does the scenario leave nothing of what stood here? Then "none" is known, unlike where the table has no row.
bool emptied(const Ask& ask, const MeasureInfo& measure) {
    if (!ask.world.scenario) return false;
    const Sites before = metrics::weighted_sites(*ask.world.base, measure.measure, ask.question.date, ask.question.with_plans);
    return std::any_of(before.begin(), before.end(),
                       [&](const WeightedSite& site) { return Inside{ask.subject}(site.at(SovereigntyLevel::Territory)); });
}

Figure territory(const Ask& ask, const MeasureInfo& measure, const Sites& sites) {
    Figure figure = compute_figure(ask, fmt::format("territory_{}", measure.id),
                                   fmt::format("Share of the known world, {}", measure.by), Unit::Share);
    const auto inside = [&](const WeightedSite& site) { return Inside{ask.subject}(site.at(SovereigntyLevel::Territory)); };
    const auto share = metrics::territory_share(sites, ask.subject.member);
    if (share && weight_of(sites, inside) == 0.0 && emptied(ask, measure)) {
        set_value(figure, 0.0);
        figure.note = "none left in this scenario";
    } else if (!share || weight_of(sites, inside) == 0.0) {
        // No row of a country is not "none there": the table is no census.
        figure.note = fmt::format("no {} in this data set, which is no census", measure.what);
    } else {
        set_value(figure, *share);
        figure.note = plans_note(ask);
    }
    const double own = weight_of(sites, inside), all = weight_of(sites, [](const WeightedSite&) { return true; });
    if (auto why =
            explain(ask, figure,
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

std::string cell_name(const Cell& cell, std::string_view what) {
    return fmt::format("{}, {}, {}", what, cell.level->name, cell.measure->by);
}

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
    Figure figure = compute_figure(ask, fmt::format("{}_domestic_{}", cell.level->id, cell.measure->id),
                                   cell_name(cell, "Domestic share"), Unit::Share);
    const auto counts = [](const WeightedSite&) { return true; };
    std::string formula = fmt::format("domestic / known {}", cell.level->of);
    if (!cell.share) {
        figure = no_nationality(std::move(figure), cell);
    } else {
        set_share(figure, cell.share->domestic_share, cell.share->coverage);
        figure.note = plans_note(ask);
        const double known = weight_of(inside, counts) * cell.share->coverage;
        formula += fmt::format(" = {} / {}", value_text(known * cell.share->domestic_share, cell.measure->unit),
                               value_text(known, cell.measure->unit));
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
        set_value(figure, 0.0);  // known, and no nationality has a part in it
        figure.note = "nothing known is foreign";
    }
    figure.why = explain(ask, figure,
                         fmt::format("weight of {} / weight of known {}",
                                     figure.partner_name.empty() ? "none" : figure.partner_name, cell.level->of));
    return figure;
}

std::string majority(const Cell& cell, std::string_view what) {
    return fmt::format("{} {} ({})", cell.mostly_domestic() ? "mostly domestic" : "not mostly domestic", what,
                       format_percent(cell.share->domestic_share));
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

}  // namespace

std::vector<Figure> sovereignty_figures(const Ask& ask) {
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

}  // namespace linchpin::report
