#include "app/report/bindings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "app/report/report_service.h"
#include "app/state/records.h"
#include "app/state/scenario_text.h"
#include "data/core/format.h"
#include "data/core/nearest.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

/// What can be bound besides figures.
const std::vector<std::string> kHeads{"date", "year", "scenario", "group", "trade_year", "count", "power_mw", "name", "country", "bloc", "region"};
const std::vector<std::string> kCounts{"sites", "cables", "satellites", "arcs"};
const std::vector<std::string> kFormats{"percent", "percent0", "percent2", "number", "number0", "number1", "number2", "short", "usd", "mw", "km", "date", "year", "month"};

std::vector<std::string> split(std::string_view text, char by) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(by);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text = text.substr(at + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool known(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

std::vector<std::string> metric_ids() {
    std::vector<std::string> ids{"share"};
    for (const report::MetricInfo& info : report::metric_catalog()) ids.emplace_back(info.id);
    return ids;
}

std::string month_text(Date date) {
    static constexpr std::array<const char*, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                         "July",    "August",   "September", "October", "November", "December"};
    return fmt::format("{} {}", kMonths[static_cast<std::size_t>(date.month() - 1)], date.year());
}

std::string formatted(double value, report::Unit unit, std::string_view format) {
    if (format.empty()) return report::value_text(value, unit);
    if (format == "percent") return format_percent(value);
    if (format == "percent0") return format_percent(value, 0);
    if (format == "percent2") return format_percent(value, 2);
    if (format == "usd") return format_usd(value);
    if (format == "mw") return format_power_mw(value);
    if (format == "km") return format_distance_km(value);
    if (format == "short") return format_short(value);
    if (format == "number1") return format_number(value, 1);
    if (format == "number2") return format_number(value, 2);
    return format_number(value, 0);
}

std::string unit_name(report::Unit unit) {
    using report::Unit;
    switch (unit) {
        case Unit::Share: return "share";
        case Unit::Index: return "index";
        case Unit::Megawatt: return "MW";
        case Unit::UsDollar: return "US$";
        case Unit::TerabitPerS: return "Tbit/s";
        case Unit::Millisecond: return "ms";
        case Unit::Kilometre: return "km";
        case Unit::Ratio: return "ratio";
        case Unit::Score: return "score";
        case Unit::Number: return "number";
        case Unit::Verdict:
        case Unit::Class: return {};
    }
    return {};
}

std::string_view why_none(report::FigureState state) {
    switch (state) {
        case report::FigureState::NotAvailable: return "not available";
        case report::FigureState::NeedsInput: return "needs input";
        default: return "no data";
    }
}

/// The pieces of a text: plain, or between braces. "{{" stands for a brace.
template <class Plain, class Bound> Status walk(std::string_view text, Plain plain, Bound bound) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find('{', at);
        plain(text.substr(at, open == std::string_view::npos ? open : open - at));
        if (open == std::string_view::npos) return Done{};
        if (text.substr(open, 2) == "{{") {
            plain(std::string_view{"{"});
            at = open + 2;
            continue;
        }
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos)
            return Error{fmt::format("expected a closing brace after \"{}\", found the end of the text (write {{{{ for a brace)", text.substr(open, 30))};
        if (const Status status = bound(text.substr(open + 1, close - open - 1), text.substr(open, close - open + 1)); !status) return status;
        at = close + 1;
    }
    return Done{};
}

/// "Kenya: Supplier's share (China), Batteries": what a number is, where the caption around it is not at hand.
std::string label_of(const Dataset& base, const std::string& whom, const report::Figure& figure) {
    const Index group = figure.group.empty() ? kNone : base.group_index(figure.group);
    return whom + ": " + figure.name + (figure.partner_name.empty() ? "" : " (" + figure.partner_name + ")") + (group == kNone ? "" : ", " + base.product_groups[group].name);
}

