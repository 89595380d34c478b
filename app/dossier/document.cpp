#include "app/dossier/document.h"

#include "app/cli/metric_cells.h"
#include "app/ui/figure_text.h"
#include "data/core/date.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::dossier {

const std::string& title_of(const Chart& chart) noexcept {
    return std::visit([](const auto& spec) -> const std::string& { return spec.title; }, chart.spec);
}

const std::vector<std::string>& notes_of(const Chart& chart) noexcept {
    return std::visit([](const auto& spec) -> const std::vector<std::string>& { return spec.notes; }, chart.spec);
}

chart::Drawing lay_out(const Chart& chart, float width_px, const chart::TextMeter& meter) {
    if (const auto* const bars = std::get_if<chart::BarsSpec>(&chart.spec)) return chart::bars(*bars, width_px, meter);
    if (const auto* const series = std::get_if<chart::SeriesSpec>(&chart.spec)) return chart::series(*series, width_px, 210.0f, meter);
    const auto& flows = std::get<chart::SankeySpec>(chart.spec);
    return chart::sankey(flows, width_px, 300.0f, meter);
}

std::string_view rank_title(const Document& document) noexcept { return document.members.empty() ? "Rank, 1 = most exposed" : "Members with a value"; }

std::string value_text(const Entry& entry) {
    const std::string now = app::figure_value(entry.figure);
    if (!entry.before || !app::differs(*entry.before, entry.figure)) return now;
    return app::figure_value(*entry.before) + " \u2192 " + now;
}

std::string partner_text(const Entry& entry) {
    const report::Figure& now = entry.figure;
    const std::string name = now.partner_name.empty() ? now.partner : now.partner_name;
    if (name == entry.name) return {};
    if (!entry.before || entry.before->partner == now.partner) return name;
    const std::string before = entry.before->partner_name.empty() ? entry.before->partner : entry.before->partner_name;
    return before.empty() ? name : before + " \u2192 " + name;
}

std::string interval_text(const Entry& entry) {
    const report::Figure& f = entry.figure;
    if (f.state != report::FigureState::Value) return f.high ? "at most " + report::value_text(*f.high, f.unit) : std::string{};
    return app::interval_of(f);
}

std::string when_text(const Entry& entry) {
    const std::string whole = app::when_of(entry.figure);
    if (entry.figure.year != 0) return whole;
    // "as of the pack (2026-11-22)", "at 2026-08-22T01:04:20Z": a column has room for the day; as_of keeps the rest.
    for (std::size_t at = 0; at + 10 <= whole.size(); ++at)
        if (Date::parse(std::string_view{whole}.substr(at, 10))) return whole.substr(at, 10);
    return whole;
}

std::string known_text(const Entry& entry) { return entry.figure.coverage ? format_percent(entry.figure.coverage, 0) : std::string{}; }

}  // namespace linchpin::dossier
