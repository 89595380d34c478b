// Trade: product groups, sources, flows, country totals, published shares, production.
#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <numeric>

#include "data/csv/parse_number.h"
#include "data/pack/loader.h"

namespace linchpin::pack {
namespace {

using Need = Column::Need;
using csv::in_quotes;

constexpr std::size_t kMostGroups = 255;
constexpr std::size_t kMostSources = kNoSource;
constexpr std::string_view kOther = "OTH";

/// Looks a text up once for as long as it repeats: tables come sorted by such columns.
class Repeating {
public:
    template <class Find>
    Index operator()(std::string_view text, Find find) {
        if (text != last_ || !known_) {
            last_ = text;
            index_ = find(text);
            known_ = true;
        }
        return index_;
    }

private:
    std::string_view last_;
    Index index_ = kNone;
    bool known_ = false;
};

/// What a word of the coverage column means. The thresholds at the ends of the words vary with the source.
std::optional<Coverage> coverage_named(std::string_view word) {
    if (word.starts_with("full_bilateral")) return Coverage::FullBilateral;
    if (word == "top10_origins_of_net_importer") return Coverage::Top10OriginsOfImporter;
    if (word == "top10_destinations_of_net_exporter") return Coverage::Top10DestinationsOfExporter;
    if (word == "residual_unlisted_origins") return Coverage::ResidualOrigins;
    if (word.starts_with("all_destinations"))
        return word.ends_with("_PARTIAL_YEAR") ? Coverage::AllDestinationsPartialYear : Coverage::AllDestinations;
    if (word.starts_with("all_partners")) return Coverage::AllPartners;
    return std::nullopt;
}

enum FlowColumn { FlExporter, FlImporter, FlGroup, FlHs, FlYear, FlValue, FlSource, FlCoverage };
constexpr std::array<Column, 8> kFlowColumns{{{"exporter_iso3", FieldType::String, Need::Value, "countries"},
                                              {"importer_iso3", FieldType::String, Need::Value, "countries"},
                                              {"product_group", FieldType::String, Need::Value, "product_groups"},
                                              {"hs", FieldType::String, Need::Optional},
                                              {"year", FieldType::Integer, Need::Value},
                                              {"value_usd", FieldType::Integer, Need::Value},
                                              {"source_id", FieldType::String, Need::Present, "trade_sources"},
                                              {"coverage", FieldType::String, Need::Value}}};

/// Reads flow rows in file order.
class FlowReader {
public:
    explicit FlowReader(Loader& load) : load_{load} {}

    void read(Table& row, FlowTable& out) {
        const Index exporter = row[FlExporter].text == kOther ? kOtherPartner : country(row, FlExporter);
        const Index importer = country(row, FlImporter);
        const Index group = group_(row[FlGroup].text, [&](std::string_view text) { return load_.groups.find(text); });
        const Index source = source_(row[FlSource].text, [&](std::string_view text) { return load_.trade_sources.find(text); });
        const Index coverage = coverage_(row[FlCoverage].text, [](std::string_view text) {
            const auto named = coverage_named(text);
            return named ? static_cast<Index>(*named) : kNone;
        });
        const std::int64_t year = row[FlYear].integer;
        const std::int64_t value = row[FlValue].integer;
        const bool source_known = source != kNone || !load_.trade_sources.loaded || !row[FlSource].present();
        const bool good = exporter != kNone && importer != kNone && exporter != importer && group != kNone && coverage != kNone &&
                          source_known && year >= 1000 && year <= 9999 && value >= 1;
        if (!good) return explain(row, group, coverage);
        out.exporter.push_back(static_cast<std::uint16_t>(exporter));
        out.importer.push_back(static_cast<std::uint16_t>(importer));
        out.group.push_back(static_cast<std::uint8_t>(group));
        out.year.push_back(static_cast<std::int16_t>(year));
        out.value_usd.push_back(value);
        out.coverage.push_back(static_cast<Coverage>(coverage));
        out.source.push_back(source == kNone ? kNoSource : static_cast<std::uint8_t>(source));
        out.line.push_back(row.line());
    }

private:
    Index country(const Table& row, std::size_t column) const { return load_.countries.find(row[column].text); }

