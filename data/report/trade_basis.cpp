#include "data/report/trade_basis.h"

#include <algorithm>

namespace linchpin::report {
namespace {

using metrics::ImportState;

/// Below this an economy has no list in the source.
constexpr std::int64_t kLeastListedUsd = 1'000'000;

std::string no_list_reason(const ImportBasis& basis) {
    const std::string year = std::to_string(basis.block->year);
    if (!basis.block->has_flows()) return "only totals are recorded in " + year + ": no partner is known";
    if (basis.net_exporter) {
        return "net exporter in " + year + ": the source lists where its exports go, not where its imports come from";
    }
    if (basis.imports_usd && *basis.imports_usd < kLeastListedUsd) {
        return "imports below 1 million US$ in " + year + ": the source has no origin list";
    }
    return "only exporters' lists name its imports in " + year + ": they may leave out every large origin";
}

void fill_country(const World& world, Index country, ImportBasis& basis) {
    const auto& trade = *world.trade;
    const auto total = trade.imports_usd(*basis.block, country);
    basis.exports_usd = trade.exports_usd(*basis.block, country);
    basis.shares = country_shares(world, *basis.block, country);
    basis.imports_usd = total;
    switch (basis.shares.state) {
        case ImportState::Available:
            basis.state = FigureState::Value;
            basis.imports_usd = basis.shares.denominator_usd;
            basis.coverage = 1.0 - basis.shares.unallocated_share;
            return;
        case ImportState::NotAvailable:
            basis.state = FigureState::NotAvailable;
            basis.net_exporter = total && basis.exports_usd && *basis.exports_usd > *total;
            basis.reason = no_list_reason(basis);
            return;
        case ImportState::NoData:
            break;
    }
    basis.state = FigureState::NoData;
    basis.reason = "no imports are recorded in " + std::to_string(basis.block->year);
}

/// Imports from outside as the imports of one importer.
metrics::ImportShares shares_of(const metrics::BlocImports& bloc) {
    metrics::ImportShares shares;
    shares.state = ImportState::Available;
    shares.suppliers = bloc.extra;
    shares.named_usd = bloc.extra_usd;
    shares.unallocated_usd = bloc.unallocated_usd;
    shares.denominator_usd = bloc.extra_usd + bloc.unallocated_usd;
    shares.unallocated_share = static_cast<double>(bloc.unallocated_usd) / static_cast<double>(shares.denominator_usd);
    shares.complete = bloc.unallocated_usd == 0;
    return shares;
}

void fill_several(const World& world, const Subject& subject, ImportBasis& basis) {
    basis.bloc = metrics::bloc_imports(*world.trade, *basis.block, subject.member);
    const metrics::BlocImports& bloc = *basis.bloc;
    basis.exports_usd = bloc.exports_usd;
    basis.coverage = bloc.coverage();
    basis.state = FigureState::NoData;
    if (!basis.coverage) {
        basis.reason = "no imports with a list of origins are recorded in " + std::to_string(basis.block->year);
        return;
    }
    basis.imports_usd = bloc.total_usd - bloc.intra_usd;
    if (*basis.coverage < metrics::kLeastBlocCoverage - metrics::kThresholdGuard) {
        basis.reason = "members with a list of origins cover " + value_text(*basis.coverage, Unit::Share) +
                       " of the imports; below 80 % the missing members could turn the result";
        return;
    }
    if (bloc.extra_usd + bloc.unallocated_usd == 0) {
        basis.reason = "nothing is imported from outside";
        return;
    }
    basis.state = FigureState::Value;
    basis.shares = shares_of(bloc);
}

/// Exports and, where the totals are missing, imports from a table that holds every pair.
void fill_from_matrix(const World& world, const Subject& subject, ImportBasis& basis) {
    if (basis.exports_usd || !basis.block->full_matrix) return;
    const FlowTable& flows = world.dataset->flows;
    std::int64_t sum = 0;
    for (std::size_t row = basis.block->flows_begin; row < basis.block->flows_end; ++row) {
        if (flows.exporter[row] != kOtherPartner && subject.member[flows.exporter[row]]) sum += flows.value_usd[row];
    }
    basis.exports_usd = sum;
}

std::string credit_of(const World& world, const Subject& subject, const metrics::TradeBlock& block) {
    for (const Index member : subject.members) {
        const std::size_t row = world.trade->importer_begin(block, member);
        if (row < block.flows_end && world.dataset->flows.importer[row] == member) return trade_credit(*world.dataset, row);
    }
    return resource_credit(*world.dataset, block.has_flows() ? "flows" : "country_totals");
}

}  // namespace

metrics::ImportShares country_shares(const World& world, const metrics::TradeBlock& block, Index country) {
    return metrics::country_shares(*world.trade, world.base == world.dataset ? nullptr : &world.base->flows, block, country);
}

std::vector<std::int64_t> matrix_exports(const World& world, const metrics::TradeBlock& block) {
    std::vector<std::int64_t> exports(world.dataset->countries.size(), 0);
    const FlowTable& flows = world.dataset->flows;
    for (std::size_t row = block.flows_begin; row < block.flows_end; ++row) {
        if (flows.exporter[row] != kOtherPartner) exports[flows.exporter[row]] += flows.value_usd[row];
    }
    return exports;
}

ImportBasis import_basis(const World& world, const Subject& subject, Index group, int year) {
    ImportBasis basis;
    basis.asked = year;
    if (group >= world.dataset->product_groups.size()) {
        basis.reason = "no product group is chosen";
        return basis;
    }
    basis.block = world.trade->at_or_before(group, year);
    if (basis.block == nullptr) {
        const auto blocks = world.trade->blocks_of(group);
        basis.reason = blocks.empty() ? "no trade is recorded for this product group"
                                      : "no trade of this product group is recorded up to " + std::to_string(year) +
                                            "; the first year is " + std::to_string(blocks.front().year);
        return basis;
    }
    basis.credit = credit_of(world, subject, *basis.block);
    if (subject.single()) {
        fill_country(world, subject.members.front(), basis);
    } else {
        fill_several(world, subject, basis);
    }
    fill_from_matrix(world, subject, basis);
    return basis;
}

metrics::ImportConcentration concentration_of(const ImportBasis& basis) {
    metrics::ImportConcentration result = *metrics::import_concentration(basis.shares);
    if (!basis.bloc || basis.shares.named_usd == 0) return result;
    double inside = 0.0;  // everything unallocated comes from inside: then the named origins alone count
    for (const metrics::SupplierShare& supplier : basis.shares.suppliers) {
        const double share = static_cast<double>(supplier.value_usd) / static_cast<double>(basis.shares.named_usd);
        inside += share * share;
    }
    result.interval.high = std::max(result.interval.high, inside);
    return result;
}

std::optional<double> world_export_index(const World& world, const metrics::TradeBlock& block) {
    if (const auto exact = metrics::world_export_herfindahl(*world.dataset, block)) return exact;
    if (!block.full_matrix) return std::nullopt;
    return metrics::world_export_herfindahl(matrix_exports(world, block));
}

Figure import_figure(const Ask& ask, const ImportBasis& basis, std::string_view item, std::string name, Unit unit) {
    Figure figure = new_figure(ask, item, std::move(name), unit);
    if (basis.block != nullptr) set_year(figure, basis.block->year, basis.asked);
    figure.coverage = basis.coverage;
    figure.source = basis.credit;
    if (!basis.ok()) {
        figure.state = basis.state;
        figure.note = basis.reason;
    } else if (basis.block != nullptr && basis.block->partial_year) {
        figure.note = "the year is not complete";
    }
    return figure;
}

void set_partner(const Ask& ask, Figure& figure, Index country) {
    figure.partner = ask.world.dataset->countries[country].code.str();
    figure.partner_name = ask.world.dataset->countries[country].name;
}

std::string_view verdict_text(metrics::Verdict verdict) noexcept {
    switch (verdict) {
        case metrics::Verdict::Certain:
            return "certain";
        case metrics::Verdict::Possible:
            return "possible";
        case metrics::Verdict::No:
            break;
    }
    return "no";
}

void set_verdict(Figure& figure, metrics::Verdict verdict) {
    figure.state = FigureState::Value;
    figure.text = verdict_text(verdict);
}

void set_interval(Figure& figure, metrics::Interval interval) {
    if (!(interval.high > interval.low)) return;
    figure.low = interval.low;
    figure.high = interval.high;
}

std::string grouped(std::int64_t value) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return value < 0 ? "-" + digits : digits;
}