BoundNumber plain_number(std::string shown, std::optional<double> value, std::string unit, std::string source) {
    BoundNumber number;
    number.shown = std::move(shown);
    number.value = value;
    number.unit = std::move(unit);
    number.source = std::move(source);
    return number;
}

}  // namespace

struct Bindings::Parsed {
    std::string expression, head, what, format;
    ReportChoice whom;                    ///< of a figure
    std::string metric, item, partner;    ///< of a figure
    Index group = kNone;                  ///< kNone = that of the filter
    bool before = false;                  ///< without the scenario
};

Bindings::Bindings(const Dataset& base, report::MapFacts map) : base_{base}, map_{std::move(map)} {}

Result<Bindings::Parsed> Bindings::parse(std::string_view expression) const {
    Parsed parsed;
    parsed.expression = std::string{trimmed(expression)};
    const auto bar = parsed.expression.find('|');
    std::vector<std::string> path = split(trimmed(std::string_view{parsed.expression}.substr(0, bar)), '.');
    if (bar != std::string::npos) parsed.format = std::string{trimmed(std::string_view{parsed.expression}.substr(bar + 1))};
    if (!parsed.format.empty() && !known(kFormats, parsed.format)) return Error{unknown_word("format", parsed.format, kFormats)};
    if (path[0] == "before") {
        parsed.before = true;
        path.erase(path.begin());
        if (path.empty() || (path[0] != "country" && path[0] != "bloc" && path[0] != "region"))
            return Error{fmt::format("expected before.country, before.bloc or before.region, found \"{}\"", parsed.expression)};
    }
    parsed.head = path[0];
    if (!known(kHeads, parsed.head)) return Error{unknown_word("name in a caption", parsed.head, kHeads)};
    const bool of_subject = parsed.head == "country" || parsed.head == "bloc" || parsed.head == "region";
    if (!of_subject) {
        const bool with_name = parsed.head == "count" || parsed.head == "name";
        if (path.size() != (with_name ? 2u : 1u))
            return Error{fmt::format("expected {} in \"{}\"", with_name ? "one name after the point" : "nothing after the name", parsed.expression)};
        if (with_name) parsed.what = path[1];
        if (parsed.head == "count" && !known(kCounts, parsed.what)) return Error{unknown_word("count", parsed.what, kCounts)};
        if (parsed.head == "name" && find_country(base_, parsed.what) == kNone)
            return Error{unknown_word("country", parsed.what, selectable_ids(base_, SelectionKind::Country))};
        return parsed;
    }
    if (path.size() < 4) return Error{fmt::format("expected {0}.ID.METRIC.ITEM or {0}.ID.share.ISO3, found \"{1}\"", parsed.head, parsed.expression)};
    parsed.whom.subject_kind = parsed.head == "country" ? report::SubjectKind::Country : parsed.head == "bloc" ? report::SubjectKind::Bloc : report::SubjectKind::Region;
    parsed.whom.subject = path[1];
    if (const auto subject = subject_of(base_, parsed.whom, std::nullopt); !subject) return subject.error();
    if (path[2] == "share") {
        if (find_country(base_, path[3]) == kNone) return Error{unknown_word("country", path[3], selectable_ids(base_, SelectionKind::Country))};
        parsed.metric = "M01", parsed.item = "supplier_share", parsed.partner = path[3];
    } else {
        if (report::find_metric(path[2]) == nullptr) return Error{unknown_word("metric", path[2], metric_ids())};
        const std::size_t colon = path[3].find(':');
        parsed.metric = path[2];
        parsed.item = path[3].substr(0, colon);
        if (colon != std::string::npos) parsed.partner = path[3].substr(colon + 1);
    }
    if (path.size() > 5) return Error{fmt::format("expected nothing after the product group, found \"{}\"", path[5])};
    if (path.size() == 5) {
        parsed.group = base_.group_index(path[4]);
        if (parsed.group == kNone) {
            std::vector<std::string> ids;
            for (const ProductGroup& group : base_.product_groups) ids.push_back(group.id);
            return Error{unknown_word("product group", path[4], ids)};
        }
    }
    return parsed;
}

