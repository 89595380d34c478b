// Country values from the table of sites. One family of sites at a time (M11): a cloud region and the campus that houses it would
// count twice. Cloud regions serve counts and nationalities, every other kind serves power.
#include <fmt/format.h>
#include <functional>
#include <string>

#include "data/query/choropleth.h"

namespace linchpin::query {
namespace {

constexpr std::string_view kRegionKind = "hyperscale_region";

enum class Family { CloudRegions, OtherSites };

/// What one country's sites of a family add up to.
struct CountrySites {
    std::size_t rows = 0;          ///< of any family and stage
    std::size_t other_family = 0;  ///< active rows of the other family, of the wanted nationality
    std::size_t planned = 0;       ///< rows of the family that do not operate yet
    std::size_t active = 0;        ///< operating, counted once
    std::size_t matching = 0;      ///< of them, of the wanted nationality
    std::size_t unknown = 0;       ///< of them, of unknown nationality
    std::size_t foreign = 0;       ///< of them, of another nationality than the country's
    std::size_t with_power = 0;    ///< of the matching ones
    double power_mw = 0.0;
};

struct SiteLayer {
    ChoroplethLayer layer;
    Family family = Family::CloudRegions;
    Index nationality = kNone;  ///< kNone = every operator
    std::vector<CountrySites> countries;
};

Family count_family(const ChoroplethInput& in) {
    return contains(in.filter.hidden_site_kinds, kRegionKind) ? Family::OtherSites : Family::CloudRegions;
}

/// Adds up every country. `by_filter`: leave out the nationalities that the filter hides (counts follow it, shares do not).
void tally(const ChoroplethInput& in, SiteLayer& out, bool by_filter) {
    const Dataset& dataset = in.dataset;
    const HiddenFlags kinds = hidden_keys(in.index.site_kinds, in.filter.hidden_site_kinds);
    HiddenFlags nationalities(dataset.countries.size() + 1, 0);
    if (by_filter) nationalities = hidden_countries(dataset, in.filter.hidden_site_nationalities);
    out.countries.assign(dataset.countries.size(), {});
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) {
        const Site& site = dataset.sites[i];
        if (site.country >= dataset.countries.size()) continue;
        CountrySites& sum = out.countries[site.country];
        ++sum.rows;
        const std::size_t hq = site.operator_hq < dataset.countries.size() ? site.operator_hq : dataset.countries.size();
        if (!site.count_in_totals || kinds[in.index.site_kind[i]] || nationalities[hq]) continue;
        const metrics::Presence state = presence(site, in.filter.date);
        if ((site.kind == kRegionKind) != (out.family == Family::CloudRegions)) {
            const bool counts =
                state == metrics::Presence::Active && (out.nationality == kNone || site.operator_hq == out.nationality);
            sum.other_family += counts ? 1 : 0;
            continue;
        }
        sum.planned += state == metrics::Presence::Expected ? 1 : 0;
        if (state != metrics::Presence::Active) continue;
        ++sum.active;
        const bool known = site.operator_hq != kNone;
        sum.unknown += known ? 0 : 1;
        sum.foreign += known && site.operator_hq != site.country ? 1 : 0;
        if (out.nationality != kNone && site.operator_hq != out.nationality) continue;
        ++sum.matching;
        if (const auto power = current_power_mw(site)) {
            ++sum.with_power;
            sum.power_mw += *power;
        }
    }
}

const char* family_noun(Family family) { return family == Family::CloudRegions ? "cloud regions" : "data-centre sites"; }

/// " run by operators of China" and " (of the kinds and operators shown)".
std::string qualifier(const ChoroplethInput& in, const SiteLayer& out, bool by_filter) {
    std::string text;
    if (out.nationality != kNone) text += fmt::format(", operators of {}", country_name(in.dataset, out.nationality));
    const bool kinds = !in.filter.hidden_site_kinds.empty();
    const bool operators = by_filter && !in.filter.hidden_site_nationalities.empty();
    if (kinds || operators)
        text += fmt::format(" ({} shown)", kinds && operators ? "kinds and operators" : kinds ? "kinds" : "operators");
    return text;
}

std::string site_credit(const Dataset& dataset) {
    return dataset.sites.empty() ? std::string{} : credit_of(dataset, dataset.sites.front().origin);
}

/// Begins a layer; inactive when the pack has no sites or the wanted nationality is not a country of the pack.
SiteLayer begin_layer(const ChoroplethInput& in, Family family, bool by_filter) {
    SiteLayer out;
    out.family = family;
    const std::string& wanted = in.filter.choropleth.country;
    const bool by_nationality = by_filter && !wanted.empty();
    if (by_nationality) {
        const auto code = CountryCode::parse(wanted);
        out.nationality = code ? in.dataset.country_index(*code) : kNone;
    }
    if (in.dataset.sites.empty() || (by_nationality && out.nationality == kNone)) return out;
    tally(in, out, by_filter);
    out.layer.active = true;
    out.layer.year = date_text(in);
    out.layer.source = site_credit(in.dataset);
    return out;
}

std::string others_note(const SiteLayer& out, const CountrySites& sum) {
    std::string text;
    const auto add = [&](std::size_t count, const char* what) {
        if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : "; ", count, what);
    };
    if (out.nationality != kNone) add(sum.unknown, "of unknown nationality not counted");
    add(sum.planned, "planned not counted");
    add(sum.other_family, out.family == Family::CloudRegions ? "sites of other kinds not counted" : "cloud regions not counted");
    return text;
}

