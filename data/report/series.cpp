#include <algorithm>
#include <set>

#include "data/report/evaluate.h"
#include "data/report/figure_build.h"
#include "data/report/trade_basis.h"
#include "data/report/trade_marks.h"

namespace linchpin::report {
namespace {

/// What a series asks for: an item, and where many figures share it the partner, written "supplier_share:CHN".
struct Wanted {
    std::string_view item, partner;
    explicit Wanted(std::string_view text) : item{text.substr(0, text.find(':'))} {
        if (item.size() < text.size()) partner = text.substr(item.size() + 1);
    }
    [[nodiscard]] bool fits(const Figure& figure) const {
        return (item.empty() || figure.item == item) && (partner.empty() || figure.partner == partner);
    }
};

/// The figure asked for. A metric without a result answers with one figure that says why; that one is the gap then.
Figure pick(const std::vector<Figure>& figures, const Wanted& wanted) {
    for (const Figure& figure : figures) {
        if (wanted.fits(figure)) return figure;
    }
    Figure gap = figures.empty() ? Figure{} : figures.front();
    const bool none_at_all = gap.state != FigureState::Value;
    gap.value.reset();
    gap.low.reset();
    gap.high.reset();
    gap.text.clear();
    gap.item = wanted.item;
    gap.partner = wanted.partner;
    gap.partner_name.clear();
    if (!none_at_all) {
        gap.state = FigureState::NoData;
        gap.note = wanted.partner.empty() ? "no such value this year"
                                          : "not among the named origins this year: below the top ten, not zero";
    }
    return gap;
}

Detail detail_for(const Wanted& wanted) { return wanted.item.empty() ? Detail::Headline : Detail::Full; }

Figure gap_figure(const MetricInfo& metric, const World& world, const Question& question, const Wanted& wanted) {
    Figure gap;
    gap.metric = metric.id;
    gap.item = wanted.item;
    gap.partner = wanted.partner;
    gap.name = metric.name;
    if (metric.per_group && question.group < world.base->product_groups.size())
        gap.group = world.base->product_groups[question.group].id;
    gap.year = question.year;
    gap.note = "the data have no such year";
    return gap;
}

std::vector<Index> groups_of(const MetricInfo& metric, const World& world, const Question& question) {
    return metric.id == "M10" ? basket_groups(*world.dataset) : std::vector<Index>{question.group};
}

/// Years that hold rows; of groups that only have totals, years with totals.
std::set<int> data_years(const World& world, std::span<const Index> groups) {
    std::set<int> years;
    for (const Index group : groups) {
        const auto blocks = world.trade->blocks_of(group);
        const bool any_flows = std::any_of(blocks.begin(), blocks.end(), [](const auto& block) { return block.has_flows(); });
        for (const metrics::TradeBlock& block : blocks) {
            if (block.has_flows() || !any_flows) years.insert(block.year);
        }
    }
    return years;
}

/// A basket of other headings is another basket, whatever its shares do. `before` becomes this year's headings.
std::string basket_mark(const World& world, std::span<const Index> groups, int year, std::vector<std::string>& before) {
    std::vector<std::string> headings, carried;
    for (const Index group : groups) {
        const metrics::TradeBlock* const block = world.trade->at_or_before(group, year);
        if (block == nullptr) continue;
        headings.push_back(world.dataset->product_groups[group].hs);
        if (block->year < year) carried.push_back(headings.back());
    }
    const auto listed = [](std::span<const std::string> words) {
        std::string text;
        for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
        return text;
    };
    std::string mark;
    if (!before.empty() && headings != before) mark = "other headings than the year before: " + listed(headings);
    if (!carried.empty()) mark += (mark.empty() ? "" : "; ") + std::string{"carried from an older year: "} + listed(carried);
    before = std::move(headings);
    return mark;
}

std::vector<SeriesPoint> yearly(const World& world, const Subject& subject, const MetricInfo& metric, const Wanted& wanted,
                                Question question) {
    const std::vector<Index> groups = groups_of(metric, world, question);
    const std::set<int> years = data_years(world, groups);
    std::vector<SeriesPoint> points;
    if (years.empty()) return points;
    std::optional<ImportBasis> before;
    std::vector<std::string> basket;
    for (int year = *years.begin(); year <= *years.rbegin(); ++year) {
        question.year = year;
        SeriesPoint point;
        point.year = year;
        if (!years.contains(year)) {
            point.figure = gap_figure(metric, world, question, wanted);
            points.push_back(std::move(point));
            continue;
        }
        point.figure = pick(evaluate(world, subject, metric.id, question, detail_for(wanted)), wanted);
        if (metric.id == "M10") {
            point.mark = basket_mark(world, groups, year, basket);
        } else {
            ImportBasis now = import_basis(world, subject, question.group, year);
            point.partial = now.block != nullptr && now.block->partial_year;
            // M08 is about the world: how the subject's own imports are recorded does not touch it.
            if (metric.id != "M08") point.mark = trade_mark(world, subject, before ? &*before : nullptr, now);
            before = std::move(now);
        }
        points.push_back(std::move(point));
    }
    return points;
}

/// First year in which an object that the family counts is there.
std::optional<int> first_year(const Dataset& data, Family family) {
    std::optional<int> first;
    const auto consider = [&](std::optional<int> year) {
        if (year && (!first || *year < *first)) first = year;
    };
    if (family == Family::Compute) {
        for (const Site& site : data.sites) consider(site.status == SiteStatus::Operational ? site.year : std::nullopt);
    } else {
        for (const Cable& cable : data.cables) consider(cable.status == CableStatus::Active ? cable.rfs_year : std::nullopt);
    }
    return first;
}

std::vector<SeriesPoint> dated(const World& world, const Subject& subject, const MetricInfo& metric, const Wanted& wanted,
                               Question question) {
    std::vector<SeriesPoint> points;
    const auto first = first_year(*world.dataset, metric.family);
    if (!first || !world.base->as_of) return points;
    const Date last = *world.base->as_of;
    for (int year = *first; year <= last.year(); ++year) {
        const Date end = Date::from_ymd(year, 12, 31);
        question.date = std::min(end, last);
        question.year = year;
        SeriesPoint point;
        point.year = year;
        point.figure = pick(evaluate(world, subject, metric.id, question, detail_for(wanted)), wanted);
        point.partial = last < end;
        if (point.partial) point.mark = "up to the pack's date, " + last.iso();
        points.push_back(std::move(point));
    }
    return points;
}

/// Years of the user's own table behind a metric.
std::set<int> loaded_years(const World& world, std::string_view metric) {
    std::set<int> years;
    if (world.inputs == nullptr) return years;
    const auto add = [&](const auto& tables) {
        for (const auto& table : tables) years.insert(table.year);
    };
    if (metric == "M07") add(world.inputs->input_output);
    if (metric == "M18") add(world.inputs->dependences);
    if (metric == "M23") add(world.inputs->shareholdings);
    return years;
}

/// Each year of a table is a table of its own, so that a year without one is a gap, never carried.
std::vector<SeriesPoint> loaded(const World& world, const Subject& subject, const MetricInfo& metric, const Wanted& wanted, Question question) {
    const std::set<int> years = loaded_years(world, metric.id);
    std::vector<SeriesPoint> points;
    if (years.empty()) return points;
    for (int year = *years.begin(); year <= *years.rbegin(); ++year) {
        question.year = year;
        question.date = Date::from_ymd(year, 12, 31);
        SeriesPoint point;
        point.year = year;
        if (years.contains(year)) {
            point.figure = pick(evaluate(world, subject, metric.id, question, detail_for(wanted)), wanted);
        } else {
            point.figure = gap_figure(metric, world, question, wanted);
            point.figure.note = "the table has no such year";
        }
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace

std::vector<SeriesPoint> series(const World& world, const Subject& subject, std::string_view metric, std::string_view item,
                                const Question& question) {
    const MetricInfo* const info = find_metric(metric);
    if (info == nullptr) return {};
    const Wanted wanted{item};
    if (!info->needs.empty()) return loaded(world, subject, *info, wanted, question);
    switch (info->family) {
        case Family::Trade:
            return yearly(world, subject, *info, wanted, question);
        case Family::Compute:
        case Family::Cables:
            return dated(world, subject, *info, wanted, question);
        case Family::Satellites:  // the sky has one time, and orbits of past years are in no table
        case Family::Loaded:
            break;
    }
    return {};
}

}  // namespace linchpin::report
