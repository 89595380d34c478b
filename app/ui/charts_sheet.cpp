// The sheet of charts: origin paths, suppliers, values over the years, two numbers over countries. Each can be saved.
#include <imgui.h>

#include <algorithm>

#include "app/chart/figure_charts.h"
#include "app/report/exposure_desk.h"
#include "app/report/report_service.h"
#include "app/ui/chart_view.h"
#include "app/ui/sheets.h"

namespace linchpin::app {
namespace {

enum Kind { Paths, Suppliers, Years, Two };

/// "made-in-kenya-2024" of a title, for a file's name.
std::string slug(std::string_view title) {
    std::string out;
    for (const char c : title) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool keeps = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
        if (keeps) out += low;
        else if (!out.empty() && out.back() != '-') out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out.substr(0, 60);
}

chart::BarsSpec suppliers(PanelContext& c, const report::Subject& subject) {
    const std::vector<report::Figure> m01 = c.reports->suppliers();
    const report::Question& question = c.reports->question();
    const std::string goods = question.group < c.dataset.product_groups.size() ? c.dataset.product_groups[question.group].name : std::string{};
    chart::BarsSpec spec = chart::supplier_bars(c.dataset, c.nations, m01, 12, goods + ": who " + subject.name + " buys from, " + std::to_string(m01.empty() ? question.year : m01.front().year));
    if (!m01.empty()) spec.notes.push_back(m01.front().state == report::FigureState::Value ? "Declared origin, share of imports. Source: " + m01.front().source : m01.front().note);
    return spec;
}

chart::SeriesSpec years(PanelContext& c) {
    std::vector<const MetricAnswer*> with;
    std::vector<std::string> names;
    int chosen = 0;
    for (const MetricAnswer& answer : c.reports->metrics()) {
        if (answer.series == nullptr || answer.series->empty()) continue;
        if (answer.info->id == c.ui.charts.series) chosen = static_cast<int>(with.size());
        with.push_back(&answer);
        names.push_back(std::string{answer.info->id} + "  " + std::string{answer.info->name});
    }
    chart::SeriesSpec spec;
    if (with.empty()) return spec;
    if (chooser(c, "charts/series", names, {}, chosen)) c.ui.charts.series = with[static_cast<std::size_t>(chosen)]->info->id;
    const MetricAnswer& answer = *with[static_cast<std::size_t>(chosen)];
    const report::Figure& last = answer.series->back().figure;
    spec.title = last.name + (c.reports->subject() ? ": " + c.reports->subject()->name : std::string{});
    spec.unit = last.unit;
    spec.cursor_year = answer.info->per_group ? c.state.filter.trade_year : c.state.filter.date ? c.state.filter.date->year() : 0;
    spec.lines.push_back(chart::line_of(spec.title, *answer.series, c.colours().accent));
    spec.notes.push_back("A year without a value is a gap, not zero; a triangle marks a change in how the data were recorded. A click on a year goes there. Source: " + last.source);
    return spec;
}

chart::CountryColumn column_of(const ExposurePage& page, std::size_t measure) {
    const report::ExposureTable& table = *page.table;
    const report::ExposureMeasure& m = table.measures[measure];
    const report::ExposureRow* const row = page.view.find(m.id);
    chart::CountryColumn column{m.id, m.full_name, m.unit, 0, row != nullptr ? row->figure.source : std::string{}, {}};
    for (std::size_t country = 0; country < table.countries; ++country) {
        const report::ExposureCell& cell = table.at(static_cast<Index>(measure), static_cast<Index>(country));
        column.values.push_back(cell.state == report::FigureState::Value ? cell.value : std::nullopt);
        column.year = std::max(column.year, cell.year);
    }
    return column;
}

/// Measures with an order; verdicts and classes have none.
std::vector<std::size_t> numbers_of(const report::ExposureTable& table) {
    std::vector<std::size_t> all;
    for (std::size_t m = 0; m < table.measures.size(); ++m)
        if (table.measures[m].unit != report::Unit::Verdict && table.measures[m].unit != report::Unit::Class) all.push_back(m);
    // What to begin with: two numbers that say different things.
    for (const std::string_view id : {"M13.retained_1", "M01.top_supplier_share.telecom_equipment"}) {
        const auto at = std::find_if(all.begin(), all.end(), [&](std::size_t m) { return table.measures[m].id == id; });
        if (at != all.end()) std::rotate(all.begin(), at, at + 1);
    }
    return all;
}

std::optional<chart::ScatterSpec> two(PanelContext& c) {
    if (c.exposure == nullptr || c.exposure->page() == nullptr || !c.exposure->page()->table || c.exposure->page()->table->countries == 0) {
        text(c.fonts.body, c.colours().text_dim, "The numbers of all countries are being computed.");
        return std::nullopt;
    }
    const report::ExposureTable& table = *c.exposure->page()->table;
    const std::vector<std::size_t> numbers = numbers_of(table);
    if (numbers.size() < 2) return std::nullopt;
    std::vector<std::string> names;
    for (const std::size_t m : numbers) names.push_back(table.measures[m].full_name);
    const float width = (ImGui::GetContentRegionAvail().x - c.px(12)) / 2;
    const auto pick = [&](const char* probe, std::size_t& which) {
        which = std::min(which, numbers.size() - 1);
        int chosen = static_cast<int>(which);
        if (ImGui::BeginChild(probe, {width, c.px(44)}, false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse) && chooser(c, probe, names, {}, chosen)) which = static_cast<std::size_t>(chosen);
        ImGui::EndChild();
    };
    pick("charts/x", c.ui.charts.x);
    ImGui::SameLine(0, c.px(12));
    pick("charts/y", c.ui.charts.y);
    const std::string as_of = c.state.filter.date ? "at " + c.state.filter.date->iso() : c.dataset.as_of ? "as of the pack (" + c.dataset.as_of->iso() + ")" : "as of the pack";
    const std::string chosen = c.reports->subject() && c.reports->subject()->single() ? c.reports->subject()->id : std::string{};
    return chart::country_scatter(c.dataset, c.nations, column_of(*c.exposure->page(), numbers[c.ui.charts.x]), column_of(*c.exposure->page(), numbers[c.ui.charts.y]), chosen, as_of);
}

/// What a click chooses: a country, or a year.
void choose(PanelContext& c, const std::string& id) {
    if (id.empty()) return;
    if (id.size() == 4 && id.find_first_not_of("0123456789") == std::string::npos) {
        const int year = std::stoi(id);
        if (c.ui.charts.series < "M11") c.state.filter.trade_year = year;
        else c.state.filter.date = Date::from_ymd(year, 7, 1);
        return;
    }
    const auto code = CountryCode::parse(id);
    if (!code || c.dataset.country_index(*code) == kNone) return;
    c.state.report.subject_kind = report::SubjectKind::Country;
    c.state.report.subject = id;
    c.state.selection = {SelectionKind::Country, id};
}

void save_row(PanelContext& c, const chart::Drawing& drawing) {
    gap(c, 8);
    const std::string name = "linchpin-" + slug(drawing.title);
    const auto write = [&](const std::string& file, std::string content) {
        Request request{Action::WriteText, file};
        request.content = std::move(content);
        c.requests.push_back(std::move(request));
    };
    if (text_button(c, "charts/svg", "Save SVG", true)) write(name + ".svg", chart::to_svg(drawing, chart::paper_palette(), {}));
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "charts/csv", "Save CSV")) write(name + ".csv", chart::to_csv(drawing));
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "charts/copy", "Copy the table")) {
        ImGui::SetClipboardText(chart::to_csv(drawing).c_str());
        c.ui.say("Copied " + std::to_string(drawing.rows.size()) + " rows with year, unit and source.");
    }
}

