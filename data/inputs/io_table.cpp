// io_table.csv (M07): what industries deliver to one another, or coefficients, and their gross output.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "data/csv/parse_number.h"
#include "data/inputs/input_table.h"

namespace linchpin::inputs {
namespace {

enum : std::size_t { kKind, kCountry, kSector, kToCountry, kToSector, kValue, kUnit, kYear, kSource };
constexpr InputTable::Column kColumns[] = {{"kind"}, {"country"}, {"sector"}, {"to_country"}, {"to_sector"}, {"value"}, {"unit"}, {"year"}, {"source"}};
constexpr double kHuge = 1e301, kSlack = 1e-9;

enum class RowKind : std::uint8_t { Delivery, Coefficient, Output };

/// One year under construction.
struct Building {
    InputOutputYear out;
    Numbering numbers;
    std::uint32_t kind_line = 0, unit_line = 0;  ///< of the rows that settled what the year holds
    std::vector<std::uint32_t> first_line;       ///< of each industry
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> lines;

    std::uint32_t industry(Index country, std::string_view sector, std::uint32_t line) {
        const auto [number, fresh] = numbers.add(fmt::format("{}/{}", country, sector));
        if (fresh) {
            out.industries.push_back({country, std::string{sector}, {}, {}});
            first_line.push_back(line);
        }
        return number;
    }
};

std::string name_of(const Dataset& dataset, const Industry& industry) {
    return fmt::format("{} {}", industry.country == kNone ? "OTH" : dataset.countries[industry.country].code.str(), industry.sector);
}

std::optional<RowKind> row_kind(InputTable& table) {
    const std::string_view text = table.text(kKind);
    if (text == "delivery") return RowKind::Delivery;
    if (text == "coefficient") return RowKind::Coefficient;
    if (text == "output") return RowKind::Output;
    table.error(kKind, fmt::format("kind: expected delivery, coefficient or output, found {}", text.empty() ? "nothing" : csv::in_quotes(text)));
    return std::nullopt;
}

/// Deliveries and coefficients do not mix in one year, and neither do units.
bool fits_year(InputTable& table, RowKind kind, Building& year) {
    if (kind != RowKind::Output) {
        const bool coefficients = kind == RowKind::Coefficient;
        if (year.kind_line == 0) {
            year.kind_line = table.line();
            year.out.coefficients = coefficients;
        } else if (year.out.coefficients != coefficients) {
            table.error(kKind, fmt::format("kind: expected {} rows only in {}, as line {} has, found {}", year.out.coefficients ? "coefficient" : "delivery",
                                           table.text(kYear), year.kind_line, csv::in_quotes(table.text(kKind))));
            return false;
        }
        if (coefficients) return true;  // a coefficient has no unit
    }
    const auto unit = table.needed(kUnit, "the unit of the value, such as million US dollars");
    if (!unit) return false;
    if (year.unit_line == 0) {
        year.unit_line = table.line();
        year.out.unit = *unit;
    } else if (year.out.unit != *unit) {
        table.error(kUnit, fmt::format("unit: expected {} throughout {}, as line {} has, found {}", csv::in_quotes(year.out.unit), table.text(kYear), year.unit_line,
                                       csv::in_quotes(*unit)));
        return false;
    }
    return true;
}

void read_output(InputTable& table, Building& year, std::uint32_t industry, double value, Origin origin) {
    if (!table.text(kToCountry).empty() || !table.text(kToSector).empty()) {
        table.error(table.text(kToCountry).empty() ? kToSector : kToCountry, "to_country, to_sector: expected nothing in an output row, found a receiver");
        return;
    }
    Industry& record = year.out.industries[industry];
    if (record.output) {
        table.error(kKind, fmt::format("expected one output row for this industry and year, found another after line {}", record.origin.line));
        return;
    }
    record.output = value;
    record.origin = origin;
}

void read_row(const Dataset& dataset, InputTable& table, Sources& sources, std::map<int, Building>& years) {
    const auto kind = row_kind(table);
    const auto country = table.country(dataset, kCountry, true);
    const auto sector = table.needed(kSector, "the name of a sector");
    const auto value = table.number(kValue, 0.0, kind == RowKind::Coefficient ? 1.0 : kHuge);
    const auto year = table.year(kYear);
    const auto source = table.needed(kSource, "where the number is from");
    std::optional<Index> to_country;
    std::optional<std::string_view> to_sector;
    if (kind && *kind != RowKind::Output) {
        to_country = table.country(dataset, kToCountry, true);
        to_sector = table.needed(kToSector, "the sector that receives");
        if (!to_country || !to_sector) return;
    }
    if (!kind || !country || !sector || !value || !year || !source) return;
    Building& in = years[*year];
    if (!fits_year(table, *kind, in)) return;
    const Origin origin{table.line(), sources.id(*source)};
    const std::uint32_t from = in.industry(*country, *sector, table.line());
    if (*kind == RowKind::Output) return read_output(table, in, from, *value, origin);
    const std::uint32_t to = in.industry(*to_country, *to_sector, table.line());
    const auto [at, fresh] = in.lines.try_emplace({to, from}, table.line());
    if (!fresh) return table.error(kCountry, fmt::format("expected every pair of industries once in {}, found this one again after line {}", *year, at->second));
    in.out.cells.push_back({from, to, *value, origin});
}

/// Inputs of each industry as a part of its output; false when something is missing or too much.
bool fill_coefficients(const Dataset& dataset, InputTable& table, Building& year) {
    InputOutputYear& out = year.out;
    const std::size_t n = out.industries.size();
    if (!out.coefficients) {
        for (std::size_t i = 0; i < n; ++i) {
            if (!out.industries[i].output)
                table.error_at(year.first_line[i], fmt::format("expected an output row for {} in {}, found none", name_of(dataset, out.industries[i]), out.year));
        }
        if (table.errors() > 0) return false;
    }
    std::sort(out.cells.begin(), out.cells.end(), [](const IoCell& a, const IoCell& b) { return std::pair{a.to, a.from} < std::pair{b.to, b.from}; });
    out.share_of_output.assign(n * n, 0.0);
    std::vector<double> inputs(n, 0.0);
    for (const IoCell& cell : out.cells) {
        inputs[cell.to] += cell.value;
        const double whole = out.coefficients ? 1.0 : *out.industries[cell.to].output;
        out.share_of_output[cell.from * n + cell.to] = whole > 0.0 ? cell.value / whole : 0.0;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const Industry& industry = out.industries[i];
        const double whole = out.coefficients ? 1.0 : *industry.output;
        if (inputs[i] <= whole * (1.0 + kSlack)) continue;
        table.error_at(industry.origin.line != 0 && !out.coefficients ? industry.origin.line : year.first_line[i],
                       fmt::format("expected inputs of {} in {} of at most its output, found {:.6g} against {:.6g}", name_of(dataset, industry), out.year, inputs[i], whole));
    }
    return table.errors() == 0;
}

/// Industries whose inputs, all the way up, come from industries without any value added: their table has no inverse.
std::vector<std::size_t> without_value_added(const InputOutputYear& year) {
    const std::size_t n = year.industries.size();
    std::vector<std::uint8_t> fed(n, 0);
    std::vector<double> inputs(n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) inputs[j] += year.a(i, j);
    for (std::size_t j = 0; j < n; ++j) fed[j] = inputs[j] < 1.0 - kSlack ? 1 : 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (const IoCell& cell : year.cells) {
            if (fed[cell.to] || !fed[cell.from] || !(cell.value > 0.0)) continue;
            fed[cell.to] = 1;
            changed = true;
        }
    }
    std::vector<std::size_t> none;
    for (std::size_t j = 0; j < n; ++j)
        if (!fed[j]) none.push_back(j);
    return none;
}

void invert(const Dataset& dataset, InputTable& table, Building& year) {
    InputOutputYear& out = year.out;
    const std::size_t n = out.industries.size();
    if (const auto stuck = without_value_added(out); !stuck.empty()) {
        std::string names;
        for (std::size_t i = 0; i < std::min<std::size_t>(stuck.size(), 4); ++i) names += (i == 0 ? "" : ", ") + name_of(dataset, out.industries[stuck[i]]);
        if (stuck.size() > 4) names += fmt::format(" and {} more", stuck.size() - 4);
        return table.error_at(year.first_line[stuck.front()],
                              fmt::format("expected value added somewhere up every supply chain in {}, found none behind {}: the table is singular", out.year, names));
    }
    std::vector<double> ones(n, 1.0);
    std::vector<std::uint32_t> countries;
    for (std::size_t i = 0; i < n; ++i) {
        countries.push_back(out.industries[i].country);
        if (!out.coefficients && !(*out.industries[i].output > 0.0)) ones[i] = 0.0;  // no output, no column
    }
    auto origin = metrics::value_added_origin({n, out.share_of_output, ones, countries});
    if (!origin) return table.error_at(0, fmt::format("{}: {}", out.year, origin.error().message));
    out.value_added = *std::move(origin);
}

}  // namespace

std::span<const InputTable::Column> io_table_columns() noexcept { return kColumns; }

void read_io_table(const Dataset& dataset, InputTable& table, UserInputs& inputs) {
    Sources sources{inputs.sources};
    std::map<int, Building> years;
    while (table.next()) read_row(dataset, table, sources, years);
    if (table.errors() > 0) return;
    for (auto& [year, built] : years) {
        built.out.year = year;
        if (built.out.industries.size() > kMostIndustries) {
            table.error_at(0, fmt::format("expected at most {} industries in a year, found {} in {}; merge sectors", kMostIndustries, built.out.industries.size(), year));
            continue;
        }
        if (built.out.cells.empty()) {
            table.error_at(0, fmt::format("expected delivery or coefficient rows in {}, found output rows only", year));
            continue;
        }
        if (fill_coefficients(dataset, table, built)) invert(dataset, table, built);
    }
    if (table.errors() > 0) return;
    for (auto& [year, built] : years) inputs.input_output.push_back(std::move(built.out));
}

}  // namespace linchpin::inputs