void finish(SiteLayer& out, const std::function<CountryValue(Index, const CountrySites&)>& make) {
    for (Index country = 0; country < out.countries.size(); ++country) {
        const CountrySites& sum = out.countries[country];
        out.layer.values.push_back(sum.rows == 0 ? no_data("no site in this data set") : make(country, sum));
    }
    count_values(out.layer);
}

}  // namespace

ChoroplethLayer site_count_layer(const ChoroplethInput& in) {
    SiteLayer out = begin_layer(in, count_family(in), true);
    if (!out.layer.active) return {};
    const bool regions = out.family == Family::CloudRegions;
    out.layer.title = fmt::format("{} in operation{}", regions ? "Cloud regions" : "Data-centre sites", qualifier(in, out, true));
    out.layer.unit = regions ? "cloud regions" : "sites";
    out.layer.definition = fmt::format(
        "Number of {} in operation, rows of one site counted once. {} Zero means none in this data set, which is no census.",
        family_noun(out.family),
        regions
            ? "Other kinds of sites are left out, since a region and the campus that houses it would count twice; hide the kind "
              "'cloud region' to count those instead."
            : "Cloud regions are left out.");
    finish(out, [&](Index, const CountrySites& sum) {
        return value_of(static_cast<double>(out.nationality == kNone ? sum.active : sum.matching), others_note(out, sum));
    });
    out.layer.class_breaks = round_quantile_breaks(numbers_of(out.layer), 1.0);
    return std::move(out.layer);
}

ChoroplethLayer site_power_layer(const ChoroplethInput& in) {
    SiteLayer out = begin_layer(in, Family::OtherSites, true);
    if (!out.layer.active) return {};
    out.layer.title = fmt::format("Power of data centres in operation{}", qualifier(in, out, true));
    out.layer.unit = "MW";
    out.layer.definition =
        "Sum of the current IT or facility power where it is known, each site once; planned and design figures are left out. Most "
        "sites "
        "publish no power, so this is a lower bound.";
    finish(out, [&](Index, const CountrySites& sum) {
        if (sum.with_power > 0) {
            return value_of(sum.power_mw, fmt::format("known for {} of {} sites", sum.with_power, sum.matching));
        }
        if (sum.matching > 0) return not_available(fmt::format("power of none of {} sites is known", sum.matching));
        if (out.nationality != kNone && sum.unknown > 0) {
            return not_available(fmt::format("nationality of {} sites is unknown, none of the others matches", sum.unknown));
        }
        if (sum.other_family > 0) return not_available("only cloud regions, whose power is not published");
        return value_of(0.0, others_note(out, sum));
    });
    out.layer.class_breaks = round_quantile_breaks(numbers_of(out.layer), 1.0);
    return std::move(out.layer);
}

ChoroplethLayer foreign_site_layer(const ChoroplethInput& in) {
    SiteLayer out = begin_layer(in, count_family(in), false);
    if (!out.layer.active) return {};
    const char* noun = family_noun(out.family);
    out.layer.title = fmt::format("Foreign-run {}{}", noun, qualifier(in, out, false));
    out.layer.unit = fmt::format("% of {}", noun);
    out.layer.definition = fmt::format(
        "Share of the {} in operation whose operator has its headquarters in another country (M11, level 2, by count), over those "
        "with a known nationality.",
        noun);
    out.layer.class_breaks = {10.0, 25.0, 50.0, 75.0, 90.0};
    finish(out, [&](Index, const CountrySites& sum) {
        if (sum.active == 0) return not_available(fmt::format("no {} in operation in this data set", noun));
        const std::size_t known = sum.active - sum.unknown;
        if (known == 0) return not_available(fmt::format("nationality of none of {} {} is known", sum.active, noun));
        return value_of(100.0 * static_cast<double>(sum.foreign) / static_cast<double>(known),
                        fmt::format("{} of {}; nationality known for {} of {}", sum.foreign, known, known, sum.active));
    });
    return std::move(out.layer);
}

}  // namespace linchpin::query