void Bindings::ask_items(const Parsed& parsed, const ReportChoice& whom) const {
    Items& items = items_[parsed.metric];
    if (!items.asked.insert(fmt::format("{}/{}", static_cast<int>(whom.subject_kind), whom.subject) + (parsed.group == kNone ? "" : "/" + base_.product_groups[parsed.group].id)).second) return;
    report::Question question = question_of(base_, AppState{}, {});
    if (parsed.group != kNone) question.group = parsed.group;
    const Result<report::Subject> subject = subject_of(base_, whom, question.date);
    if (!subject) return;
    if (!plain_) plain_ = std::make_unique<scenario::ScenarioWorld>(base_, map_.borders, map_.cover_points);
    for (const report::Figure& figure : report::evaluate(plain_->base_world(), *subject, parsed.metric, question, report::Detail::Full)) items.known.insert(figure.item);
}

Status Bindings::check_item(const Parsed& parsed) const {
    const auto known = [&] { return items_[parsed.metric].known.contains(parsed.item); };
    if (known()) return Done{};
    ask_items(parsed, parsed.whom);
    // Of one who has no data a metric may tell less than of others.
    for (const char* const code : {"USA", "CHN", "DEU", "KEN", "BRA", "SGP"}) {
        if (known()) return Done{};
        ReportChoice other;
        other.subject = code;
        ask_items(parsed, other);
    }
    // And of blocs some tell what no country has.
    for (const char* const bloc : {"EU", "G7"}) {
        if (known()) return Done{};
        ReportChoice other;
        other.subject_kind = report::SubjectKind::Bloc;
        other.subject = bloc;
        ask_items(parsed, other);
    }
    if (known()) return Done{};
    const std::set<std::string>& all = items_[parsed.metric].known;
    return Error{unknown_word(fmt::format("item of {}", parsed.metric), parsed.item, std::vector<std::string>(all.begin(), all.end()))};
}

Status Bindings::check(std::string_view text) const {
    return walk(text, [](std::string_view) {}, [&](std::string_view inside, std::string_view whole) -> Status {
        const Result<Parsed> parsed = parse(inside);
        const Status status = !parsed ? Status{parsed.error()} : parsed->metric.empty() ? Status{Done{}} : check_item(*parsed);
        return status ? Status{Done{}} : Status{Error{fmt::format("{}: {}", whole, status.error().message)}};
    });
}

void Bindings::follow(const AppState& state) {
    const report::Question question = question_of(base_, state, question_);
    if (followed_ && question == question_ && state.scenario == applied_) return;
    kept_.clear();
    followed_ = true;
    question_ = question;
    applied_ = state.scenario;
    if (!world_) world_ = std::make_unique<scenario::ScenarioWorld>(base_, map_.borders, map_.cover_points);
    // An event that does not fit leaves the base data; panels and `check` say so.
    (void)world_->apply(applied_, question_);
}

BoundNumber Bindings::figure_for(const Parsed& parsed, const AppState& state) {
    follow(state);
    if (const auto it = kept_.find(parsed.expression); it != kept_.end()) return it->second;
    BoundNumber number;
    report::Question question = question_;
    if (parsed.group != kNone) question.group = parsed.group;
    const Result<report::Subject> subject = subject_of(base_, parsed.whom, question.date);
    number.shown = "no data";
    if (!subject) {
        number.note = subject.error().message;
    } else {
        const auto figures = report::evaluate(parsed.before ? world_->base_world() : world_->world(), *subject, parsed.metric, question, report::Detail::Full);
        const auto fits = [&](const report::Figure& f) { return f.item == parsed.item && (parsed.partner.empty() || f.partner == parsed.partner); };
        const auto it = std::find_if(figures.begin(), figures.end(), fits);
        if (it != figures.end()) {
            const report::Figure& figure = *it;
            const bool good = figure.state == report::FigureState::Value;
            number.shown = !good ? std::string{why_none(figure.state)} : figure.value ? formatted(*figure.value, figure.unit, parsed.format) : figure.text;
            if (good) number.value = figure.value;
            number.unit = unit_name(figure.unit);
            number.year = figure.year;
            number.note = figure.carried ? fmt::format("carried from {}", figure.year) : figure.note;
            number.source = figure.source;
            number.label = label_of(base_, subject->name, figure) + (parsed.before ? ", before the events" : "");
        } else if (!figures.empty()) {
            number.shown = why_none(figures.front().state == report::FigureState::Value ? report::FigureState::NoData : figures.front().state);
            number.note = figures.front().note;
            number.source = figures.front().source;
        }
    }
    kept_.emplace(parsed.expression, number);
    return number;
}