/// The chart of the moment at this width; empty while there is none.
chart::Drawing drawing_of(PanelContext& c, float width) {
    const PanelMeter meter{c};
    const report::Subject& subject = *c.reports->subject();
    switch (c.ui.charts.kind) {
        case Paths: {
            const report::OriginPaths paths = c.reports->origin_paths();
            return chart::sankey(chart::origin_sankey(c.dataset, c.nations, paths, subject.name), width, 330.0f, meter);
        }
        case Suppliers: return chart::bars(suppliers(c, subject), width, meter);
        case Years: {
            const chart::SeriesSpec spec = years(c);
            if (spec.lines.empty()) {
                text(c.fonts.body, c.colours().text_dim, c.reports->computing() ? "The years are being computed." : "Nothing here has values over the years.");
                return {};
            }
            gap(c, 8);
            return chart::series(spec, width, 270.0f, meter);
        }
        default: {
            const auto spec = two(c);
            gap(c, 8);
            return spec ? chart::scatter(*spec, width, 330.0f, meter) : chart::Drawing{};
        }
    }
}

}  // namespace

void draw_charts_sheet(PanelContext& c) {
    begin_sheet(c, "Charts", {820.0f, 700.0f});
    if (c.reports == nullptr || !c.reports->subject()) {
        text_wrapped(c.fonts.body, c.colours().text_dim, c.reports != nullptr && !c.reports->subject_problem().empty() ? c.reports->subject_problem() : "Choose a country first: click it, or type its name after Ctrl+K.");
        return end_sheet(c);
    }
    (void)segments(c, "charts/kind", {"Origin paths", "Suppliers", "Over the years", "Two numbers"}, c.ui.charts.kind);
    gap(c, 8);
    if (c.ui.charts.kind != Two) {
        draw_trade_choice(c, "charts");
        gap(c, 8);
    }
    const float width = (ImGui::GetContentRegionAvail().x) / c.scale;
    const chart::Drawing drawing = drawing_of(c, width);
    if (!drawing.empty()) {
        text_wrapped(c.fonts.strong, c.colours().text, drawing.title);
        gap(c, 8);
        choose(c, draw_chart(c, "charts/chart", drawing));
        gap(c, 6);
        for (const std::string& note : drawing.notes) text_wrapped(c.fonts.small, c.colours().text_dim, note);
        save_row(c, drawing);
    }
    end_sheet(c);
}

}  // namespace linchpin::app
