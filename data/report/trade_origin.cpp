// M06: origin traced through re-exports, beside the declared one. A model.
#include <algorithm>
#include <list>
#include <mutex>
#include <span>

#include "data/metrics/reexports.h"
#include "data/report/origin_paths.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

using metrics::OriginFlow;
using metrics::OriginNode;
using metrics::TracedOrigins;

/// All that a solution depends on, as columns of one block. Compared by value: a scenario rewrites its tables in place, so no
/// address tells what they hold.
struct Inputs {
    double pass_through = 1.0;
    std::vector<std::uint16_t> importer, exporter;
    std::vector<std::int64_t> value_usd;
    std::vector<CountryTotal> totals;
    std::size_t countries = 0;
};

/// The columns of a block where they stand, so that a look into the cache copies nothing.
class BlockColumns {
public:
    BlockColumns(const Dataset& data, const metrics::TradeBlock& block, double pass_through)
        : pass_through_{std::clamp(pass_through, 0.0, 1.0)},
          countries_{data.countries.size()},
          importer_{column(data.flows.importer, block)},
          exporter_{column(data.flows.exporter, block)},
          value_usd_{column(data.flows.value_usd, block)},
          totals_{std::span{data.totals}.subspan(block.totals_begin, block.totals_end - block.totals_begin)} {}

    [[nodiscard]] bool same_as(const Inputs& inputs) const {
        const auto equal = [](const auto& mine, const auto& kept) {
            return std::equal(mine.begin(), mine.end(), kept.begin(), kept.end());
        };
        const auto same_total = [](const CountryTotal& x, const CountryTotal& y) {
            return x.country == y.country && x.imports_usd == y.imports_usd && x.exports_usd == y.exports_usd;
        };
        return pass_through_ == inputs.pass_through && countries_ == inputs.countries && equal(value_usd_, inputs.value_usd) &&
               equal(importer_, inputs.importer) && equal(exporter_, inputs.exporter) &&
               std::equal(totals_.begin(), totals_.end(), inputs.totals.begin(), inputs.totals.end(), same_total);
    }
    [[nodiscard]] Inputs copy() const {
        return {pass_through_,
                {importer_.begin(), importer_.end()},
                {exporter_.begin(), exporter_.end()},
                {value_usd_.begin(), value_usd_.end()},
                {totals_.begin(), totals_.end()},
                countries_};
    }

private:
    template <class T>
    static std::span<const T> column(const std::vector<T>& values, const metrics::TradeBlock& block) {
        return std::span{values}.subspan(block.flows_begin, block.flows_end - block.flows_begin);
    }

    double pass_through_;
    std::size_t countries_;
    std::span<const std::uint16_t> importer_, exporter_;
    std::span<const std::int64_t> value_usd_;
    std::span<const CountryTotal> totals_;
};

Result<TracedOrigins> solve(const Inputs& inputs) {
    std::vector<OriginNode> nodes(inputs.countries);
    for (const CountryTotal& total : inputs.totals) {
        nodes[total.country].imports_usd = total.imports_usd;
        nodes[total.country].exports_usd = total.exports_usd;
    }
    std::vector<OriginFlow> flows;
    flows.reserve(inputs.value_usd.size());
    for (std::size_t row = 0; row < inputs.value_usd.size(); ++row) {
        if (inputs.exporter[row] != kOtherPartner)
            flows.push_back({inputs.importer[row], inputs.exporter[row], inputs.value_usd[row]});
    }
    return metrics::trace_origins(nodes, flows, inputs.pass_through);
}

using Solution = std::shared_ptr<const Result<TracedOrigins>>;

/// The last solutions: one solve answers for every country, so a panel that goes through all of them solves once a group. Safe
/// from any thread; a solution is immutable.
class SolutionCache {
public:
    Solution get(const BlockColumns& columns) {
        {
            const std::scoped_lock lock{mutex_};
            for (auto it = entries_.begin(); it != entries_.end(); ++it) {
                if (!columns.same_as(it->first)) continue;
                entries_.splice(entries_.begin(), entries_, it);
                return entries_.front().second;
            }
        }
        // Solved outside the lock: two threads may solve the same once, and both answers are right.
        Inputs inputs = columns.copy();
        auto solution = std::make_shared<const Result<TracedOrigins>>(solve(inputs));
        const std::scoped_lock lock{mutex_};
        entries_.emplace_front(std::move(inputs), solution);
        if (entries_.size() > kKept) entries_.pop_back();
        return solution;
    }

private:
    static constexpr std::size_t kKept = 24;  ///< ten groups before and after a scenario; about half a megabyte each
    std::mutex mutex_;
    std::list<std::pair<Inputs, Solution>> entries_;
};