BoundNumber Bindings::number_for(const Parsed& parsed, const AppState& state, const Snapshot& snapshot) {
    const std::optional<Date> date = state.filter.date ? state.filter.date : base_.as_of;
    if (parsed.head == "date" || parsed.head == "year") {
        if (!date) return plain_number("no date", std::nullopt, {}, {});
        const bool year = parsed.head == "year" || parsed.format == "year";
        const std::string shown = year ? std::to_string(date->year()) : parsed.format == "month" ? month_text(*date) : date->iso();
        return plain_number(shown, year ? std::optional<double>{date->year()} : std::nullopt, {}, {});
    }
    if (parsed.head == "scenario") return plain_number(scenario_line(base_, state.scenario), std::nullopt, {}, {});
    if (parsed.head == "trade_year") {
        if (snapshot.trade_year_used == 0) return plain_number("no data", std::nullopt, {}, {});
        return plain_number(std::to_string(snapshot.trade_year_used), snapshot.trade_year_used, {}, {});
    }
    if (parsed.head == "group") {
        const Index group = base_.group_index(state.filter.product_group);
        return plain_number(group == kNone ? std::string{"no data"} : base_.product_groups[group].name, std::nullopt, {}, {});
    }
    if (parsed.head == "name") return plain_number(base_.countries[find_country(base_, parsed.what)].name, std::nullopt, {}, {});
    if (parsed.head == "power_mw") {
        BoundNumber number = plain_number(formatted(snapshot.site_power_mw_shown, report::Unit::Megawatt, parsed.format), snapshot.site_power_mw_shown, "MW",
                                          report::resource_credit(base_, "sites"));
        number.label = "Published current power of the data centres shown";
        return number;
    }
    if (parsed.head == "count") {
        const std::size_t n = parsed.what == "sites" ? snapshot.sites_shown : parsed.what == "cables" ? snapshot.cables_shown
                              : parsed.what == "satellites" ? snapshot.satellites_shown : snapshot.arcs.size();
        const std::string table = parsed.what == "arcs" ? "flows" : parsed.what;
        const auto value = static_cast<double>(n);
        BoundNumber number = plain_number(parsed.format.empty() ? format_count(static_cast<std::int64_t>(n)) : formatted(value, report::Unit::Number, parsed.format), value,
                                          parsed.what, report::resource_credit(base_, table));
        number.label = parsed.what == "sites" ? "Data centres shown" : parsed.what == "cables" ? "Submarine cables shown"
                       : parsed.what == "satellites" ? "Satellites shown" : "Supply flows shown";
        return number;
    }
    return figure_for(parsed, state);
}

FilledText Bindings::fill(std::string_view text, const AppState& state, const Snapshot& snapshot) {
    FilledText filled;
    const Status status = walk(text, [&](std::string_view plain) { filled.text += plain; }, [&](std::string_view inside, std::string_view whole) -> Status {
        const Result<Parsed> parsed = parse(inside);
        if (!parsed) {
            filled.text += whole;
            return Done{};
        }
        BoundNumber number = number_for(*parsed, state, snapshot);
        number.expression = parsed->expression;
        filled.text += number.shown;
        filled.numbers.push_back(std::move(number));
        return Done{};
    });
    if (!status) filled.text = std::string{text};
    return filled;
}

}  // namespace linchpin::app
