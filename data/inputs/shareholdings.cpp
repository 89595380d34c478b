// shareholdings.csv (M23): who holds how much of whom.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "data/csv/parse_number.h"
#include "data/inputs/input_table.h"
#include "data/metrics/concentration.h"

namespace linchpin::inputs {
namespace {

enum : std::size_t { kCompany, kCompanyCountry, kHolder, kHolderCountry, kShare, kYear, kSource };
constexpr InputTable::Column kColumns[] = {{"company"}, {"company_country", true}, {"holder"}, {"holder_country", true}, {"share"}, {"year"}, {"source"}};

/// One year under construction.
struct Building {
    ShareholdingYear out;
    Numbering numbers;
    std::vector<std::uint32_t> country_line;          ///< where a company's country was said first
    std::vector<double> held;                         ///< part of each company that is documented
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> lines;  ///< company and holder: line

    std::uint32_t company(std::string_view name) {
        const auto [number, fresh] = numbers.add(std::string{name});
        if (fresh) {
            out.companies.push_back({std::string{name}, kNone});
            country_line.push_back(0);
            held.push_back(0.0);
        }
        return number;
    }
};

/// What a row says about a company's country; two rows must not say two things.
void note_country(const Dataset& dataset, InputTable& table, std::size_t column, Building& year, std::uint32_t company) {
    if (table.text(column).empty()) return;
    const auto country = table.country(dataset, column, false);
    if (!country) return;
    Company& record = year.out.companies[company];
    if (record.country == kNone) {
        record.country = *country;
        year.country_line[company] = table.line();
    } else if (record.country != *country) {
        table.error(column, fmt::format("expected {} as the country of {}, as line {} says, found {}", dataset.countries[record.country].code.str(),
                                        csv::in_quotes(record.name), year.country_line[company], csv::in_quotes(table.text(column))));
    }
}

}  // namespace

std::span<const InputTable::Column> shareholdings_columns() noexcept { return kColumns; }

void read_shareholdings(const Dataset& dataset, InputTable& table, UserInputs& inputs) {
    Sources sources{inputs.sources};
    std::map<int, Building> years;
    while (table.next()) {
        const auto company = table.needed(kCompany, "the name of a company");
        const auto holder = table.needed(kHolder, "the name of the holder");
        const auto share = table.number(kShare, 0.0, 1.0, true);
        const auto year = table.year(kYear);
        const auto source = table.needed(kSource, "where the number is from");
        if (!company || !holder || !share || !year || !source) continue;
        Building& in = years[*year];
        const std::uint32_t held = in.company(*company), by = in.company(*holder);
        note_country(dataset, table, kCompanyCountry, in, held);
        note_country(dataset, table, kHolderCountry, in, by);
        const auto [at, fresh] = in.lines.try_emplace({held, by}, table.line());
        if (!fresh) {
            table.error(kHolder, fmt::format("holder: expected every holder of {} once in {}, found {} again after line {}", csv::in_quotes(*company), *year,
                                             csv::in_quotes(*holder), at->second));
            continue;
        }
        in.held[held] += *share;
        if (metrics::exceeds(in.held[held], 1.0)) {
            table.error(kShare, fmt::format("share: expected at most all of {} to be held in {}, found {:.6g} with this row", csv::in_quotes(*company), *year, in.held[held]));
            continue;
        }
        in.out.holdings.push_back({held, by, *share, {table.line(), sources.id(*source)}});
    }
    if (table.errors() > 0) return;
    for (auto& [year, built] : years) {
        built.out.year = year;
        std::stable_sort(built.out.holdings.begin(), built.out.holdings.end(), [](const Shareholding& a, const Shareholding& b) { return a.company < b.company; });
        inputs.shareholdings.push_back(std::move(built.out));
    }
}

}  // namespace linchpin::inputs