Solution traced_for(const World& world, const metrics::TradeBlock& block, double pass_through) {
    static SolutionCache cache;
    return cache.get(BlockColumns{*world.dataset, block, pass_through});
}

/// Where the consumption of a subject comes from: rows of its members added up.
struct SubjectOrigins {
    std::vector<double> from_usd;  ///< by country, then the unknown source; members' own produce left in
    double domestic_usd = 0.0, foreign_usd = 0.0;
    [[nodiscard]] double unknown_usd() const { return from_usd.back(); }
};

SubjectOrigins origins_of(const Subject& subject, const TracedOrigins& traced) {
    SubjectOrigins sum;
    sum.from_usd.assign(traced.nodes + 1, 0.0);
    for (const Index member : subject.members) {
        for (std::size_t j = 0; j <= traced.nodes; ++j) sum.from_usd[j] += traced.at(member, j);
    }
    for (std::size_t j = 0; j <= traced.nodes; ++j) {
        (j < traced.nodes && subject.member[j] != 0 ? sum.domestic_usd : sum.foreign_usd) += sum.from_usd[j];
    }
    return sum;
}

double declared_share(const ImportBasis& basis, std::size_t country) {
    for (const metrics::SupplierShare& supplier : basis.shares.suppliers) {
        if (supplier.partner == country) return supplier.share;
    }
    return 0.0;
}

std::string assumption(double pass_through) {
    if (pass_through >= 1.0) {
        return "model, largest pass-through: exports leave in the same mix as supply, with the least production that trade allows; "
               "not the true origin";
    }
    if (pass_through <= 0.0) return "model without pass-through: every export is the exporter's own produce";
    return "model, " + value_text(pass_through, Unit::Share) +
           " of every country's exports leave in the mix of its supply; not the true origin";
}

class Pairs {
public:
    Pairs(const Ask& ask, const ImportBasis& basis, const SubjectOrigins& origins) : ask_{ask}, basis_{basis}, origins_{origins} {}

    void add(std::size_t country, std::vector<Figure>& figures) const {
        figures.push_back(declared(country));
        figures.push_back(traced(country));
    }
    [[nodiscard]] Figure part(std::string_view item, std::string name, double part_usd, double of_usd, std::string note) const {
        Figure figure = import_figure(ask_, basis_, item, std::move(name), Unit::Share);
        set_value(figure, part_usd / of_usd);
        figure.note = std::move(note);
        figure.why = explain(ask_, figure, usd(part_usd) + " / " + usd(of_usd) + " US$");
        return figure;
    }

private:
    static std::string usd(double value) { return grouped(static_cast<std::int64_t>(value + 0.5)); }

    [[nodiscard]] Figure declared(std::size_t country) const {
        Figure figure = import_figure(ask_, basis_, "declared_share", "Declared origin", Unit::Share);
        set_partner(ask_, figure, static_cast<Index>(country));
        const metrics::PartnerShare known = metrics::share_of(basis_.shares, kNone, static_cast<Index>(country));
        if (known.kind == metrics::PartnerShare::Kind::BelowList) {
            figure.state = FigureState::NotAvailable;
            figure.high = known.at_most;
            figure.note = "below the top ten, not zero";
            return figure;
        }
        set_value(figure, declared_share(basis_, country));
        if (const auto why =
                explain(ask_, figure, "imports declared from it / all imports" + std::string{basis_.bloc ? " from outside" : ""})) {
            why->data = basis_text(ask_, basis_);
            add_import_rows(ask_, basis_, static_cast<Index>(country), *why);
            figure.why = why;
        }
        return figure;
    }
    [[nodiscard]] Figure traced(std::size_t country) const {
        Figure figure = part("traced_share", "Traced origin (model)", origins_.from_usd[country], origins_.foreign_usd,
                             assumption(ask_.question.pass_through));
        set_partner(ask_, figure, static_cast<Index>(country));
        if (figure.why) {
            auto why = std::make_shared<Explanation>(*figure.why);
            why->formula =
                "made in " + figure.partner + " and consumed here / all that is consumed here and made elsewhere = " + why->formula;
            add_import_rows(ask_, basis_, static_cast<Index>(country), *why);
            figure.why = why;
        }
        return figure;
    }

    const Ask& ask_;
    const ImportBasis& basis_;
    const SubjectOrigins& origins_;
};

