#include "app/dossier/gather.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "app/dossier/section_charts.h"
#include "data/core/format.h"
#include "data/metrics/trade_view.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::dossier {
namespace {

using report::Figure;
using report::FigureState;

/// Sources, each once, numbered in the order in which they are first met.
class SourceList {
public:
    explicit SourceList(std::vector<std::string>& list) : list_{list} {}
    std::size_t number(const std::string& source) {
        if (source.empty()) return 0;
        const auto it = std::find(list_.begin(), list_.end(), source);
        if (it != list_.end()) return static_cast<std::size_t>(it - list_.begin()) + 1;
        list_.push_back(source);
        return list_.size();
    }

private:
    std::vector<std::string>& list_;
};

std::string group_name(const Dataset& dataset, const Figure& figure) {
    const Index group = figure.group.empty() ? kNone : dataset.group_index(figure.group);
    return group == kNone ? figure.group : dataset.product_groups[group].name;
}

std::string rank_text(const report::ExposureRow& row) {
    if (row.rank) {
        return fmt::format("{} of {}{}", row.rank->place, row.rank->of, row.measure.exposed == report::Exposed::Neither ? " by size" : "");
    }
    if (row.spread && row.spread->members > 0) return fmt::format("{} of {}", row.spread->with_value, row.spread->members);
    return {};
}

std::vector<Section> sections_of(const Dataset& dataset, const report::ExposureView& now, const report::ExposureView* before, SourceList& sources) {
    std::vector<Section> sections;
    for (const report::ExposureSectionInfo& info : report::exposure_sections()) {
        Section section{std::string{info.id}, std::string{info.name}, {}, {}, {}};
        for (const report::ExposureRow& row : now.rows) {
            if (row.measure.section != info.section) continue;
            Entry entry{row.figure, {}, row.measure.name, row.measure.group != kNone ? dataset.product_groups[row.measure.group].name : std::string{}, rank_text(row), sources.number(row.figure.source), {}};
            if (before != nullptr)
                if (const report::ExposureRow* const was = before->find(row.measure.id)) entry.before = was->figure;
            if (!row.series.empty()) entry.years = chart::line_of(row.measure.full_name, row.series, chart::paper_palette().accent);
            section.entries.push_back(std::move(entry));
        }
        for (const report::ExposureGap& gap : now.gaps)
            if (gap.section == info.section) section.missing.push_back({gap.what, gap.why});
        sections.push_back(std::move(section));
    }
    return sections;
}

/// What has no number and why; the same reason for several metrics of one product group is said once.
std::vector<Missing> missing_of(const std::vector<Entry>& every) {
    std::vector<Missing> all;
    std::map<std::pair<std::string, std::string>, std::size_t> seen;
    for (const Entry& entry : every) {
        if (entry.figure.state == FigureState::Value) continue;
        std::string why = entry.figure.note;
        if (why.empty()) why = entry.figure.state == FigureState::NoData ? "nothing is recorded" : "not available";
        const std::string what = entry.figure.metric + " " + entry.name;
        const auto [at, fresh] = seen.try_emplace({entry.group, why}, all.size());
        if (fresh) all.push_back({(entry.group.empty() ? std::string{} : entry.group + ": ") + what, why});
        else if (all[at->second].what.find(what) == std::string::npos) all[at->second].what += ", " + what;
    }
    return all;
}

std::vector<Definition> definitions_of(const std::vector<Entry>& every) {
    std::vector<Definition> all;
    for (const report::MetricInfo& info : report::metric_catalog()) {
        const bool used = std::any_of(every.begin(), every.end(), [&](const Entry& entry) { return entry.figure.metric == info.id; });
        if (used) all.push_back({std::string{info.id}, std::string{info.name}, std::string{info.definition}, std::string{info.source}});
    }
    return all;
}

std::vector<std::string> licences_of(const Dataset& dataset) {
    std::vector<std::string> all;
    for (const ResourceInfo& resource : dataset.resources) {
        std::string line = resource.title.empty() ? resource.name : resource.title;
        std::string names;
        for (const ResourceInfo::Licence& licence : resource.licences) names += (names.empty() ? "" : ", ") + (licence.title.empty() ? licence.name : licence.title);
        if (!names.empty()) all.push_back(line + ": " + names);
    }
    return all;
}

std::string kind_of(report::SubjectKind kind) {
    switch (kind) {
        case report::SubjectKind::Country: return "Country dossier";
        case report::SubjectKind::Bloc: return "Bloc dossier";
        case report::SubjectKind::Region: return "Region dossier";
        case report::SubjectKind::Selection: return "Dossier of a selection";
    }
    return "Dossier";
}

std::string members_of(const Dataset& dataset, const report::Subject& subject) {
    if (subject.single()) return {};
    std::string names;
    for (const Index member : subject.members) names += (names.empty() ? "" : ", ") + dataset.countries[member].name;
    return fmt::format("{} members, trade between them is internal: {}", subject.members.size(), names);
}

std::string command_of(const app::MetricRequest& request, bool scenario) {
    const report::Subject& subject = request.subjects.front();
    std::string whom = "--country " + subject.id;
    if (subject.kind == report::SubjectKind::Bloc) whom = "--bloc " + subject.id;
    if (subject.kind == report::SubjectKind::Region) whom = "--region " + subject.id;
    if (subject.kind == report::SubjectKind::Selection) {
        std::string codes = subject.id;
        std::replace(codes.begin(), codes.end(), '+', ',');
        whom = "--countries " + codes;
    }
    std::string line = fmt::format("linchpin metrics {} --metric all --group all --year {}", whom, request.questions.front().year);
    if (request.detail == report::Detail::Full) line += " --full";
    if (request.questions.front().date) line += " --date " + request.questions.front().date->iso();
    if (request.questions.front().with_plans) line += " --with-plans";
    if (!request.inputs_folder.empty()) line += " --inputs FOLDER";  // where it lies on the maker's machine is nobody's business
    return line + (scenario ? " --scenario FILE" : "");
}

void fill_head(const Dataset& dataset, const app::MetricRequest& request, const app::MetricReport& report, Document& document) {
    const report::Subject& subject = request.subjects.front();
    const report::Question& question = request.questions.front();
    document.title = subject.name;
    document.kind = kind_of(subject.kind);
    document.members = members_of(dataset, subject);
    document.date = dataset.as_of ? dataset.as_of->iso() : dataset.created;
    document.program = "Linchpin " LINCHPIN_VERSION;
    document.command = command_of(request, report.scenario.has_value());
    document.basis.push_back(fmt::format("Data pack: {} {}", dataset.title.empty() ? dataset.name : dataset.title, dataset.version));
    document.basis.push_back(fmt::format("Trade of {}; where a product group has no such year, the newest before it is carried and says so", question.year));
    document.basis.push_back(question.date ? "Sites, cables and satellites as they were on " + question.date->iso() : "Sites, cables and satellites as of the pack" + (document.date.empty() ? "" : " (" + document.date + ")"));
    if (question.with_plans) document.basis.push_back("Planned sites and cables count from their announced year");
    if (!report.scenario) return;
    document.basis.push_back("Ranks, values over the years and charts are those of the scenario");
    document.scenario = report.scenario->name.empty() ? "A scenario" : report.scenario->name;
    for (const auto& event : report.scenario->events) document.events.push_back(event.text + (event.on ? "" : " (off)"));
}

void fill_every(const Dataset& dataset, const app::MetricReport& report, SourceList& sources, Document& document) {
    for (const app::MetricRow& row : report.rows)
        document.every.push_back({row.figure, row.before, row.figure.name, group_name(dataset, row.figure), {}, sources.number(row.figure.source), {}});
    document.missing = missing_of(document.every);
    document.definitions = definitions_of(document.every);
    document.licences = licences_of(dataset);
}

}  // namespace

