#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>

#include "app/cli/asset_paths.h"
#include "app/cli/commands.h"
#include "app/cli/dossier_options.h"
#include "app/cli/exit_status.h"
#include "app/cli/metric_inputs.h"
#include "app/cli/metric_table.h"
#include "app/cli/view_setup.h"
#include "app/dossier/gather.h"
#include "app/dossier/html.h"
#include "app/dossier/map_still.h"
#include "app/dossier/pdf.h"
#include "app/dossier/xlsx.h"
#include "app/report/report_service.h"
#include "app/state/atomic_file.h"
#include "app/state/scenario_text.h"
#include "data/pack/load_pack.h"
#include "data/scenario/scenario_json.h"

namespace linchpin::app {
namespace {

volatile std::sig_atomic_t interrupted = 0;
extern "C" void on_dossier_signal(int signal) {
    interrupted = 1;
    std::signal(signal, SIG_DFL);  // a second one does not wait for anything
}

/// How far it is, for a window; and whether somebody has had enough.
class Steps {
public:
    Steps(bool told, int total) : told_{told}, total_{total} {
        interrupted = 0;
        for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, on_dossier_signal);
    }
    ~Steps() {
        for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
    }
    Steps(const Steps&) = delete;
    Steps& operator=(const Steps&) = delete;
    /// @return  true: stop
    bool next(std::string_view what) {
        if (what != last_) {
            last_ = what;
            if (told_) {
                const double elapsed_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
                fmt::print(stderr, "progress {} {} 0 {:.3f} {:.3f}\n", done_, total_, elapsed_s, done_ > 0 ? elapsed_s / done_ * std::max(total_ - done_, 0) : 0.0);
                std::fflush(stderr);
            }
            ++done_;
        }
        return interrupted != 0;
    }

private:
    bool told_;
    int total_, done_ = 0;
    std::string last_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// What is asked, from the command line or from a state.
struct Asked {
    MetricRequest request;
    std::optional<scenario::Scenario> events;
    std::optional<AppState> state;
    std::optional<inputs::UserInputs> tables;
};

/// The newest year of the first product group that is asked about first in a fresh start, so that one year stands over the page.
void settle_year(const Dataset& dataset, MetricsOptions& options) {
    if (options.year || options.date) return;
    Index group = dataset.group_index(MetricsOptions{}.group);
    if (group == kNone && !dataset.product_groups.empty()) group = 0;
    if (group != kNone && !dataset.product_groups[group].years.empty()) options.year = dataset.product_groups[group].years.back();
}

std::optional<Failure> ask_state(const Dataset& dataset, const DossierOptions& options, const Log& log, Asked& asked) {
    ViewOptions view;
    view.state_file = options.state_file;
    AppState state;
    if (auto failure = set_up_state(view, log, state)) return failure;
    if (auto failure = check_against_pack(view, dataset, log, state)) return failure;
    MetricRequest& request = asked.request;
    if (request.subjects.empty()) {
        Result<report::Subject> subject = state.report.subject.empty() ? report::country_subject(dataset, 0) : subject_of(dataset, state.report, state.filter.date);
        if (state.report.subject.empty()) return Failure{kInputWrong, Error{"expected a country, bloc or region in the state, found none; add --country ISO3", options.state_file}.text()};
        if (!subject) return Failure{kInputWrong, subject.error().text()};
        request.subjects.push_back(*std::move(subject));
    }
    Result<std::optional<inputs::UserInputs>> tables = tables_of(dataset, state.report.inputs_folder, "report.inputs_folder of " + options.state_file.string(), log);
    if (!tables) return Failure{kInputWrong, tables.error().text()};
    asked.tables = *std::move(tables);
    const report::Question question = question_of(dataset, state, {});
    request.questions.clear();
    for (Index group = 0; group < dataset.product_groups.size(); ++group) {
        request.questions.push_back(question);
        request.questions.back().group = group;
    }
    if (request.questions.empty()) request.questions.push_back(question);
    request.inputs_folder = state.report.inputs_folder;
    if (scenario_on(state.scenario)) asked.events = state.scenario;
    asked.state = std::move(state);
    return std::nullopt;
}

std::optional<Failure> ask(const Dataset& dataset, DossierOptions options, const Log& log, Asked& asked) {
    MetricsOptions& m = options.metrics;
    settle_year(dataset, m);
    Result<std::optional<inputs::UserInputs>> tables = tables_of(dataset, m.inputs, "--inputs", log);
    if (!tables) return Failure{kInputWrong, tables.error().text()};
    asked.tables = *std::move(tables);
    const bool named = !m.country.empty() || !m.bloc.empty() || !m.region.empty() || !m.countries.empty();
    if (!named) m.all = true;  // the state says whom
    Result<MetricRequest> request = read_metric_request(dataset, m, asked.tables ? &*asked.tables : nullptr);
    if (!request) return Failure{kInputWrong, request.error().text()};
    asked.request = *std::move(request);
    asked.request.one_each = false;
    if (!named) asked.request.subjects.clear();
    if (!options.state_file.empty())
        if (auto failure = ask_state(dataset, options, log, asked)) return failure;
    if (!m.scenario.empty()) {
        Result<scenario::Scenario> read = scenario::read_scenario(m.scenario);
        if (!read) return Failure{kInputWrong, read.error().text()};
        asked.events = *std::move(read);
        if (asked.state) asked.state->scenario = *asked.events;
    }
    return std::nullopt;
}

Status write_csv(const std::filesystem::path& file, const Dataset& dataset, const MetricRequest& request, const MetricReport& report) {
    return replace_file(file, [&](const std::filesystem::path& temporary) -> Status {
        std::FILE* const out = std::fopen(temporary.c_str(), "wb");
        if (out == nullptr) return Error{std::string{"cannot be created: "} + std::strerror(errno), temporary};
        int reason = 0;
        try {
            print_metric_csv(out, dataset, request, report);
        } catch (const std::system_error& e) {
            reason = e.code().value();
        }
        if (std::fclose(out) != 0 && reason == 0) reason = errno;
        if (reason != 0) return Error{std::string{"cannot be written: "} + std::strerror(reason), temporary};
        return Done{};
    });
}

/// What is drawn, and of which year: the layers may be anybody's choice, and older trade may stand for the year asked for.
std::string map_caption(const AppState& state, const Dataset& dataset, int trade_year) {
    const Index group = dataset.group_index(state.filter.product_group);
    const std::string goods = group == kNone ? state.filter.product_group : dataset.product_groups[group].name;
    std::vector<std::string> drawn;
    if (state.layers.sites) drawn.push_back("data centres");
    if (state.layers.cables) drawn.push_back("submarine cables");
    if (state.layers.satellites) drawn.push_back("satellites");
    if (state.layers.flows && trade_year > 0) drawn.push_back(fmt::format("the largest trade flows of {} in {}", goods, trade_year));
    std::string text;
    for (std::size_t i = 0; i < drawn.size(); ++i) text += (i == 0 ? "" : i + 1 < drawn.size() ? ", " : " and ") + drawn[i];
    if (!text.empty()) text = "Shown: " + text + ". ";
    if (state.layers.flows && trade_year > 0 && trade_year != state.filter.trade_year) text += fmt::format("{} is the newest year with such data up to {}. ", trade_year, state.filter.trade_year);
    if (state.layers.choropleth) text += "Countries are shaded as the legend says.";
    return text;
}

/// A page without its map is worth having: what is missing is said in it.
void add_map(const std::shared_ptr<const Dataset>& dataset, const Result<AssetPaths>& assets, const DossierOptions& options, const Asked& asked, const Log& log, dossier::Document& document) {
    if (options.no_map) return;
    if (!assets) {
        document.map_missing = "Without a map: " + assets.error().text();
        return log.warning(document.map_missing);
    }
    const AppState state = asked.state ? *asked.state
                                       : dossier::map_view(*dataset, asked.request.subjects.front(), [&] {
                                             report::Question question = asked.request.questions.front();
                                             const Index group = dataset->group_index(MetricsOptions{}.group);
                                             if (group != kNone) question.group = group;
                                             return question;
                                         }(), asked.events ? &*asked.events : nullptr, options.map.width_px, options.map.height_px);
    Result<dossier::MapPicture> map = dossier::draw_map(dataset, *assets, state, options.map.width_px, options.map.height_px);
    if (!map) {
        document.map_missing = "Without a map: " + map.error().text();
        return log.warning(document.map_missing);
    }
    document.map = *std::move(map);
    document.map.caption = map_caption(state, *dataset, document.map.trade_year);
}

/// The table needs neither ranks nor charts.
int write_table(const Dataset& dataset, const Asked& asked, const WorldInputs& inputs, const DossierOptions& options, Steps& steps, const Log& log) {
    const auto cancelled = [&] { return log.error("cancelled; " + options.out.string() + " was not written"), kCancelled; };
    if (steps.next("figures")) return cancelled();
    const Result<MetricReport> report = compute_metric_report(dataset, asked.request, inputs, asked.events ? &*asked.events : nullptr);
    if (!report) return log.error(report.error().text()), kInputWrong;
    if (steps.next("writing")) return cancelled();
    if (const Status written = write_csv(options.out, dataset, asked.request, *report); !written) return log.error(written.error().text()), kMachineLacks;
    log.detail("wrote " + options.out.string());
    return kDone;
}

}  // namespace

int run_dossier(const DossierOptions& options, const Log& log) {
    if (const Status writable = check_writable(options.out); !writable) return log.error("--out: " + writable.error().text()), kInputWrong;
    const bool page = options.format == DossierFormat::Html || options.format == DossierFormat::Pdf;
    Steps steps{options.progress, options.format == DossierFormat::Csv ? 3 : page && !options.no_map ? 6 : 5};
    if (steps.next("reading")) return kCancelled;
    const Result<AssetPaths> assets = find_assets();
    if (options.metrics.pack.empty() && !assets) return log.error(assets.error().text()), kMachineLacks;
    Result<Dataset> loaded = load_pack(options.metrics.pack.empty() ? assets->pack() : options.metrics.pack);
    if (!loaded) return log.error(loaded.error().text()), kInputWrong;
    const auto dataset = std::make_shared<const Dataset>(std::move(*loaded));
    Asked asked;
    if (const auto failure = ask(*dataset, options, log, asked)) return log.error(failure->sentence), failure->status;

    const std::vector<metrics::LandBorder> borders = borders_of(*dataset, assets, log);
    const std::vector<metrics::CoverPoint> cover_points = cover_points_of(*dataset, assets, log);
    const WorldInputs inputs{borders, cover_points, asked.tables ? &*asked.tables : nullptr};
    const scenario::Scenario* const events = asked.events ? &*asked.events : nullptr;
    const auto cancelled = [&] { return log.error("cancelled; " + options.out.string() + " was not written"), kCancelled; };
    if (options.format == DossierFormat::Csv) return write_table(*dataset, asked, inputs, options, steps, log);
    Result<dossier::Gathered> gathered = dossier::gather(*dataset, asked.request, inputs, events, [&](std::string_view what) { return steps.next(what); });
    if (!gathered) return log.error(gathered.error().text()), kInputWrong;
    if (gathered->cancelled) return cancelled();
    // A state holds more choices than the options of `metrics` can say.
    if (!options.state_file.empty()) gathered->document.command = "linchpin dossier --state FILE --out TABLE.csv";
    if (page && !options.no_map) {
        if (steps.next("map")) return cancelled();
        add_map(dataset, assets, options, asked, log, gathered->document);
    }
    if (steps.next("writing")) return cancelled();
    Status written = Done{};
    switch (options.format) {
        case DossierFormat::Csv: break;
        case DossierFormat::Xlsx: written = dossier::write_xlsx(options.out, gathered->document); break;
        case DossierFormat::Pdf: written = dossier::write_pdf(options.out, gathered->document); break;
        case DossierFormat::Html: {
            const Result<std::string> html = dossier::to_html(gathered->document);
            written = html ? write_text_file(options.out, *html) : Status{html.error()};
            break;
        }
    }
    if (!written) return log.error(written.error().text()), kMachineLacks;
    log.detail("wrote " + options.out.string());
    return kDone;
}

}  // namespace linchpin::app
