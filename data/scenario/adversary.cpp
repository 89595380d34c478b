#include "data/scenario/adversary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "data/core/nearest.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/outage.h"
#include "data/metrics/sovereignty.h"
#include "data/report/figure_build.h"
#include "data/report/trade_basis.h"
#include "data/scenario/lookup.h"
#include "data/scenario/worst_cover.h"

namespace linchpin::scenario {
namespace {

constexpr std::array<HurtInfo, 6> kHurts{{
    {Hurt::Capacity, "capacity", "Cable capacity lost", "M13", "Tbit/s",
     "Known design capacity of the international systems that land there: the part that is lost, 1 - retained capacity (M13)."},
    {Hurt::Systems, "systems", "Cable systems lost", "M13", "systems",
     "Number of international systems that land there, of unknown capacity too: the part that is lost."},
    {Hurt::Shortfall, "shortfall", "Supply that stays missing", "M09", "US$",
     "Imports of the product group that stay missing when the suppliers stop and the others stretch within their caps (M09)."},
    {Hurt::Power, "power", "Data centre power lost", "M11", "MW",
     "Published current power of the data centres there: the part run by those who leave (M11 by power)."},
    {Hurt::Sites, "sites", "Data centres lost", "M11", "sites",
     "Number of data centres there, cloud regions left out: the part run by those who leave (M11 by count)."},
    {Hurt::Regions, "regions", "Cloud regions lost", "M11", "regions",
     "Number of cloud regions there: the part run by those who leave (M11 by count of regions)."},
}};

/// What is searched: whole numbers, so that sums are exact.
struct Problem {
    std::vector<std::int64_t> weights;
    std::vector<Losable> candidates;
    std::vector<std::string> ids, names;                          // of the candidates
    std::vector<std::vector<Index>> sites;                        // of an operator: what it runs there
    double unit = 1.0;                                            // of one whole number, in the unit of the hurt
    double total = 0.0, coverage = 0.0;
    std::function<double(std::int64_t)> share;                    // of the total, by weight lost
    std::string when, note;
};

double part(std::int64_t lost, std::int64_t all) { return all > 0 ? static_cast<double>(lost) / static_cast<double>(all) : 0.0; }

/// All that can be lost is the sum of the weights.
void share_of_sum(Problem& problem) {
    const std::int64_t all = std::accumulate(problem.weights.begin(), problem.weights.end(), std::int64_t{0});
    problem.total = static_cast<double>(all) * problem.unit;
    problem.share = [all](std::int64_t lost) { return part(lost, all); };
}

void add_candidate(Problem& problem, std::string id, std::string name, std::vector<std::uint32_t> items) {
    problem.candidates.push_back({std::move(items)});
    problem.ids.push_back(std::move(id));
    problem.names.push_back(std::move(name));
}

// --- Cables and chokepoints ---

constexpr double kTbps = 1e-6;  ///< 1 Mbit/s: no published capacity is finer

Problem cable_problem(const report::World& world, const report::Subject& subject, const report::Question& question,
                      const AdversaryQuestion& asked) {
    const Dataset& data = *world.dataset;
    // As before the scenario, an imputed capacity is the median of what is in service without it.
    const auto systems = metrics::international_systems(data, question.date, question.impute_capacity, question.with_plans);
    const auto landed = metrics::landed_systems(data, systems, subject.member);
    Problem problem;
    problem.when = report::as_of_text(world, question);
    problem.unit = asked.hurt == Hurt::Capacity ? kTbps : 1.0;
    std::size_t known = 0;
    std::map<Index, std::vector<std::uint32_t>> through;  // by chokepoint
    for (const metrics::LandedSystem& system : landed) {
        if (system.capacity_tbps) ++known;
        if (asked.hurt == Hurt::Capacity && !system.capacity_tbps) continue;
        const auto item = static_cast<std::uint32_t>(problem.weights.size());
        problem.weights.push_back(asked.hurt == Hurt::Capacity ? std::llround(*system.capacity_tbps / kTbps) : 1);
        const Cable& cable = data.cables[system.cable];
        if (asked.kind == AdversaryKind::Cables) add_candidate(problem, cable.id, cable.name, {item});
        if (cable.status != CableStatus::Active) continue;  // a plan does not lie in the strait yet
        for (const Index corridor : system.corridors) through[corridor].push_back(item);
    }
    if (asked.kind == AdversaryKind::Chokepoints)
        for (auto& [chokepoint, items] : through)
            add_candidate(problem, data.chokepoints[chokepoint].id, data.chokepoints[chokepoint].name, std::move(items));
    share_of_sum(problem);
    const bool all_count = asked.hurt == Hurt::Systems;
    problem.coverage = landed.empty() ? 0.0 : all_count ? 1.0 : static_cast<double>(known) / static_cast<double>(landed.size());
    if (landed.empty()) problem.note = "no international cable system in service lands there";
    else if (problem.weights.empty()) problem.note = "the capacity of no system that lands there is published";
    else if (problem.candidates.empty()) problem.note = "no system that lands there passes a chokepoint of the pack";
    else if (!all_count) problem.note = fmt::format("design capacity, known for {} of {} systems", known, landed.size());
    return problem;
}

// --- Suppliers ---

Problem supplier_problem(const report::World& world, const report::Subject& subject, const report::Question& question) {
    const Dataset& data = *world.dataset;
    const report::ImportBasis basis = report::import_basis(world, subject, question.group, question.year);
    Problem problem;
    problem.note = basis.reason;
    if (!basis.ok()) return problem;
    std::vector<metrics::OutageSupplier> all;
    std::int64_t named = 0;
    for (const metrics::SupplierShare& supplier : basis.shares.suppliers) {
        const Country& country = data.countries[supplier.partner];
        add_candidate(problem, country.code.str(), country.name, {static_cast<std::uint32_t>(problem.weights.size())});
        problem.weights.push_back(supplier.value_usd);
        named += supplier.value_usd;
    }
    // M09 with several struck. Its shortfall max(0, d S - g (N - S)) / T grows with S, the imports from those struck, N being all
    // that is named: the worst set is the one with the largest S.
    const std::int64_t unallocated = basis.shares.unallocated_usd;
    problem.share = [=, d = question.outage_fraction, g = question.grow_foreign](std::int64_t struck) {
        const metrics::OutageSupplier parts[] = {{0, struck, d, g}, {0, named - struck, 0.0, g}, {kOtherPartner, unallocated, 0.0, 0.0}};
        const auto result = metrics::supplier_outage({parts, std::nullopt, std::nullopt, 0.0});
        return result && d > 0.0 ? result->shortfall : 0.0;
    };
    problem.total = static_cast<double>(named + unallocated);
    problem.coverage = basis.coverage.value_or(part(named, named + unallocated));
    problem.when = std::to_string(basis.block->year);
    if (basis.block->year != question.year) problem.when += fmt::format(", carried to {}", question.year);
    if (problem.candidates.empty()) problem.note = "no origin from outside is named";
    else problem.note = fmt::format("scenario assumption: {} of each supplier lost, others may add {}; imports only, production is not known",
                                    report::value_text(question.outage_fraction, report::Unit::Share),
                                    report::value_text(question.grow_foreign, report::Unit::Share));
    return problem;
}

// --- Operators ---

constexpr double kMw = 1e-6;  ///< 1 W

metrics::SiteMeasure measure_of(Hurt hurt) {
    if (hurt == Hurt::Regions) return metrics::SiteMeasure::CloudRegions;
    return hurt == Hurt::Sites ? metrics::SiteMeasure::Sites : metrics::SiteMeasure::PowerMw;
}

/// Who goes. Empty when nobody known runs the site, or when it would stay.
struct Runner {
    std::string id, name;
};
Runner who_runs(const Dataset& data, const Site& site, AdversaryKind kind) {
    if (kind == AdversaryKind::Operators) {
        // Some small operators have no id in the pack; their published name tells them apart as well.
        if (site.operator_index == kNone) return {site.operator_name, site.operator_name};
        return {data.operators[site.operator_index].id, data.operators[site.operator_index].name};
    }
    if (site.operator_hq == kNone || site.operator_hq == site.country) return {};  // nobody withdraws from home
    return {data.countries[site.operator_hq].code.str(), data.countries[site.operator_hq].name};
}
bool runner_known(const Site& site, AdversaryKind kind) {
    return kind == AdversaryKind::Operators ? site.operator_index != kNone || !site.operator_name.empty() : site.operator_hq != kNone;
}

Problem operator_problem(const report::World& world, const report::Subject& subject, const report::Question& question,
                         const AdversaryQuestion& asked) {
    const Dataset& data = *world.dataset;
    Problem problem;
    problem.when = report::as_of_text(world, question);
    problem.unit = asked.hurt == Hurt::Power ? kMw : 1.0;
    struct Run {
        std::string name;
        std::vector<std::uint32_t> items;
        std::vector<Index> sites;
    };
    std::map<std::string, Run> by_runner;
    std::int64_t all = 0, known = 0;
    for (const metrics::WeightedSite& weighted : metrics::weighted_sites(data, measure_of(asked.hurt), question.date, question.with_plans)) {
        const Site& site = data.sites[weighted.site];
        if (site.country >= subject.member.size() || subject.member[site.country] == 0) continue;
        const auto item = static_cast<std::uint32_t>(problem.weights.size());
        problem.weights.push_back(std::llround(weighted.weight / problem.unit));
        all += problem.weights.back();
        if (runner_known(site, asked.kind)) known += problem.weights.back();
        const Runner runner = who_runs(data, site, asked.kind);
        if (runner.id.empty()) continue;
        Run& run = by_runner[runner.id];
        run.name = runner.name;
        run.items.push_back(item);
        run.sites.push_back(weighted.site);
    }
    for (auto& [id, run] : by_runner) {
        add_candidate(problem, id, run.name, std::move(run.items));
        problem.sites.push_back(std::move(run.sites));
    }
    share_of_sum(problem);
    problem.coverage = part(known, all);
    if (problem.weights.empty()) problem.note = asked.hurt == Hurt::Power ? "no current power of a data centre there is published" : "no such site there is in this data set";
    else if (problem.candidates.empty())
        problem.note = asked.kind == AdversaryKind::Operators ? "no operator of a site there is known" : "no site there is known to be run from abroad";
    return problem;
}

// --- Events ---

/// One target a scenario can name, or each member for a set that has no id in it.
std::vector<std::string> targets_of(const Dataset& data, const report::Subject& subject) {
    if (subject.kind == report::SubjectKind::Country || subject.kind == report::SubjectKind::Bloc) return {subject.id};
    std::vector<std::string> targets;
    for (const Index member : subject.members) targets.push_back(data.countries[member].code.str());
    return targets;
}

std::vector<Event> events_of(const Dataset& data, const report::Subject& subject, const report::Question& question, AdversaryKind kind,
                             const std::string& id, std::span<const Index> sites) {
    Event event;
    std::vector<Event> events;
    const auto for_targets = [&] {
        for (const std::string& target : targets_of(data, subject)) {
            if (target == id) continue;  // nobody withdraws from home
            event.target = target;
            events.push_back(event);
        }
    };
    switch (kind) {
        case AdversaryKind::Cables:
        case AdversaryKind::Chokepoints:
            event.kind = kind == AdversaryKind::Cables ? EventKind::CableCut : EventKind::ChokepointClosed;
            event.object = id;
            events.push_back(event);
            break;
        case AdversaryKind::Suppliers:
            event.supplier = id;
            event.product_group = data.product_groups[question.group].id;
            event.fraction = question.outage_fraction;
            event.grow_foreign = question.grow_foreign;
            event.grow_domestic = question.grow_domestic;
            for_targets();
            break;
        case AdversaryKind::Nationalities:
            event.kind = EventKind::OperatorsWithdraw;
            event.nationality = id;
            for_targets();
            break;
        case AdversaryKind::Operators:
            event.kind = EventKind::SiteChanged;
            event.change = PlanChange::Cancelled;
            for (const Index site : sites) {
                event.object = data.sites[site].id;
                events.push_back(event);
            }
            break;
    }
    return events;
}

std::int64_t weight_without(const Problem& problem, std::span<const std::uint32_t> chosen, std::uint32_t left_out) {
    std::vector<std::uint8_t> gone(problem.weights.size(), 0);
    std::int64_t sum = 0;
    for (const std::uint32_t candidate : chosen) {
        if (candidate == left_out) continue;
        for (const std::uint32_t item : problem.candidates[candidate].items) {
            if (gone[item]++ == 0) sum += problem.weights[item];
        }
    }
    return sum;
}

AdversarySet set_of(const report::World& world, const report::Subject& subject, const report::Question& question, AdversaryKind kind,
                    const Problem& problem, const WorstCover& worst) {
    AdversarySet set;
    set.share = problem.share(worst.lost);
    set.lost = set.share * problem.total;
    set.left = problem.total - set.lost;
    for (const std::uint32_t candidate : worst.chosen) {
        AdversaryMember member{problem.ids[candidate], problem.names[candidate], 0.0, 0.0};
        const std::uint32_t only[] = {candidate};
        member.alone = problem.share(weight_without(problem, only, kNone));
        member.added = set.share - problem.share(weight_without(problem, worst.chosen, candidate));
        set.members.push_back(std::move(member));
        const std::span<const Index> sites = problem.sites.empty() ? std::span<const Index>{} : problem.sites[candidate];
        for (Event& event : events_of(*world.base, subject, question, kind, problem.ids[candidate], sites)) set.events.push_back(std::move(event));
    }
    return set;
}

Problem problem_of(const report::World& world, const report::Subject& subject, const report::Question& question,
                   const AdversaryQuestion& asked) {
    switch (asked.kind) {
        case AdversaryKind::Cables:
        case AdversaryKind::Chokepoints:
            return cable_problem(world, subject, question, asked);
        case AdversaryKind::Suppliers:
            return supplier_problem(world, subject, question);
        case AdversaryKind::Operators:
        case AdversaryKind::Nationalities:
            break;
    }
    return operator_problem(world, subject, question, asked);
}

}  // namespace

const std::array<AdversaryKindInfo, 5>& adversary_kinds() {
    static const std::array<AdversaryKindInfo, 5> kinds{{
        {AdversaryKind::Cables, "cables", "Cables", {Hurt::Capacity, Hurt::Systems}},
        {AdversaryKind::Chokepoints, "chokepoints", "Chokepoints", {Hurt::Capacity, Hurt::Systems}},
        {AdversaryKind::Suppliers, "suppliers", "Supplier countries", {Hurt::Shortfall}},
        {AdversaryKind::Operators, "operators", "Operators", {Hurt::Power, Hurt::Sites, Hurt::Regions}},
        {AdversaryKind::Nationalities, "nationalities", "Operators by nationality", {Hurt::Power, Hurt::Sites, Hurt::Regions}},
    }};
    return kinds;
}

const AdversaryKindInfo& info_of(AdversaryKind kind) { return adversary_kinds()[static_cast<std::size_t>(kind)]; }
const HurtInfo& info_of(Hurt hurt) noexcept { return kHurts[static_cast<std::size_t>(hurt)]; }

Result<AdversaryKind> adversary_kind(std::string_view id) {
    std::vector<std::string> known;
    for (const AdversaryKindInfo& info : adversary_kinds()) {
        if (info.id == id) return info.kind;
        known.emplace_back(info.id);
    }
    return Error{unknown_word("kind of loss", id, known)};
}

Result<Hurt> hurt_of(AdversaryKind kind, std::string_view id) {
    const AdversaryKindInfo& offered = info_of(kind);
    if (id.empty()) return offered.hurts.front();
    std::string list;
    for (const Hurt hurt : offered.hurts) {
        if (info_of(hurt).id == id) return hurt;
        list += (list.empty() ? "" : ", ") + std::string{info_of(hurt).id};
    }
    return Error{fmt::format("expected what {} can take away ({}), found \"{}\"", offered.id, list, id)};
}

AdversaryAnswer find_worst(const report::World& world, const report::Subject& subject, const report::Question& question,
                           const AdversaryQuestion& asked) {
    const Problem problem = problem_of(world, subject, question, asked);
    AdversaryAnswer answer;
    answer.question = asked;
    answer.candidates = problem.candidates.size();
    answer.total = problem.total;
    answer.coverage = problem.coverage;
    answer.when = problem.when;
    answer.note = problem.note;
    if (problem.candidates.empty()) return answer;
    for (const WorstCover& worst : worst_covers(problem.weights, problem.candidates, std::clamp<std::size_t>(asked.k, 1, kMostAdversary))) {
        AdversarySet set = set_of(world, subject, question, asked.kind, problem, worst);
        // Within the caps of M09 the others may make up for everything.
        if (set.share > 0.0) answer.sets.push_back(std::move(set));
    }
    if (answer.sets.empty()) answer.note += (answer.note.empty() ? "" : "; ") + std::string{"no such loss leaves anything missing"};
    return answer;
}

}  // namespace linchpin::scenario
