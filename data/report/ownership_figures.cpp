// M23: who controls a subject's companies, and who holds how much of them through all chains, from the user's shareholdings.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "data/metrics/concentration.h"
#include "data/metrics/ownership.h"
#include "data/report/input_parts.h"

namespace linchpin::report {
namespace {

using inputs::Kind;
using inputs::Shareholding;
using inputs::ShareholdingYear;
using metrics::Controller;

/// More companies above one would need a system of equations too large to solve while somebody waits.
constexpr std::size_t kMostAbove = 1000;

/// The holdings of each company, as positions in the table (which is sorted by company).
std::vector<std::vector<std::uint32_t>> holdings_by_company(const ShareholdingYear& table) {
    std::vector<std::vector<std::uint32_t>> of(table.companies.size());
    for (std::uint32_t i = 0; i < table.holdings.size(); ++i) of[table.holdings[i].company].push_back(i);
    return of;
}

/// What both rules say about one company.
struct Owned {
    std::uint32_t company = 0;
    bool too_large = false;
    Controller controller;                ///< `node` as a position in the table
    std::vector<std::uint32_t> chain;     ///< holdings that the control follows
    std::map<Index, double> by_country;  ///< proportional, over ultimate holders of known country
    std::vector<std::pair<std::uint32_t, double>> holders;  ///< ultimate ones, largest first
    double unknown = 0.0;                 ///< undocumented remainders, circles, holders without a country
    std::vector<std::uint32_t> used;      ///< every holding above the company
    std::optional<Index> control_country; ///< empty: joint, circular, or not known
};

/// Everything above one company, numbered from 0.
struct Above {
    std::vector<std::uint32_t> companies;
    std::vector<metrics::Holding> holdings;
    std::vector<std::uint32_t> used;
};
Above above(const ShareholdingYear& table, const std::vector<std::vector<std::uint32_t>>& of, std::uint32_t start) {
    Above all;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers{{start, 0}};
    all.companies.push_back(start);
    for (std::uint32_t done = 0; done < all.companies.size() && all.companies.size() <= kMostAbove; ++done) {
        for (const std::uint32_t position : of[all.companies[done]]) {
            const Shareholding& holding = table.holdings[position];
            const auto [at, fresh] = numbers.try_emplace(holding.holder, static_cast<std::uint32_t>(all.companies.size()));
            if (fresh) all.companies.push_back(holding.holder);
            all.holdings.push_back({done, at->second, holding.share});
            all.used.push_back(position);
        }
    }
    return all;
}

/// The holdings of more than half that lead from the start to where the control stops.
std::vector<std::uint32_t> control_chain(const Above& all, std::uint32_t stop) {
    std::vector<std::uint32_t> chain;
    std::vector<std::uint8_t> seen(all.companies.size(), 0);
    for (std::uint32_t node = 0; !seen[node];) {
        seen[node] = 1;
        if (node == stop && !chain.empty()) break;
        const auto next = std::find_if(all.holdings.begin(), all.holdings.end(), [&](const metrics::Holding& h) { return h.held == node && metrics::exceeds(h.share, 0.5); });
        if (next == all.holdings.end()) break;
        chain.push_back(all.used[static_cast<std::size_t>(next - all.holdings.begin())]);
        node = next->holder;
    }
    return chain;
}

Owned owned(const ShareholdingYear& table, const std::vector<std::vector<std::uint32_t>>& of, std::uint32_t company) {
    Owned result;
    result.company = company;
    const Above all = above(table, of, company);
    const auto nodes = static_cast<std::uint32_t>(all.companies.size());
    result.used = all.used;
    result.unknown = 1.0;
    result.too_large = nodes > kMostAbove;
    if (result.too_large) return result;
    const auto control = metrics::controller_of(all.holdings, nodes, 0);
    const auto holders = metrics::ultimate_holders(all.holdings, nodes, 0);
    if (!control || !holders) return result;  // every share was checked while reading
    result.controller = *control;
    result.controller.node = all.companies[control->node];
    result.chain = control_chain(all, control->node);
    const Index nation = table.companies[result.controller.node].country;
    if (control->kind == Controller::Kind::Owner && nation != kNone) result.control_country = nation;
    result.unknown = holders->unknown;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        const double weight = holders->weight[i];
        if (!(weight > 0.0)) continue;
        const Index country = table.companies[all.companies[i]].country;
        if (country == kNone) result.unknown += weight;
        else result.by_country[country] += weight;
        result.holders.emplace_back(all.companies[i], weight);
    }
    std::stable_sort(result.holders.begin(), result.holders.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return result;
}

bool is_member(const Ask& ask, Index country) { return country < ask.subject.member.size() && ask.subject.member[country] != 0; }

double foreign_part(const Ask& ask, const Owned& one) {
    double sum = 0.0;
    for (const auto& [country, weight] : one.by_country) sum += is_member(ask, country) ? 0.0 : weight;
    return sum;
}
double known_part(const Owned& one) {
    double sum = 0.0;
    for (const auto& [country, weight] : one.by_country) sum += weight;
    return sum;
}

std::string company_name(const Ask& ask, const ShareholdingYear& table, std::uint32_t company) {
    const inputs::Company& record = table.companies[company];
    return record.country == kNone ? record.name + " (country not given)" : fmt::format("{} ({})", record.name, ask.world.dataset->countries[record.country].code.str());
}

/// "A, held 60 % by B, held 51 % by C (USA)".
std::string chain_text(const Ask& ask, const ShareholdingYear& table, const Owned& one) {
    if (one.too_large) return fmt::format("more than {} companies stand above it", kMostAbove);
    std::string text = table.companies[one.company].name;
    for (const std::uint32_t position : one.chain) text += fmt::format(", held {} by {}", value_text(table.holdings[position].share, Unit::Share), table.companies[table.holdings[position].holder].name);
    switch (one.controller.kind) {
        case Controller::Kind::Owner: return text + fmt::format("; nobody holds more than half of {}", company_name(ask, table, one.controller.node));
        case Controller::Kind::Joint: return text + fmt::format("; {} is held half and half: joint", table.companies[one.controller.node].name);
        case Controller::Kind::Circular: return text + ": circular";
    }
    return text;
}

std::vector<inputs::Origin> origins_of(const ShareholdingYear& table, const std::vector<Owned>& all) {
    std::vector<inputs::Origin> origins;
    for (const Owned& one : all)
        for (const std::uint32_t position : one.used) origins.push_back(table.holdings[position].origin);
    return origins;
}

void add_rows(const Ask& ask, const ShareholdingYear& table, const std::vector<Owned>& all, Explanation& why) {
    std::vector<std::uint32_t> used;
    for (const Owned& one : all) used.insert(used.end(), one.used.begin(), one.used.end());
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (const std::uint32_t position : used) {
        const Shareholding& holding = table.holdings[position];
        add_row(why, input_ref(*ask.world.inputs, Kind::Shareholdings, holding.origin,
                               fmt::format("{} is held by {} {}: {}", table.companies[holding.company].name, company_name(ask, table, holding.holder), table.year,
                                           value_text(holding.share, Unit::Share))));
    }
}

/// What each kind of figure needs.
struct Owning {
    const Ask& ask;
    const ShareholdingYear& table;
    std::vector<Owned> all;
    [[nodiscard]] double companies() const { return static_cast<double>(all.size()); }
    [[nodiscard]] Figure figure(std::string_view item, std::string name, Unit unit, const std::vector<Owned>& about) const {
        Figure figure = new_figure(ask, item, std::move(name), unit);
        set_table_year(ask, figure, table.year);
        figure.source = input_credit(*ask.world.inputs, Kind::Shareholdings, origins_of(table, about));
        return figure;
    }
};

/// Sets value, interval and coverage of a share with an unknown part.
void set_known_share(Figure& figure, double foreign, double known, double all, std::string none) {
    const double unknown = std::max(0.0, all - known);
    figure.coverage = std::clamp(known / all, 0.0, 1.0);
    if (known > 0.0) {
        set_value(figure, std::clamp(foreign / known, 0.0, 1.0));
    } else {
        figure.state = FigureState::NoData;
        figure.note = std::move(none);
    }
    if (unknown <= 1e-12 * all) return;
    figure.low = std::clamp(foreign / all, 0.0, 1.0);
    figure.high = std::clamp((foreign + unknown) / all, 0.0, 1.0);
}

Figure control_figure(const Owning& in) {
    double known = 0.0, foreign = 0.0;
    std::size_t joint = 0, circular = 0;
    for (const Owned& one : in.all) {
        if (one.control_country) {
            known += 1.0;
            foreign += is_member(in.ask, *one.control_country) ? 0.0 : 1.0;
        } else if (!one.too_large) {
            joint += one.controller.kind == Controller::Kind::Joint ? 1 : 0;
            circular += one.controller.kind == Controller::Kind::Circular ? 1 : 0;
        }
    }
    Figure figure = in.figure("foreign_controlled", "Companies controlled from abroad", Unit::Share, in.all);
    set_known_share(figure, foreign, known, in.companies(), "no company's controller has a country");
    std::string note = fmt::format("{} of {} companies", part_text(foreign), part_text(known));
    if (joint > 0) note += fmt::format("; {} held half and half", joint);
    if (circular > 0) note += fmt::format("; {} controlled in a circle", circular);
    figure.note += (figure.note.empty() ? "" : "; ") + note;
    if (auto why = explain(in.ask, figure, fmt::format("companies whose chain of holdings above one half ends abroad / companies where it ends in a known country = {} / {}", part_text(foreign), part_text(known)))) {
        for (const Owned& one : in.all) {
            if (why->parts.size() >= kListedRows) break;
            Explanation part;
            part.title = in.table.companies[one.company].name;
            part.formula = chain_text(in.ask, in.table, one);
            part.value = one.control_country ? in.ask.world.dataset->countries[*one.control_country].code.str() : "not one country";
            why->parts.push_back(std::move(part));
        }
        add_rows(in.ask, in.table, in.all, *why);
        figure.why = std::move(why);
    }
    return figure;
}

/// "Holder (USA) 0.6 + Holder (GBR) 0.3".
std::string holders_text(const Owning& in, const Owned& one) {
    std::vector<std::string> terms;
    for (const auto& [holder, weight] : one.holders) terms.push_back(fmt::format("{} {}", company_name(in.ask, in.table, holder), part_text(weight)));
    return sum_text(terms);
}

Figure owned_figure(const Owning& in, const std::vector<Owned>& about, std::string_view item, std::string name) {
    double foreign = 0.0, known = 0.0;
    for (const Owned& one : about) {
        foreign += foreign_part(in.ask, one);
        known += known_part(one);
    }
    Figure figure = in.figure(item, std::move(name), Unit::Share, about);
    set_known_share(figure, foreign, known, static_cast<double>(about.size()), "no ultimate holder has a country");
    const std::string formula = fmt::format("weight of ultimate holders abroad / weight of those of known country = {} / {}", part_text(foreign), part_text(known));
    if (auto why = explain(in.ask, figure, formula)) {
        for (const Owned& one : about) {
            if (why->parts.size() >= kListedRows) break;
            Explanation part;
            part.title = in.table.companies[one.company].name;
            part.formula = fmt::format("{}; unknown {}", holders_text(in, one), part_text(one.unknown));
            part.value = fmt::format("{} abroad", part_text(foreign_part(in.ask, one)));
            why->parts.push_back(std::move(part));
        }
        add_rows(in.ask, in.table, about, *why);
        figure.why = std::move(why);
    }
    return figure;
}

void add_countries(const Owning& in, std::vector<Figure>& figures) {
    std::map<Index, double> by_country;
    double known = 0.0;
    for (const Owned& one : in.all) {
        known += known_part(one);
        for (const auto& [country, weight] : one.by_country) by_country[country] += weight;
    }
    std::vector<std::pair<Index, double>> order{by_country.begin(), by_country.end()};
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [country, weight] : order) {
        Figure figure = in.figure("owner_share", "Held by ultimate owners in", Unit::Share, in.all);
        set_value(figure, std::min(1.0, weight / in.companies()));
        figure.coverage = std::clamp(known / in.companies(), 0.0, 1.0);
        figure.partner = in.ask.world.dataset->countries[country].code.str();
        figure.partner_name = country_label(*in.ask.world.dataset, country);
        if (auto why = explain(in.ask, figure, fmt::format("sum of the weights of its ultimate holders / companies = {} / {}", part_text(weight), part_text(in.companies())))) {
            add_rows(in.ask, in.table, in.all, *why);
            figure.why = std::move(why);
        }
        figures.push_back(std::move(figure));
    }
}

void add_companies(const Owning& in, std::vector<Figure>& figures) {
    for (const Owned& one : in.all) {
        const std::string& name = in.table.companies[one.company].name;
        Figure control = in.figure("controller", "Controller of", Unit::Class, {one});
        control.partner = control.partner_name = name;
        control.state = one.too_large ? FigureState::NotAvailable : FigureState::Value;
        if (!one.too_large) {
            control.text = one.controller.kind == Controller::Kind::Joint      ? "joint"
                           : one.controller.kind == Controller::Kind::Circular ? "circular"
                                                                               : company_name(in.ask, in.table, one.controller.node);
        }
        control.note = chain_text(in.ask, in.table, one);
        if (auto why = explain(in.ask, control, chain_text(in.ask, in.table, one))) {
            add_rows(in.ask, in.table, {one}, *why);
            control.why = std::move(why);
        }
        figures.push_back(std::move(control));
        Figure part = owned_figure(in, {one}, "company_foreign_owned", "Held from abroad");
        part.partner = part.partner_name = name;
        figures.push_back(std::move(part));
    }
}

}  // namespace

std::vector<Figure> ownership_figures(const Ask& ask, const ShareholdingYear& table) {
    const auto of = holdings_by_company(table);
    Owning in{ask, table, {}};
    for (std::uint32_t company = 0; company < table.companies.size(); ++company)
        if (!of[company].empty() && is_member(ask, table.companies[company].country)) in.all.push_back(owned(table, of, company));
    if (in.all.empty()) {
        Figure none = input_gap(ask, "foreign_controlled", "Companies controlled from abroad", Unit::Share, FigureState::NoData,
                                fmt::format("shareholdings.csv has no company with company_country in {} in {}", ask.subject.name, table.year));
        set_table_year(ask, none, table.year);
        return {std::move(none)};
    }
    std::vector<Figure> figures{control_figure(in), owned_figure(in, in.all, "foreign_owned", "Held from abroad, through all chains")};
    Figure count = in.figure("companies", "Companies with known holders", Unit::Number, in.all);
    set_value(count, in.companies());
    count.why = explain(ask, count, "companies of the subject that somebody holds in the table");
    figures.push_back(std::move(count));
    if (ask.detail == Detail::Headline) return figures;
    add_countries(in, figures);
    add_companies(in, figures);
    return figures;
}

}  // namespace linchpin::report