/// Below this an origin is noise of the model, not a row of a table.
constexpr double kLeastTraced = 0.0005;

/// Foreign origins, the largest traced part first; ties by ISO code.
std::vector<std::size_t> ranked(const Subject& subject, const ImportBasis& basis, const SubjectOrigins& origins) {
    std::vector<std::size_t> countries;
    for (std::size_t j = 0; j + 1 < origins.from_usd.size(); ++j) {
        if (subject.member[j] != 0) continue;
        if (origins.from_usd[j] >= kLeastTraced * origins.foreign_usd || declared_share(basis, j) > 0.0) countries.push_back(j);
    }
    std::stable_sort(countries.begin(), countries.end(),
                     [&](std::size_t a, std::size_t b) { return origins.from_usd[a] > origins.from_usd[b]; });
    return countries;
}

Figure no_traced(const Ask& ask, const ImportBasis& basis, std::string reason) {
    Figure figure = import_figure(ask, basis, "traced_share", "Traced origin (model)", Unit::Share);
    if (!reason.empty()) {
        figure.state = FigureState::NotAvailable;
        figure.note = std::move(reason);
    }
    return figure;
}

}  // namespace

std::vector<Figure> origin_figures(const Ask& ask) {
    const ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    if (!basis.ok()) return {no_traced(ask, basis, {})};
    const Solution solution = traced_for(ask.world, *basis.block, ask.question.pass_through);
    if (!*solution) return {no_traced(ask, basis, solution->error().message)};
    const SubjectOrigins origins = origins_of(ask.subject, **solution);
    if (!(origins.foreign_usd > 0.0)) return {no_traced(ask, basis, "everything that is imported leaves again in this model")};

    const Pairs pairs{ask, basis, origins};
    const std::vector<std::size_t> countries = ranked(ask.subject, basis, origins);
    std::vector<Figure> figures;
    if (ask.detail == Detail::Headline) {
        // The declared top supplier, and the traced one where it is another: the two that a talk compares.
        const std::size_t top =
            basis.shares.suppliers.empty() ? countries.empty() ? 0 : countries.front() : basis.shares.suppliers.front().partner;
        if (!countries.empty()) pairs.add(top, figures);
        if (!countries.empty() && countries.front() != top) pairs.add(countries.front(), figures);
    } else {
        for (const std::size_t country : countries) pairs.add(country, figures);
    }
    figures.push_back(pairs.part("unknown_origin", "Unknown origin (model)", origins.unknown_usd(), origins.foreign_usd,
                                 "what no list names, passed on with the rest"));
    if (ask.detail != Detail::Headline) {
        figures.push_back(pairs.part("own_production", "Own produce in consumption (model)", origins.domestic_usd,
                                     origins.domestic_usd + origins.foreign_usd,
                                     "the least that trade allows: production is in no table, so it is no measure of self-supply"));
    }
    return figures;
}

OriginPaths origin_paths(const World& world, const Subject& subject, const Question& question) {
    const ImportBasis basis = import_basis(world, subject, question.group, question.year);
    OriginPaths result{.reason = basis.reason, .group = question.group, .pass_through = std::clamp(question.pass_through, 0.0, 1.0), .source = basis.credit, .assumption = assumption(question.pass_through), .paths = {}};
    result.state = basis.state;
    if (!basis.ok()) return result;
    result.year = basis.block->year;
    result.carried = result.year < question.year;
    const Solution solution = traced_for(world, *basis.block, question.pass_through);
    if (!*solution) {
        result.state = FigureState::NotAvailable;
        result.reason = solution->error().message;
        return result;
    }
    const TracedOrigins& traced = **solution;
    for (const metrics::SupplierShare& supplier : basis.shares.suppliers) {
        double known = 0.0;
        const auto value = static_cast<double>(supplier.value_usd);
        for (std::size_t producer = 0; producer < traced.nodes; ++producer) {
            const double usd = value * traced.in_exports(supplier.partner, producer);
            if (!(usd > 0.5)) continue;  // below a dollar: noise of the solution
            known += usd;
            result.paths.push_back({static_cast<Index>(producer), supplier.partner, usd});
        }
        if (value - known > 0.5) result.paths.push_back({kNone, supplier.partner, value - known});
    }
    if (basis.shares.unallocated_usd > 0) result.paths.push_back({kNone, kNone, static_cast<double>(basis.shares.unallocated_usd)});
    result.imports_usd = static_cast<double>(basis.shares.denominator_usd);
    return result;
}

}  // namespace linchpin::report