    void explain(Table& row, Index group, Index coverage) {
        if (row[FlExporter].text != kOther) (void)load_.country(row, FlExporter);
        if (row[FlImporter].text == kOther)
            row.reject(FlImporter, "expected importer_iso3 to be a country, found 'OTH', which can only be an exporter");
        else
            (void)load_.country(row, FlImporter);
        if (!row.rejected() && row[FlExporter].text == row[FlImporter].text)
            row.reject(FlExporter,
                       fmt::format("expected two different countries, found {} on both sides", in_quotes(row[FlExporter].text)));
        if (group == kNone) {
            if (load_.groups.loaded)
                (void)load_.record(row, FlGroup, load_.groups);
            else
                row.reject(FlGroup, "expected a table product_groups that says what this is, found none");
        }
        (void)year(row, FlYear);
        if (row[FlValue].integer < 1)
            row.reject(FlValue, fmt::format("expected value_usd of at least 1, found {}", in_quotes(row[FlValue].text)));
        (void)load_.record(row, FlSource, load_.trade_sources);
        if (coverage == kNone)
            row.reject(
                FlCoverage,
                fmt::format(
                    "expected coverage to be full_bilateral*, top10_origins_of_net_importer, "
                    "top10_destinations_of_net_exporter, residual_unlisted_origins, all_destinations* or all_partners*, found {}",
                    in_quotes(row[FlCoverage].text)));
    }

    Loader& load_;
    Repeating group_, source_, coverage_;
};

void reserve(FlowTable& flows, std::size_t rows) {
    flows.exporter.reserve(rows);
    flows.importer.reserve(rows);
    flows.group.reserve(rows);
    flows.year.reserve(rows);
    flows.value_usd.reserve(rows);
    flows.coverage.reserve(rows);
    flows.source.reserve(rows);
    flows.line.reserve(rows);
}

/// Position of a flow in the order of the table: group, year, importer, exporter.
std::uint64_t flow_key(const FlowTable& flows, std::size_t i) {
    return (std::uint64_t{flows.group[i]} << 48) | (static_cast<std::uint64_t>(flows.year[i]) << 32) |
           (std::uint64_t{flows.importer[i]} << 16) | flows.exporter[i];
}

template <class T>
void reorder(std::vector<T>& column, const std::vector<std::uint32_t>& order) {
    std::vector<T> out(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) out[i] = column[order[i]];
    column.swap(out);
}

/// Sorts the table; of two rows with one key the one further down in the file is reported and left out.
void sort_flows(FlowTable& flows, Table& table) {
    struct Keyed {
        std::uint64_t key;
        std::uint32_t row;
    };
    std::vector<Keyed> keyed(flows.size());
    for (std::size_t i = 0; i < keyed.size(); ++i) keyed[i] = {flow_key(flows, i), static_cast<std::uint32_t>(i)};
    std::sort(keyed.begin(), keyed.end(),
              [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
    std::vector<std::uint32_t> order;
    order.reserve(keyed.size());
    std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
    for (const Keyed& k : keyed) {
        if (k.key == last) {
            table.reject_line(
                flows.line[k.row],
                fmt::format("expected exporter_iso3, importer_iso3, product_group, year once, found them again (first in line {})",
                            flows.line[order.back()]));
            continue;
        }
        last = k.key;
        order.push_back(k.row);
    }
    reorder(flows.exporter, order);
    reorder(flows.importer, order);
    reorder(flows.group, order);
    reorder(flows.year, order);
    reorder(flows.value_usd, order);
    reorder(flows.coverage, order);
    reorder(flows.source, order);
    reorder(flows.line, order);
}

}  // namespace

void build_product_groups(Loader& load) {
    enum { Id, Name, Hs, Family, Note };
    static constexpr std::array<Column, 5> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"name", FieldType::String, Need::Value},
                                                     {"hs", FieldType::String, Need::Present},
                                                     {"family", FieldType::String, Need::Present},
                                                     {"note", FieldType::String, Need::Optional}}};
    auto& out = load.data.product_groups;
    load.groups.loaded = load.each_row("product_groups", kColumns, [&](Table& row) {
        if (load.groups.find(row[Id].text) != kNone)
            return row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        if (out.size() >= kMostGroups)
            return row.reject(Id, fmt::format("expected at most {} product groups, found one more", kMostGroups));
        load.groups.add(row[Id].text, static_cast<Index>(out.size()));
        out.push_back({row.str(Id), row.str(Name), row.str(Hs), row.str(Note), row.str(Family), {}});
    });
}

