// M07: where the value of a subject's output is added, from the user's input-output table.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "data/report/input_parts.h"

namespace linchpin::report {
namespace {

using inputs::InputOutputYear;
using inputs::Kind;

/// The subject's industries and what part each has in the subject's output.
struct Basket {
    std::vector<std::uint32_t> industries;
    std::vector<double> weight;  ///< sums to 1; empty when outputs are missing
};

bool is_member(const Ask& ask, Index country) { return country < ask.subject.member.size() && ask.subject.member[country] != 0; }

Basket basket_of(const Ask& ask, const InputOutputYear& table) {
    Basket basket;
    double sum = 0.0;
    bool all = true;
    for (std::uint32_t i = 0; i < table.industries.size(); ++i) {
        if (!is_member(ask, table.industries[i].country)) continue;
        basket.industries.push_back(i);
        all = all && table.industries[i].output.has_value();
        sum += table.industries[i].output.value_or(0.0);
    }
    // A single industry of a table of coefficients needs no output: there is nothing to weigh it against.
    if (basket.industries.size() == 1 && table.coefficients) basket.weight = {1.0};
    else if (all && sum > 0.0)
        for (const std::uint32_t i : basket.industries) basket.weight.push_back(*table.industries[i].output / sum);
    return basket;
}

std::string industry_name(const Ask& ask, const InputOutputYear& table, std::uint32_t i) {
    return fmt::format("{} {}", code_or_rest(*ask.world.dataset, table.industries[i].country), table.industries[i].sector);
}

/// Part of the basket's value that industry i adds.
double added_by(const InputOutputYear& table, const Basket& basket, std::size_t i) {
    double sum = 0.0;
    for (std::size_t k = 0; k < basket.industries.size(); ++k) sum += basket.weight[k] * table.value_added.at(i, basket.industries[k]);
    return sum;
}

struct OriginPart {
    Index country = kNone;
    double share = 0.0;
};
/// Foreign countries by the value that they add, largest first.
std::vector<OriginPart> origins_of(const Ask& ask, const InputOutputYear& table, const Basket& basket) {
    std::map<Index, double> by_country;
    for (std::size_t i = 0; i < table.industries.size(); ++i) {
        const Index country = table.industries[i].country;
        if (!is_member(ask, country)) by_country[country] += added_by(table, basket, i);
    }
    std::vector<OriginPart> origins;
    for (const auto& [country, share] : by_country)
        if (share > 0.0) origins.push_back({country, share});
    std::stable_sort(origins.begin(), origins.end(), [](const OriginPart& a, const OriginPart& b) { return a.share > b.share; });
    return origins;
}

double face_value(const Ask& ask, const InputOutputYear& table, const Basket& basket) {
    double sum = 0.0;
    for (std::size_t i = 0; i < table.industries.size(); ++i) {
        if (is_member(ask, table.industries[i].country)) continue;
        for (std::size_t k = 0; k < basket.industries.size(); ++k) sum += basket.weight[k] * table.a(i, basket.industries[k]);
    }
    return sum;
}

bool in_basket(const Basket& basket, std::uint32_t industry) { return std::binary_search(basket.industries.begin(), basket.industries.end(), industry); }

/// Deliveries to the basket and its outputs: what the figures start from.
std::vector<inputs::Origin> used_origins(const InputOutputYear& table, const Basket& basket) {
    std::vector<inputs::Origin> origins;
    for (const inputs::IoCell& cell : table.cells)
        if (in_basket(basket, cell.to)) origins.push_back(cell.origin);
    for (const std::uint32_t i : basket.industries)
        if (table.industries[i].origin.line != 0) origins.push_back(table.industries[i].origin);
    return origins;
}

void add_rows(const Ask& ask, const InputOutputYear& table, const Basket& basket, Explanation& why) {
    const inputs::UserInputs& all = *ask.world.inputs;
    for (const std::uint32_t i : basket.industries) {
        const inputs::Industry& industry = table.industries[i];
        if (industry.origin.line == 0) continue;
        add_row(why, input_ref(all, Kind::InputOutput, industry.origin, fmt::format("output of {} {}: {} {}", industry_name(ask, table, i), table.year, *industry.output, table.unit)));
    }
    // The inputs from abroad first: a long list must not end before them.
    for (const bool foreign : {true, false}) {
        for (const inputs::IoCell& cell : table.cells) {
            if (!in_basket(basket, cell.to) || is_member(ask, table.industries[cell.from].country) == foreign) continue;
            add_row(why, input_ref(all, Kind::InputOutput, cell.origin,
                                   fmt::format("{} to {} {}: {}{}", industry_name(ask, table, cell.from), industry_name(ask, table, cell.to), table.year, cell.value,
                                               table.coefficients ? " of its output" : " " + table.unit)));
        }
    }
}

/// "v_i B_ij" of every industry of one country, as a part of the tree.
Explanation origin_part(const Ask& ask, const InputOutputYear& table, const Basket& basket, const OriginPart& origin) {
    Explanation part;
    part.title = "Added in " + (origin.country == kNone ? "the rest of the world" : country_label(*ask.world.dataset, origin.country));
    std::vector<std::string> terms;
    for (std::uint32_t i = 0; i < table.industries.size(); ++i) {
        const double added = added_by(table, basket, i);
        if (table.industries[i].country != origin.country || !(added > 0.0)) continue;
        double spent = 0.0;
        for (std::size_t k = 0; k < table.industries.size(); ++k) spent += table.a(k, i);
        const double v = std::max(0.0, 1.0 - spent);
        terms.push_back(fmt::format("v({}) {} x B {}", table.industries[i].sector, part_text(v), part_text(v > 0.0 ? added / v : 0.0)));
    }
    part.formula = fmt::format("{} = {}", sum_text(terms), part_text(origin.share));
    part.value = value_text(origin.share, Unit::Share);
    return part;
}

Figure share_figure(const Ask& ask, const InputOutputYear& table, const Basket& basket, std::string_view item, std::string name, double value) {
    Figure figure = new_figure(ask, item, std::move(name), Unit::Share);
    set_value(figure, std::clamp(value, 0.0, 1.0));  // the ends are exact; what lies beyond is rounding of the inverse
    set_table_year(ask, figure, table.year);
    figure.source = input_credit(*ask.world.inputs, Kind::InputOutput, used_origins(table, basket));
    if (basket.industries.size() > 1) figure.note = fmt::format("{} industries, weighted by gross output", basket.industries.size());
    return figure;
}

void set_partner(const Ask& ask, Figure& figure, Index country) {
    figure.partner = country == kNone ? "OTH" : ask.world.dataset->countries[country].code.str();
    figure.partner_name = country == kNone ? "Rest of the world" : country_label(*ask.world.dataset, country);
}

std::vector<Figure> overall(const Ask& ask, const InputOutputYear& table, const Basket& basket) {
    const std::vector<OriginPart> origins = origins_of(ask, table, basket);
    double foreign = 0.0;
    std::vector<std::string> terms;
    for (const OriginPart& origin : origins) {
        foreign += origin.share;
        terms.push_back(fmt::format("{} ({})", part_text(origin.share), origin.country == kNone ? "OTH" : code_or_rest(*ask.world.dataset, origin.country)));
    }
    std::vector<Figure> figures;
    Figure whole = share_figure(ask, table, basket, "foreign_value_share", "Value added abroad", foreign);
    if (auto why = explain(ask, whole, fmt::format("sum of v_i B_ij over the industries abroad = {} = {}", sum_text(terms), part_text(*whole.value)))) {
        for (const OriginPart& origin : origins) why->parts.push_back(origin_part(ask, table, basket, origin));
        add_rows(ask, table, basket, *why);
        whole.why = std::move(why);
    }
    figures.push_back(std::move(whole));
    Figure face = share_figure(ask, table, basket, "foreign_input_share", "Spent directly on inputs from abroad", face_value(ask, table, basket));
    if (auto why = explain(ask, face, fmt::format("inputs from abroad / output = {}", part_text(*face.value)))) {
        add_rows(ask, table, basket, *why);
        face.why = std::move(why);
    }
    figures.push_back(std::move(face));
    for (std::size_t i = 0; i < origins.size() && (i == 0 || ask.detail != Detail::Headline); ++i) {
        for (const bool top : {true, false}) {
            if (top ? i != 0 : ask.detail == Detail::Headline) continue;
            Figure figure = share_figure(ask, table, basket, top ? "top_origin_share" : "origin_share", top ? "Value added in the largest foreign origin" : "Value added in", origins[i].share);
            set_partner(ask, figure, origins[i].country);
            if (auto why = explain(ask, figure, origin_part(ask, table, basket, origins[i]).formula)) {
                add_rows(ask, table, basket, *why);
                figure.why = std::move(why);
            }
            figures.push_back(std::move(figure));
        }
    }
    return figures;
}

void add_sectors(const Ask& ask, const InputOutputYear& table, const Basket& basket, std::vector<Figure>& figures) {
    for (const std::uint32_t industry : basket.industries) {
        const Basket one{{industry}, {1.0}};
        double foreign = 0.0;
        for (const OriginPart& origin : origins_of(ask, table, one)) foreign += origin.share;
        Figure figure = share_figure(ask, table, one, "sector_foreign_value_share", "Value added abroad, sector", foreign);
        figure.partner = fmt::format("{}/{}", code_or_rest(*ask.world.dataset, table.industries[industry].country), table.industries[industry].sector);
        figure.partner_name = ask.subject.single() ? table.industries[industry].sector : industry_name(ask, table, industry);
        if (table.industries[industry].output == 0.0) {
            figure.state = FigureState::NotAvailable;
            figure.value.reset();
            figure.note = "this industry has no output";
        }
        if (auto why = explain(ask, figure, fmt::format("sum of v_i B_ij over the industries abroad = {}", part_text(foreign)))) {
            add_rows(ask, table, one, *why);
            figure.why = std::move(why);
        }
        figures.push_back(std::move(figure));
    }
}

}  // namespace

std::vector<Figure> value_added_figures(const Ask& ask, const InputOutputYear& table) {
    const Basket basket = basket_of(ask, table);
    const auto gap = [&](FigureState state, std::string note) {
        Figure figure = input_gap(ask, "foreign_value_share", "Value added abroad", Unit::Share, state, std::move(note));
        set_table_year(ask, figure, table.year);
        return figure;
    };
    if (basket.industries.empty()) return {gap(FigureState::NoData, fmt::format("io_table.csv has no industry of {} in {}", ask.subject.name, table.year))};
    std::vector<Figure> figures;
    if (basket.weight.empty())
        figures.push_back(gap(FigureState::NotAvailable, fmt::format("{} industries cannot be weighed against each other without output rows for all of them", basket.industries.size())));
    else
        figures = overall(ask, table, basket);
    if (ask.detail != Detail::Headline) add_sectors(ask, table, basket, figures);
    return figures;
}

}  // namespace linchpin::report
