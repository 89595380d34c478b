#include "app/dossier/section_charts.h"

#include <algorithm>

namespace linchpin::dossier {
namespace {

using report::Detail;
using report::Figure;
using report::FigureState;

constexpr std::size_t kSuppliers = 6, kYearsLines = 3;

class Charts {
public:
    Charts(const report::World& world, const report::Subject& subject, const report::Question& question)
        : world_{world}, subject_{subject}, question_{question}, nations_{*world.dataset} {}

    /// Suppliers, years and paths of one product group.
    void trade(std::string_view group_id, Section& section) const {
        const Index group = world_.dataset->group_index(group_id);
        if (group == kNone) return;
        report::Question question = question_;
        question.group = group;
        const std::string& name = world_.dataset->product_groups[group].name;
        const std::vector<Figure> shares = report::evaluate(world_, subject_, "M01", question, Detail::Full);
        if (shares.empty() || shares.front().state != FigureState::Value) return;
        chart::BarsSpec suppliers = chart::supplier_bars(*world_.dataset, nations_, shares, kSuppliers, name + ": share of imports, " + std::to_string(shares.front().year));
        suppliers.notes.push_back("Declared origin. Source: " + shares.front().source);
        section.charts.push_back({std::move(suppliers), false});
        years(name, shares, question, section);
        const report::OriginPaths paths = report::origin_paths(world_, subject_, question);
        if (paths.state == FigureState::Value && !paths.paths.empty()) section.charts.push_back({chart::origin_sankey(*world_.dataset, nations_, paths, subject_.name), true});
    }

    /// Every figure of one item, by partner.
    void by_partner(std::string_view metric, std::string_view item, std::string title, std::size_t most, Section& section) const {
        const std::vector<Figure> figures = report::evaluate(world_, subject_, metric, question_, Detail::Full);
        std::vector<const Figure*> some;
        for (const Figure& figure : figures)
            if (figure.item == item && figure.value && *figure.value > 0.0) some.push_back(&figure);
        if (some.size() < 2) return;
        std::stable_sort(some.begin(), some.end(), [](const Figure* a, const Figure* b) { return *a->value > *b->value; });
        if (some.size() > most) some.resize(most);
        chart::BarsSpec bars = chart::figure_bars(some, std::move(title), chart::paper_palette().accent);
        for (std::size_t i = 0; i < some.size(); ++i)
            if (find(some[i]->partner) != kNone) bars.bars[i].colour = chart::partner_colour(*world_.dataset, nations_, some[i]->partner);
        bars.notes.push_back((some.front()->as_of.empty() ? std::string{} : some.front()->as_of + ". ") + "Source: " + some.front()->source);
        section.charts.push_back({std::move(bars), false});
    }

    /// One figure over the years.
    void over_years(std::string_view metric, std::string_view item, std::string title, Section& section) const {
        const auto points = report::series(world_, subject_, metric, item, question_);
        if (std::count_if(points.begin(), points.end(), [](const auto& p) { return p.figure.value.has_value(); }) < 3) return;
        chart::SeriesSpec spec{.title = std::move(title), .unit = points.back().figure.unit, .lines = {}, .cursor_year = 0, .notes = {}};
        spec.lines.push_back(chart::line_of(spec.title, points, chart::paper_palette().accent));
        spec.notes.push_back("Source: " + points.back().figure.source);
        section.charts.push_back({std::move(spec), false});
    }

private:
    [[nodiscard]] Index find(std::string_view iso3) const {
        const auto code = CountryCode::parse(iso3);
        return code ? world_.dataset->country_index(*code) : kNone;
    }

    void years(const std::string& name, const std::vector<Figure>& shares, const report::Question& question, Section& section) const {
        chart::SeriesSpec spec{.title = name + ": largest suppliers over the years", .lines = {}, .cursor_year = shares.front().year, .notes = {}};
        for (const Figure& figure : shares) {
            if (figure.item != "supplier_share" || spec.lines.size() == kYearsLines) continue;
            const auto points = report::series(world_, subject_, "M01", "supplier_share:" + figure.partner, question);
            if (std::count_if(points.begin(), points.end(), [](const auto& p) { return p.figure.value.has_value(); }) < 2) continue;
            spec.lines.push_back(chart::line_of(figure.partner_name, points, line_colour(figure.partner, spec.lines)));
        }
        if (spec.lines.empty()) return;
        spec.notes.push_back("A year without a value is a gap, not zero; a triangle marks a change in how the data were recorded. Source: " + shares.front().source);
        section.charts.push_back({std::move(spec), false});
    }

    /// The partner's own colour; where two lines would have the same one, the later is darker.
    [[nodiscard]] render::Rgba8 line_colour(const std::string& partner, const std::vector<chart::Line>& lines) const {
        render::Rgba8 colour = chart::partner_colour(*world_.dataset, nations_, partner);
        for (const chart::Line& line : lines)
            if (line.colour == colour) colour = render::Rgba8{static_cast<std::uint8_t>(colour.r * 5 / 8), static_cast<std::uint8_t>(colour.g * 5 / 8), static_cast<std::uint8_t>(colour.b * 5 / 8), 255};
        return colour;
    }

    const report::World& world_;
    const report::Subject& subject_;
    const report::Question& question_;
    app::NationGroups nations_;
};

}  // namespace

void add_section_charts(const report::World& world, const report::Subject& subject, const report::Question& question, std::vector<Section>& sections) {
    const Charts charts{world, subject, question};
    for (Section& section : sections) {
        if (section.id == "power") charts.trade("transformers_converters", section);
        if (section.id == "compute") charts.trade("computers_servers", section);
        if (section.id == "telecom") charts.trade("telecom_equipment", section);
        if (section.id == "minerals") charts.trade("critical_minerals", section);
        if (section.id == "cables") {
            charts.by_partner("M17", "count_share", "Cable systems that pass each chokepoint", 6, section);
            charts.over_years("M13", "systems", "International cable systems in service", section);
        }
        if (section.id == "satellites") charts.by_partner("M25", "satellites_now", "Satellites above 25\u00b0, by constellation", 8, section);
    }
}

}  // namespace linchpin::dossier
