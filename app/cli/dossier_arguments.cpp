#include "app/cli/dossier_arguments.h"

#include "app/cli/values.h"

namespace linchpin::app {
namespace {

constexpr const char* kWhomOptions[] = {"--country", "--bloc", "--region", "--countries", "--state"};

/// The format that the file's name stands for.
std::string format_of(const std::filesystem::path& out, DossierFormat& format) {
    const std::string extension = out.extension().string();
    if (extension == ".html" || extension == ".htm") format = DossierFormat::Html;
    else if (extension == ".pdf") format = DossierFormat::Pdf;
    else if (extension == ".xlsx") format = DossierFormat::Xlsx;
    else if (extension == ".csv") format = DossierFormat::Csv;
    else return "--out: expected a name that ends in .html, .pdf, .xlsx or .csv, found " + out.string();
    return {};
}

/// Who it is about: exactly one of the ways to say it; a state may be given beside it, for the view and the question.
std::string whom_problem(const CLI::App& app) {
    std::string first;
    for (const char* const name : kWhomOptions) {
        if (app.count(name) == 0 || std::string_view{name} == "--state") continue;
        if (!first.empty()) return "expected one of --country, --bloc, --region and --countries, found " + first + " and " + name;
        first = name;
    }
    if (first.empty() && app.count("--state") == 0) return "dossier needs one of --country ISO3, --bloc ID, --region M49, --countries A,B,C and --state FILE";
    return {};
}

}  // namespace

void add_dossier(CLI::App& to, Texts& texts, DossierOptions& o, DossierTexts& t) {
    constexpr const char *kWhom = "About whom (one)", *kWhat = "What", *kHow = "How";
    to.add_option("--country", o.metrics.country, "One country, ISO 3166-1 alpha-3")->type_name("ISO3")->group(kWhom);
    to.add_option("--bloc", o.metrics.bloc, "A bloc of the pack as one: EU, ASEAN, BRICS, GCC, AU, G7")->type_name("ID")->group(kWhom);
    to.add_option("--region", o.metrics.region, "An M49 region as one: number or name")->type_name("M49")->group(kWhom);
    to.add_option("--countries", t.countries, "Any countries as one")->type_name("A,B,C")->group(kWhom);
    to.add_option("--state", o.state_file, "Whom, question, scenario and map of a saved state")->type_name("FILE")->group(kWhom);
    to.add_option("--pack", o.metrics.pack, "Data pack folder instead of the bundled one")->type_name("DIR")->group(kWhat);
    texts
        .add(to, "--year", "Y", "Year of the trade data [that of --date, else the newest]",
             [&o](const std::string& text) -> std::string {
                 int year = 0;
                 if (!CLI::detail::lexical_cast(text, year)) return "expected a calendar year, found \"" + text + "\"";
                 o.metrics.year = year;
                 return {};
             })
        ->group(kWhat);
    texts.add(to, "--date", "DATE", "What exists on that day [as of the pack]", [&o](const std::string& text) { return take(parse_date_option(text), o.metrics.date); })->group(kWhat);
    to.add_flag("--with-plans", o.metrics.with_plans, "Planned sites and cables count once their year has ended")->group(kWhat);
    to.add_option("--inputs", o.metrics.inputs, "Folder with your own tables (docs/inputs.md)")->type_name("DIR")->group(kWhat);
    to.add_option("--scenario", o.metrics.scenario, "Before and after the events of a scenario file")->type_name("FILE")->group(kWhat);
    to.add_option("--out", o.out, "The file to write")->type_name("FILE.html|.pdf|.xlsx|.csv")->group(kHow);
    texts.add(to, "--map-size", "WxH", "Size of the map [1600x1000]", [&o](const std::string& t2) { return take(parse_size(t2), o.map); })->group(kHow);
    to.add_flag("--no-map", o.no_map, "Without the map: needs no OpenGL")->group(kHow);
    to.add_flag("--progress", o.progress, "On standard error, for programs: a line \"progress DONE TOTAL KEPT ELAPSED_S LEFT_S\" a step")->group(kHow);
}

Problem finish_dossier(const CLI::App& app, const Texts& texts, DossierOptions& o, const DossierTexts& t) {
    if (std::string p = texts.read_all(); !p.empty()) return {kCommandLineWrong, p};
    if (std::string p = whom_problem(app); !p.empty()) return {kCommandLineWrong, p};
    if (o.out.empty()) return {kCommandLineWrong, "dossier needs a file to write: --out FILE.html, .pdf, .xlsx or .csv"};
    if (std::string p = format_of(o.out, o.format); !p.empty()) return {kCommandLineWrong, p};
    if (!o.state_file.empty())
        for (const char* const name : {"--year", "--date", "--with-plans", "--inputs"})
            if (app.count(name) > 0) return {kCommandLineWrong, std::string{name} + ": the state of --state says it already; give one of the two"};
    o.metrics.countries = split_list(t.countries);
    o.metrics.metrics = {"all"};
    o.metrics.group = "all";
    // Tables hold every item; a page for reading the headline ones.
    o.metrics.full = o.format == DossierFormat::Xlsx || o.format == DossierFormat::Csv;
    return {};
}

}  // namespace linchpin::app