void build_trade_sources(Loader& load) {
    enum { Id, Title, Publisher, Licence, Notes };
    static constexpr std::array<Column, 7> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"title", FieldType::String, Need::Value},
                                                     {"publisher"},
                                                     {"licence"},
                                                     {"notes", FieldType::String, Need::Optional},
                                                     {"url_or_repo", FieldType::String, Need::Optional},
                                                     {"retrieved_from", FieldType::String, Need::Optional}}};
    auto& out = load.data.trade_sources;
    load.trade_sources.loaded = load.each_row("trade_sources", kColumns, [&](Table& row) {
        if (load.trade_sources.find(row[Id].text) != kNone)
            return row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        if (out.size() >= kMostSources)
            return row.reject(Id, fmt::format("expected at most {} trade sources, found one more", kMostSources));
        load.trade_sources.add(row[Id].text, static_cast<Index>(out.size()));
        out.push_back({row.str(Id), row.str(Title), row.str(Publisher), row.str(Licence), row.str(Notes)});
    });
}

void build_flows(Loader& load) {
    const std::size_t resource = load.find("flows");
    static constexpr std::array<std::string_view, 4> kKey{"exporter_iso3", "importer_iso3", "product_group", "year"};  // sort_flows
    const auto table = load.open("flows", kFlowColumns, kKey);
    if (!table) return;
    FlowTable& flows = load.data.flows;
    constexpr std::size_t kShortRow = 48;  // bytes; memory that is not touched costs nothing
    reserve(flows, table->bytes() / kShortRow);
    FlowReader reader{load};
    while (table->next()) reader.read(*table, flows);
    sort_flows(flows, *table);
    load.close(*table, resource);
    for (std::size_t i = 0; i < flows.size(); ++i) {
        auto& years = load.data.product_groups[flows.group[i]].years;
        if (years.empty() || years.back() != flows.year[i]) years.push_back(flows.year[i]);
    }
}

void build_totals(Loader& load) {
    enum { CountryId, Group, Hs, YearColumn, Exports, Imports, Source };
    static constexpr std::array<Column, 7> kColumns{{{"iso3", FieldType::String, Need::Value, "countries"},
                                                     {"product_group", FieldType::String, Need::Value, "product_groups"},
                                                     {"hs", FieldType::String, Need::Optional},
                                                     {"year", FieldType::Integer, Need::Value},
                                                     {"exports_usd", FieldType::Integer},
                                                     {"imports_usd", FieldType::Integer},
                                                     {"source_id", FieldType::String, Need::Optional}}};
    const std::size_t resource = load.find("country_totals");
    static constexpr std::array<std::string_view, 3> kKey{"iso3", "product_group", "year"};  // checked once sorted, below
    const auto table = load.open("country_totals", kColumns, kKey);
    if (!table) return;
    Table& row = *table;
    auto& out = load.data.totals;
    Repeating groups;
    const auto money = [&](std::size_t column) -> std::optional<std::int64_t> {
        if (!row[column].present()) return std::nullopt;
        if (row[column].integer < 0)
            row.reject(column,
                       fmt::format("expected {} of 0 or more, found {}", row.column_name(column), in_quotes(row[column].text)));
        return row[column].integer;
    };
    while (row.next()) {
        CountryTotal total;
        const Index country = load.country(row, CountryId).value_or(kNone);
        const Index group = groups(row[Group].text, [&](std::string_view text) { return load.groups.find(text); });
        if (group == kNone) {
            if (load.groups.loaded)
                (void)load.record(row, Group, load.groups);
            else
                row.reject(Group, "expected a table product_groups that says what this is, found none");
        }
        const auto of_year = year(row, YearColumn);
        total.exports_usd = money(Exports);
        total.imports_usd = money(Imports);
        if (row.rejected() || country == kNone || !of_year) continue;
        total.country = static_cast<std::uint16_t>(country);
        total.group = static_cast<std::uint8_t>(group);
        total.year = static_cast<std::int16_t>(*of_year);
        total.line = row.line();
        out.push_back(total);
    }
    const auto key = [](const CountryTotal& t) { return std::tuple{t.group, t.year, t.country}; };
    std::stable_sort(out.begin(), out.end(), [&](const CountryTotal& a, const CountryTotal& b) { return key(a) < key(b); });
    std::size_t kept = 0;
    for (const CountryTotal& total : out) {
        if (kept > 0 && key(out[kept - 1]) == key(total)) {
            row.reject_line(total.line, fmt::format("expected iso3, product_group, year once, found them again (first in line {})",
                                                    out[kept - 1].line));
            continue;
        }
        out[kept++] = total;
    }
    out.resize(kept);
    load.close(row, resource);
}