Result<Gathered> gather(const Dataset& dataset, const app::MetricRequest& request, const app::WorldInputs& inputs, const scenario::Scenario* events, const Step& step) {
    Gathered gathered;
    const auto cancelled = [&](std::string_view what) { return gathered.cancelled = step(what); };
    if (cancelled("figures")) return gathered;
    Result<app::MetricReport> report = app::compute_metric_report(dataset, request, inputs, events);
    if (!report) return report.error();
    gathered.report = *std::move(report);

    if (cancelled("ranks and years")) return gathered;
    const report::Subject& subject = request.subjects.front();
    const report::Question& question = request.questions.front();
    scenario::ScenarioWorld changed{dataset, inputs.borders};
    if (events != nullptr)
        if (const Status status = changed.apply(*events, question); !status) return status.error();
    const auto with_inputs = [&](report::World world) {
        world.cover_points = inputs.cover_points;
        world.inputs = inputs.tables;
        return world;
    };
    const report::World now = with_inputs(changed.world()), base = with_inputs(changed.base_world());
    const auto stop = [&] { return cancelled("ranks and years"); };
    const report::ExposureTable table = report::exposure_table(now, question, stop);
    if (gathered.cancelled) return gathered;
    const report::ExposureView view = report::exposure_view(now, subject, question, table);
    std::optional<report::ExposureView> before;
    if (events != nullptr) before = report::exposure_view(base, subject, question, report::exposure_table(base, question, stop), report::ExposureSeries::None);
    if (gathered.cancelled) return gathered;

    Document& document = gathered.document;
    SourceList sources{document.sources};
    fill_head(dataset, request, gathered.report, document);
    document.headline = view.headline;
    document.sections = sections_of(dataset, view, before ? &*before : nullptr, sources);
    fill_every(dataset, gathered.report, sources, document);
    if (cancelled("charts")) return gathered;
    add_section_charts(now, subject, question, document.sections);
    return gathered;
}

}  // namespace linchpin::dossier