void add_import_rows(const Ask& ask, const ImportBasis& basis, Index partner, Explanation& explanation) {
    if (basis.block == nullptr) return;
    const Dataset& data = *ask.world.dataset;
    for (const Index member : ask.subject.members) {
        const std::size_t begin = ask.world.trade->importer_begin(*basis.block, member);
        for (std::size_t row = begin; row < basis.block->flows_end && data.flows.importer[row] == member; ++row) {
            const std::uint16_t exporter = data.flows.exporter[row];
            const bool internal = exporter != kOtherPartner && ask.subject.member[exporter] != 0;
            if (partner == kNone ? !internal : exporter == partner) add_row(explanation, flow_ref(data, row));
        }
    }
    for (const Index member : ask.subject.members) {
        if (const CountryTotal* total = ask.world.trade->total(*basis.block, member)) add_row(explanation, total_ref(data, *total));
    }
}

std::string basis_text(const Ask& ask, const ImportBasis& basis) {
    if (basis.block == nullptr) return basis.reason;
    std::string text = "year " + std::to_string(basis.block->year);
    if (basis.block->year != basis.asked) text += ", carried to " + std::to_string(basis.asked);
    if (!basis.ok()) return text + "; " + basis.reason;
    text += "; origins are named for " + grouped(basis.shares.named_usd) + " of " + grouped(basis.shares.denominator_usd) + " US$";
    if (basis.shares.unallocated_usd > 0) {
        text += ", " + value_text(basis.shares.unallocated_share, Unit::Share) + " have no known origin";
    }
    if (basis.shares.self_usd > 0) text += "; " + grouped(basis.shares.self_usd) + " US$ from itself are left out";
    if (basis.bloc) {
        text += "; " + grouped(basis.bloc->intra_usd) + " US$ between the " + std::to_string(ask.subject.members.size()) +
                " members are internal; members with a list of origins cover " + value_text(*basis.coverage, Unit::Share);
    }
    return text;
}

void explain_imports(const Ask& ask, const ImportBasis& basis, std::string formula, Figure& figure, bool rows) {
    const auto why = explain(ask, figure, std::move(formula));
    if (!why) return;
    why->data = basis_text(ask, basis);
    if (rows) add_import_rows(ask, basis, kNone, *why);
    figure.why = why;
}

std::string interval_text(metrics::Interval interval, Unit unit) {
    const std::string low = value_text(interval.low, unit);
    return interval.high > interval.low ? low + " to " + value_text(interval.high, unit) : low;
}

}  // namespace linchpin::report