void build_shares(Loader& load) {
    enum { Metric, Item, Detail, Of, Partner, Period, Value, Source, State };
    static constexpr std::array<Column, 9> kColumns{{{"metric", FieldType::String, Need::Value},
                                                     {"item", FieldType::String, Need::Value},
                                                     {"detail"},
                                                     {"of_country_iso3", FieldType::String, Need::Value, "countries"},
                                                     {"partner_iso3", FieldType::String, Need::Present, "countries"},
                                                     {"period", FieldType::String, Need::Value},
                                                     {"value_pct", FieldType::Number},
                                                     {"source_id"},
                                                     {"status"}}};
    load.each_row("shares", kColumns, [&](Table& row) {
        PublishedShare out;
        out.of_country = load.country(row, Of).value_or(kNone);
        out.partner_is_other = row[Partner].text == kOther;
        if (!out.partner_is_other) out.partner = load.country(row, Partner).value_or(kNone);
        out.value_pct = row.number(Value);
        if (out.value_pct && (*out.value_pct < 0.0 || *out.value_pct > 100.0))
            row.reject(Value, fmt::format("expected value_pct from 0 to 100, found {}", in_quotes(row[Value].text)));
        if (row.rejected()) return;
        out.metric = row.str(Metric);
        out.item = row.str(Item);
        out.detail = row.str(Detail);
        out.period = row.str(Period);
        out.source_id = row.str(Source);
        out.status = row.str(State);
        out.origin = row.origin();
        load.data.shares.push_back(std::move(out));
    });
}

void build_production(Loader& load) {
    enum { Item, Statistic, Detail, CountryId, CountryName, YearColumn, Value, Unit, Source };
    static constexpr std::array<Column, 9> kColumns{{{"item", FieldType::String, Need::Value},
                                                     {"statistic", FieldType::String, Need::Value},
                                                     {"detail"},
                                                     {"country_iso3", FieldType::String, Need::Present, "countries"},
                                                     {"country_name"},
                                                     {"year", FieldType::Integer, Need::Value},
                                                     {"value", FieldType::Number},
                                                     {"unit", FieldType::String, Need::Value},
                                                     {"source_id"}}};
    load.each_row("production", kColumns, [&](Table& row) {
        Production out;
        // WLD is the world total and OTH "other countries": rows of their own, without a place on the map.
        const bool aggregate = row[CountryId].text == "WLD" || row[CountryId].text == kOther;
        if (!aggregate) out.country = load.country(row, CountryId).value_or(kNone);
        out.year = year(row, YearColumn).value_or(0);
        out.value = row.number(Value);
        if (out.value && *out.value < 0.0)
            row.reject(Value, fmt::format("expected value of 0 or more, found {}", in_quotes(row[Value].text)));
        if (row.rejected()) return;
        out.item = row.str(Item);
        out.statistic = row.str(Statistic);
        out.detail = row.str(Detail);
        out.unit = row.str(Unit);
        out.source_id = row.str(Source);
        out.country_name = row.str(CountryName);
        out.origin = row.origin();
        load.data.production.push_back(std::move(out));
    });
}

}  // namespace linchpin::pack
