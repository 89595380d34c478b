#include "app/cli/metrics_arguments.h"

#include <algorithm>
#include <sstream>

#include "app/cli/values.h"

namespace linchpin::app {
namespace {

/// A finite number from `low` to `high`.
template <class Out>
std::function<std::string(const std::string&)> number_within(Out& out, double low, double high) {
    return [&out, low, high](const std::string& text) -> std::string {
        double value = 0.0;
        if (CLI::detail::lexical_cast(text, value) && value >= low && value <= high) {
            out = value;
            return {};
        }
        std::ostringstream sentence;
        sentence << "expected a number from " << low << " to " << high << ", found \"" << text << '"';
        return sentence.str();
    };
}

constexpr double kMostGrowth = 100.0;  ///< a hundredfold more than today stands for "without limit"

void add_metric_subject(CLI::App& to, MetricsOptions& o, MetricTexts& t) {
    constexpr const char* kWhom = "About whom (exactly one)";
    to.add_option("--country", o.country, "One country, ISO 3166-1 alpha-3")->type_name("ISO3")->group(kWhom);
    to.add_option("--bloc", o.bloc, "A bloc of the pack as one: EU, ASEAN, BRICS, GCC, AU, G7")->type_name("ID")->group(kWhom);
    to.add_option("--region", o.region, "An M49 region as one: number or name")->type_name("M49")->group(kWhom);
    to.add_option("--countries", t.countries, "Any countries as one")->type_name("A,B,C")->group(kWhom);
    to.add_flag("--all", o.all, "Every country, each for itself")->group(kWhom);
}

void add_metric_inputs(CLI::App& to, Texts& texts, MetricsOptions& o, MetricTexts& t) {
    constexpr const char* kWhat = "What";
    to.add_option("--pack", o.pack, "Data pack folder instead of the bundled one")->type_name("DIR")->group(kWhat);
    to.add_option("--metric", t.metrics, "Metrics M01 to M25, or all [M01,M02]")->type_name("M01,M06")->group(kWhat);
    to.add_option("--group", o.group, "Product group, or all [transformers_converters]")->type_name("ID")->group(kWhat);
    texts
        .add(to, "--year", "Y", "Year of the trade data [that of --date, else the newest]",
             [&o](const std::string& text) -> std::string {
                 int year = 0;
                 if (!CLI::detail::lexical_cast(text, year)) return "expected a calendar year, found \"" + text + "\"";
                 o.year = year;
                 return {};
             })
        ->group(kWhat);
    texts
        .add(to, "--date", "DATE", "What exists on that day [as of the pack]",
             [&o](const std::string& text) { return take(parse_date_option(text), o.date); })
        ->group(kWhat);
    to.add_flag("--with-plans", o.with_plans, "Planned sites and cables count once their year has ended")->group(kWhat);
    to.add_option("--inputs", o.inputs, "M07, M16, M18, M23: folder with your own tables (docs/inputs.md)")->type_name("DIR")->group(kWhat);
    to.add_option("--scenario", o.scenario, "Before and after the events of a scenario file")->type_name("FILE")->group(kWhat);

    constexpr const char* kAssumed = "Assumptions of single metrics";
    texts
        .add(to, "--pass-through", "X", "M06: part of the exports that leaves in the mix of the supply, 0 to 1 [1]",
             number_within(o.pass_through, 0.0, 1.0))
        ->group(kAssumed);
    to.add_option("--supplier", o.supplier, "M09: the supplier that fails [the largest]")->type_name("ISO3")->group(kAssumed);
    texts.add(to, "--fraction", "X", "M09: part of its deliveries that fails, 0 to 1 [1]", number_within(o.fraction, 0.0, 1.0))
        ->group(kAssumed);
    texts
        .add(to, "--grow-foreign", "X", "M09: what the other suppliers may add, 0.2 = a fifth [0]",
             number_within(o.grow_foreign, 0.0, kMostGrowth))
        ->group(kAssumed);
    texts
        .add(to, "--grow-domestic", "X", "M09: what domestic supply may add [0]", number_within(o.grow_domestic, 0.0, kMostGrowth))
        ->group(kAssumed);
    to.add_flag("--impute-capacity", o.impute_capacity, "M13: the decade's median for unknown capacities")->group(kAssumed);
    to.add_option("--weights", t.weights, "M19: METRIC:ITEM:higher|lower=WEIGHT,...; the better direction; weights sum to 1 [equal]")
        ->type_name("LIST")
        ->group(kAssumed);
    to.add_option("--hubs", t.hubs, "M15: cut off from whom [the ten with most capacity]")->type_name("A,B,C")->group(kAssumed);
    to.add_option("--cable-failures", t.cable_failures, "M16: how likely a cable fails within a year, * = every other one")
        ->type_name("ID=P,*=P")
        ->group(kAssumed);
    texts
        .add(to, "--sky-time", "ISO", "M25: UTC time of the satellites [the newest elements]",
             [&o](const std::string& text) { return take(parse_instant_option(text), o.sky_time_unix_s); })
        ->group(kAssumed);
}

void add_metric_search(CLI::App& to, Texts& texts, MetricsOptions& o) {
    constexpr const char* kSearch = "The worst that can happen";
    auto* const search = to.add_option("--adversary", o.adversary,
                                       "The few whose joint loss hurts most: cables, chokepoints, suppliers, operators or nationalities")
                             ->type_name("KIND")
                             ->group(kSearch);
    texts
        .add(to, "--k", "N", "How many of them may be lost, 1 to 3 [3]",
             [&o](const std::string& text) -> std::string {
                 if (text.size() != 1 || text[0] < '1' || text[0] > '3') return "expected a number from 1 to 3, found \"" + text + '"';
                 o.k = static_cast<std::size_t>(text[0] - '0');
                 return {};
             })
        ->needs(search)
        ->group(kSearch);
    to.add_option("--hurts", o.hurts, "What hurts: capacity or systems; shortfall; power, sites or regions [the first of its kind]")
        ->type_name("NAME")
        ->needs(search)
        ->group(kSearch);
}

void add_metric_output(CLI::App& to, MetricsOptions& o, MetricTexts& t) {
    constexpr const char* kHow = "How";
    to.add_option("--format", t.format, "table, csv or json [table]")->type_name("NAME")->group(kHow);
    to.add_flag("--full", o.full, "Every item: all suppliers, all corridors, all k")->group(kHow);
    auto* const explain =
        to.add_flag("--explain", o.explain, "Formulas with their values, and the rows of the pack they use; implies --full")
            ->group(kHow);
    auto* const series = to.add_flag("--series", o.series, "Every year of the pack; with --full every headline item")
                             ->excludes(explain)
                             ->excludes(to.get_option("--year"))
                             ->group(kHow);
    to.add_option("--item", o.item, "With --series: this item, of one partner: supplier_share:CHN")
        ->type_name("ITEM[:PARTNER]")
        ->needs(series)
        ->group(kHow);
    to.add_flag("--changed", o.changed, "With --scenario: only what it changes")->needs(to.get_option("--scenario"))->group(kHow);
}

/// Who is asked about: exactly one of the ways to say it.
std::string check_metric_subject(const CLI::App& app) {
    std::vector<std::string> given;
    for (const char* const name : {"--country", "--bloc", "--region", "--countries", "--all"})
        if (app.count(name) > 0) given.emplace_back(name);
    if (given.empty()) return "metrics needs one of --country ISO3, --bloc ID, --region M49, --countries A,B,C and --all";
    if (given.size() > 1)
        return "expected one of --country, --bloc, --region, --countries and --all, found " + given[0] + " and " + given[1];
    return {};
}

/// A search answers one question of its own; the assumptions it uses are those of the metric that it makes worst.
std::string check_metric_search(const CLI::App& app) {
    for (const char* const name : {"--metric", "--series", "--explain", "--full", "--changed", "--supplier", "--pass-through", "--hubs",
                                   "--weights", "--cable-failures", "--sky-time", "--inputs"})
        if (app.count(name) > 0) return std::string{"--adversary is a question of its own; "} + name + " changes nothing in it";
    const std::string kind = app.get_option("--adversary")->as<std::string>();
    for (const char* const name : {"--fraction", "--grow-foreign", "--grow-domestic"})
        if (app.count(name) > 0 && kind != "suppliers") return std::string{name} + " changes --adversary suppliers only";
    if (app.count("--impute-capacity") > 0 && kind != "cables" && kind != "chokepoints")
        return "--impute-capacity changes --adversary cables and chokepoints only";
    return {};
}

/// An assumption of a metric that is not asked for would do nothing; that must not pass in silence.
std::string check_metric_assumptions(const CLI::App& app, const std::vector<std::string>& metrics) {
    struct Assumption {
        const char* option;
        const char* metric;
    };
    constexpr Assumption kAssumptions[] = {{"--pass-through", "M06"}, {"--supplier", "M09"},      {"--fraction", "M09"},
                                           {"--grow-foreign", "M09"}, {"--grow-domestic", "M09"}, {"--impute-capacity", "M13"},
                                           {"--hubs", "M15"}, {"--weights", "M19"}, {"--cable-failures", "M16"},         {"--sky-time", "M25"}};
    for (const Assumption& each : kAssumptions) {
        if (app.count(each.option) == 0) continue;
        const auto wanted = [&](const std::string& metric) { return metric == each.metric || metric == "all"; };
        if (std::none_of(metrics.begin(), metrics.end(), wanted))
            return std::string{each.option} + " changes " + each.metric + " only; add --metric " + each.metric;
    }
    const auto loadable = [](const std::string& metric) {
        return metric == "M07" || metric == "M16" || metric == "M18" || metric == "M23" || metric == "all";
    };
    if (app.count("--inputs") > 0 && std::none_of(metrics.begin(), metrics.end(), loadable))
        return "--inputs changes M07, M16, M18 and M23 only; add one of them with --metric";
    return {};
}

}  // namespace

void add_metrics(CLI::App& to, Texts& texts, MetricsOptions& o, MetricTexts& t) {
    add_metric_subject(to, o, t);
    add_metric_inputs(to, texts, o, t);
    add_metric_search(to, texts, o);
    add_metric_output(to, o, t);
}

Problem finish_metrics(const CLI::App& app, const Texts& texts, MetricsOptions& o, const MetricTexts& t) {
    std::size_t word = 0;
    if (std::string p = texts.read_all(); !p.empty()) return {kCommandLineWrong, p};
    if (std::string p = one_word("--format", t.format, {"table", "csv", "json"}, word); !p.empty()) return {kCommandLineWrong, p};
    o.format = static_cast<TableFormat>(word);
    if (o.explain && o.format == TableFormat::Csv)
        return {kCommandLineWrong, "--explain: an explanation is a tree, which CSV cannot hold; use --format json or table"};
    if (std::string p = check_metric_subject(app); !p.empty()) return {kCommandLineWrong, p};
    o.countries = split_list(t.countries);
    o.hubs = split_list(t.hubs);
    o.weights = split_list(t.weights);
    o.cable_failures = split_list(t.cable_failures);
    if (!t.metrics.empty()) o.metrics = split_list(t.metrics);
    std::string assumed = o.adversary.empty() ? check_metric_assumptions(app, o.metrics) : check_metric_search(app);
    if (!assumed.empty()) return {kCommandLineWrong, std::move(assumed)};
    if (!o.item.empty() && (o.metrics.size() != 1 || o.metrics.front() == "all"))
        return {kCommandLineWrong, "--item names an item of one metric; give one with --metric"};
    return {};
}

}  // namespace linchpin::app
