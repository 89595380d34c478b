#include "app/cli/metric_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/core/format.h"
#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/metrics/trade_view.h"

namespace linchpin::app {
namespace {

using metrics::ImportShares;
using metrics::ImportState;

MetricRow empty_row(const Dataset& dataset, Index country, std::string metric, std::string item, const ImportShares& shares) {
    MetricRow row;
    row.country = dataset.countries[country].code;
    row.metric = std::move(metric);
    row.item = std::move(item);
    row.state = shares.state == ImportState::NoData ? "no_data" : "not_available";
    row.note = shares.state == ImportState::NoData ? "no imports are recorded" : "imports are recorded, but their origins are not listed";
    return row;
}

void add_m01(const Dataset& dataset, Index country, const ImportShares& shares, const std::string& source, bool detail, std::vector<MetricRow>& out) {
    MetricRow row = empty_row(dataset, country, "M01", "top_supplier_share", shares);
    row.unit = "share of import value";
    row.source = source;
    if (shares.state != ImportState::Available) return out.push_back(std::move(row));
    row.state = "value";
    row.note.clear();
    for (std::size_t i = 0; i < shares.suppliers.size(); ++i) {
        if (i > 0 && !detail) break;
        row.item = i == 0 ? "top_supplier_share" : "import_share";
        row.partner = dataset.countries[shares.suppliers[i].partner].code;
        row.value = shares.suppliers[i].share;
        out.push_back(row);
    }
    if (!detail) return;
    row.item = "unallocated";
    row.partner = {};
    row.value = shares.unallocated_share;
    if (shares.unlisted_at_most) row.note = fmt::format("origins below the top ten, each at most {:.4f}", *shares.unlisted_at_most);
    out.push_back(std::move(row));
}

void add_m02(const Dataset& dataset, Index country, const ImportShares& shares, const std::string& source, std::vector<MetricRow>& out) {
    MetricRow row = empty_row(dataset, country, "M02", "hhi", shares);
    row.unit = "0 to 1";
    row.source = source;
    const auto concentration = metrics::import_concentration(shares);
    if (!concentration) return out.push_back(std::move(row));
    row.state = "value";
    row.note = concentration->show_interval ? "lower bound; part of the value has no known origin" : "";
    row.value = concentration->value;
    row.low = concentration->interval.low;
    row.high = concentration->interval.high;
    out.push_back(row);
    row.note.clear();
    row.low = row.high = std::nullopt;
    row.item = "hhi_normalised";
    row.value = metrics::normalised_herfindahl(concentration->value, concentration->suppliers);
    row.note = fmt::format("{} named suppliers", concentration->suppliers);
    out.push_back(row);
    row.item = "effective_suppliers";
    row.unit = "suppliers";
    row.note.clear();
    row.value = metrics::effective_number(concentration->value);
    out.push_back(std::move(row));
}

std::string source_of(const Dataset& dataset, const metrics::TradeView& view, const metrics::TradeBlock& block, Index importer) {
    const metrics::FlowRows rows = view.importer_rows(block, importer);
    if (rows.size() == 0) return {};
    const std::uint8_t source = dataset.flows.source[view.importer_begin(block, importer)];
    return source < dataset.trade_sources.size() ? dataset.trade_sources[source].id : std::string{};
}

/// RFC 4180.
std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}
std::string plain(const std::optional<double>& v) { return v ? fmt::format("{}", *v) : std::string{}; }

void print_csv(std::FILE* out, const std::vector<MetricRow>& rows, const ProductGroup& group, int year) {
    fmt::print(out, "country_iso3,metric,item,partner_iso3,value,low,high,unit,product_group,hs,year,state,note,source_id\n");
    for (const MetricRow& r : rows)
        fmt::print(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", r.country.str(), r.metric, r.item, r.partner.str(), plain(r.value), plain(r.low),
                   plain(r.high), csv_field(r.unit), csv_field(group.id), csv_field(group.hs), year, r.state, csv_field(r.note), csv_field(r.source));
}

void print_json(std::FILE* out, const std::vector<MetricRow>& rows, const ProductGroup& group, int year) {
    using Json = nlohmann::ordered_json;
    const auto number = [](const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); };
    const auto code = [](CountryCode c) { return c.empty() ? Json(nullptr) : Json(c.str()); };
    Json root{{"$schema", "metrics.schema.json"}, {"version", 1}, {"product_group", group.id}, {"product_group_name", group.name},
              {"hs", group.hs}, {"year", year}, {"rows", Json::array()}};
    for (const MetricRow& r : rows)
        root["rows"].push_back(Json{{"country", r.country.str()}, {"metric", r.metric}, {"item", r.item}, {"partner", code(r.partner)},
                                    {"value", number(r.value)}, {"low", number(r.low)}, {"high", number(r.high)}, {"unit", r.unit},
                                    {"state", r.state}, {"note", r.note}, {"source", r.source}});
    fmt::print(out, "{}\n", root.dump(2, ' ', false, Json::error_handler_t::replace));
}

void print_table(std::FILE* out, const std::vector<MetricRow>& rows, const ProductGroup& group, int year) {
    fmt::print(out, "{} (HS {}), {}\n\n{:<8}{:<7}{:<21}{:<9}{:>9}  {:<17}{}\n", group.name, group.hs, year, "country", "metric", "item", "partner",
               "value", "interval", "note");
    for (const MetricRow& r : rows) {
        const bool share = r.unit.starts_with("share");
        const std::string value = !r.value ? "-" : share ? fmt::format("{:.1f} %", *r.value * 100.0) : fmt::format("{:.4f}", *r.value);
        const std::string interval = r.low && r.high && *r.low != *r.high ? fmt::format("{:.4f}..{:.4f}", *r.low, *r.high) : "";
        fmt::print(out, "{:<8}{:<7}{:<21}{:<9}{:>9}  {:<17}{}\n", r.country.str(), r.metric, r.item, r.partner.str(), value, interval,
                   r.note.empty() ? r.source : r.note + (r.source.empty() ? "" : "; " + r.source));
    }
}

}  // namespace

std::vector<MetricRow> metric_rows(const Dataset& dataset, const std::vector<std::string>& wanted, const std::vector<Index>& countries, Index group,
                                   int year, bool detail) {
    std::vector<MetricRow> out;
    const metrics::TradeView view{dataset};
    const metrics::TradeBlock* const block = view.find(group, year);
    for (Index country : countries) {
        const ImportShares shares =
            block != nullptr ? metrics::import_shares(country, view.importer_rows(*block, country), view.imports_usd(*block, country)) : ImportShares{};
        const std::string source = block != nullptr ? source_of(dataset, view, *block, country) : std::string{};
        for (const std::string& metric : wanted) {
            if (metric == "M01") add_m01(dataset, country, shares, source, detail, out);
            if (metric == "M02") add_m02(dataset, country, shares, source, out);
        }
    }
    return out;
}

void print_metric_rows(std::FILE* out, const std::vector<MetricRow>& rows, const ProductGroup& group, int year, TableFormat format) {
    switch (format) {
        case TableFormat::Table: return print_table(out, rows, group, year);
        case TableFormat::Csv: return print_csv(out, rows, group, year);
        case TableFormat::Json: return print_json(out, rows, group, year);
    }
}

}  // namespace linchpin::app
