#include "app/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <cmath>

#include "app/cli/argument_texts.h"
#include "app/cli/bench_arguments.h"
#include "app/cli/dossier_arguments.h"
#include "app/cli/exit_status.h"
#include "app/cli/handout_arguments.h"
#include "app/cli/metrics_arguments.h"
#include "app/cli/nearest.h"
#include "app/cli/orbit_arguments.h"
#include "app/cli/record_arguments.h"
#include "app/cli/values.h"
#include "app/state/atomic_file.h"
#include "app/state/state_ids.h"

namespace linchpin::app {
namespace {

/// The enumerator that a word of the table stands for.
template <class E, std::size_t N> Result<E> word_of(std::string_view text, const char* what, const std::array<EnumName<E>, N>& table) {
    std::vector<std::string> ids;
    for (const auto& row : table) {
        if (row.id == text) return row.value;
        ids.emplace_back(row.id);
    }
    return Error{unknown_word(what, text, ids)};
}

void add_view_options(CLI::App& to, Texts& texts, ViewOptions& view) {
    to.add_option("--pack", view.pack, "Data pack folder instead of the bundled one")->type_name("DIR");
    to.add_option("--state", view.state_file, "Start from a saved state")->type_name("FILE");
    to.add_option("--view", view.view, "Start from a shared view: linchpin:1:..., see docs/sessions.md")->type_name("TEXT");
    to.add_option("--scenario", view.scenario_file, "What if: a scenario file, see docs/scenarios.md")->type_name("FILE");
    texts.add(to, "--at", "LAT,LON[,ALT_KM]", "Look at this place, from this height", [&view](const std::string& t) { return take(parse_at(t), view.at); });
    texts.add(to, "--date", "DATE", "Show what exists on this day only", [&view](const std::string& t) { return take(parse_date_option(t), view.date); });
    texts.add(to, "--sky-time", "ISO", "Time of sun and satellites, UTC", [&view](const std::string& t) { return take(parse_instant_option(t), view.sky_time_unix_s); });
    texts.add(to, "--layers", "a,b,c", "Show exactly these layers: earth borders graticule stars choropleth sites cables flows satellites labels legend credits",
              [&view](const std::string& t) { return take(parse_layers(t), view.layers); });
    texts.add(to, "--select", "KIND:ID", "Select a record: country:DEU, site:ID, cable:ID, satellite:NORAD, landing:ID, chokepoint:ID, arc:CHN>USA",
              [&view](const std::string& t) { return take(parse_selection(t), view.selection); });
    texts.add(to, "--palette", "NAME", "Colours of country values: viridis, cividis, batlow; okabe-ito for categories", [&view](const std::string& t) { return take(parse_palette(t), view.palette); });
    texts.add(to, "--classes", "HOW", "Classes of country values: standard, quantile[:N], equal[:N], or breaks like 20,40,60", [&view](const std::string& t) { return take(parse_classes(t), view.classes); });
    to.add_flag("--class-patterns", view.class_patterns, "Country values also by lines, denser for more");
    texts.add(to, "--cvd", "NAME", "The picture as seen without one kind of cone: protanopia, deuteranopia, tritanopia or none", [&view](const std::string& t) {
        return take(word_of<ColourVision>(t, "kind of colour vision", kVisionNames), view.colour_vision);
    });
    texts.add(to, "--theme", "NAME", "dark, light or contrast", [&view](const std::string& t) { return take(parse_theme(t), view.theme); });
    texts.add(to, "--projection", "NAME", "globe or equal-earth, the flat map", [&view](const std::string& t) { return take(parse_projection(t), view.projection); });
    texts.add(to, "--central-meridian", "DEG", "Longitude in the middle of the flat map [11]", [&view](const std::string& t) -> std::string {
        double value = 0.0;
        if (!CLI::detail::lexical_cast(t, value) || !(value >= -180.0 && value <= 180.0)) return "expected a longitude from -180 to 180, found \"" + t + "\"";
        view.central_meridian_deg = value;
        return {};
    });
    texts.add(to, "--flow-origin", "X", "Origin of flows: 0 as declared, to 1, traced with the largest pass-through (M06)", [&view](const std::string& t) -> std::string {
        double value = 0.0;
        if (!CLI::detail::lexical_cast(t, value) || !(value >= 0.0 && value <= 1.0)) return "expected a number from 0 to 1, found \"" + t + "\"";
        view.flow_origin = value;
        return {};
    });
    to.add_flag("--bundle-flows", view.bundle_flows, "Draw flows that go the same way together");
    texts.add(to, "--text-scale", "X", "Size of text, 0.75 to 3", [&view](const std::string& t) -> std::string {
        double value = 0.0;
        if (!CLI::detail::lexical_cast(t, value) || !(value >= 0.75 && value <= 3.0)) return "expected a number from 0.75 to 3, found \"" + t + "\"";
        view.text_scale = value;
        return {};
    });
}

void add_explore(CLI::App& to, Texts& texts, ExploreOptions& o) {
    add_view_options(to, texts, o.view);
    to.add_option("--project", o.project, "Open this project with its timeline, see docs/timeline.md")->type_name("FILE");
    to.add_option("--story", o.story, "Open this story, see docs/presenting.md")->type_name("FILE");
    to.add_flag("--fresh", o.fresh, "Begin with the first picture instead of where the last session left off");
    to.add_flag("--present", o.present, "Present the story at once; --monitor is the audience's then");
    to.add_flag("--windowed", o.windowed, "Presenting with one screen: stay in the window");
    texts.add(to, "--audience-at", "X,Y,W,H", "A part of the desktop for the audience instead of a screen", [&o](const std::string& t) -> std::string {
        ScreenArea area;
        char rest = 0;
        if (std::sscanf(t.c_str(), "%d,%d,%d,%d%c", &area.x, &area.y, &area.width, &area.height, &rest) != 4 || area.width < 16 || area.height < 16 || area.width > 32768 || area.height > 32768)
            return "expected X,Y,W,H in pixels with a width and height from 16, found \"" + t + "\"";
        o.audience_at = area;
        return {};
    });
    texts.add(to, "--kiosk", "S", "Go round by itself after S seconds without a touch", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.kiosk_s) || !(o.kiosk_s >= 1.0 && o.kiosk_s <= 86400.0)) return "expected seconds from 1 to 86400, found \"" + t + "\"";
        return {};
    });
    texts.add(to, "--quality", "LEVEL", "Work a frame may cost: auto, low or high [auto]",
              [&o](const std::string& t) { return take(word_of<QualityChoice>(t, "quality", kQualityNames), o.quality); });
    texts.add(to, "--size", "WxH", "Size of the window", [&o](const std::string& t) { return take(parse_size(t), o.size); });
    texts.add(to, "--monitor", "N", "Full screen on monitor N, the first is 1", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.monitor) || o.monitor < 1 || o.monitor > 64) return "expected a number from 1, found \"" + t + "\"";
        return {};
    });
    texts.add(to, "--remote", "ADDRESS:PORT", "Steer the show from a phone: a web page behind a PIN at this address of the machine, see docs/remote.md [off]",
              [&o](const std::string& t) { return take(parse_endpoint(t), o.remote); });
    texts.add(to, "--osc", "ADDRESS:PORT", "Steer the show by Open Sound Control, see docs/remote.md [off]", [&o](const std::string& t) { return take(parse_endpoint(t), o.osc); });
}

void add_image(CLI::App& to, Texts& texts, ImageOptions& o) {
    to.add_option("--out", o.out, "The picture to write, PNG")->type_name("FILE.png");
    to.add_option("--story", o.story, "A scene of this story, as the audience sees it at rest")->type_name("FILE");
    to.add_option("--scene", o.scene, "Which scene: number or id [1]")->type_name("N");
    add_view_options(to, texts, o.view);
    texts.add(to, "--size", "WxH", "Size of the picture [1920x1080]", [&o](const std::string& t) { return take(parse_size(t), o.size); });
    texts.add(to, "--supersample", "N", "Draw N times larger each way and reduce, 1 to 4 [1]", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.supersample) || o.supersample < 1 || o.supersample > 4) return "expected 1, 2, 3 or 4, found \"" + t + "\"";
        return {};
    });
    texts.add(to, "--quality", "LEVEL", "still, or as the window draws: low, high [still]", [&o](const std::string& t) {
        constexpr std::array<EnumName<render::Quality>, 3> kLevels{
            {{render::Quality::Low, "low", ""}, {render::Quality::High, "high", ""}, {render::Quality::Still, "still", ""}}};
        return take(word_of<render::Quality>(t, "quality", kLevels), o.quality);
    });
    texts.add(to, "--tile", "PX", "Draw in tiles of this side, 64 to 8192: smaller ones need less memory [2048]", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.tile_px) || o.tile_px < 64 || o.tile_px > 8192) return "expected a whole number from 64 to 8192, found \"" + t + "\"";
        return {};
    });
    to.add_option("--passes", o.passes, "Also write every layer, labels, depth and object id into this folder")->type_name("DIR");
    to.add_option("--contact-sheet", o.contact_sheet, "Instead of one picture: the gallery of standard views, into this folder")->type_name("DIR");
    to.add_flag("--transparent", o.transparent, "No background: what is neither globe nor mark is transparent");
}

bool is_common(const CLI::Option& option) {
    const std::string name = option.get_name();
    return name == "--quiet" || name == "--verbose" || name == "--log";
}

constexpr const char* kRootFooter =
    "Examples:\n"
    "  linchpin\n"
    "  linchpin image --out globe.png --size 3840x2160\n"
    "  linchpin metrics --country DEU\n"
    "  linchpin check assets/pack\n"
    "Exit status: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 the machine lacks something, 130 cancelled.";
constexpr const char* kExploreFooter =
    "Examples:\n"
    "  linchpin explore --project assets/projects/buildout.json\n"
    "  linchpin explore --story talk.json --present --monitor 2\n"
    "  linchpin explore --at 1.3,103.8,2000\n"
    "  linchpin explore --state talk.json --theme contrast --text-scale 1.5 --monitor 2";
constexpr const char* kImageFooter =
    "Examples:\n"
    "  linchpin image --out globe.png\n"
    "  linchpin image --out gulf.png --size 3840x2160 --at 25,50,4000 --layers earth,borders,sites,cables,labels,legend,credits\n"
    "  linchpin image --out cable.png --state session.json --select cable:peace --supersample 2\n"
    "Needs no display; LINCHPIN_GL=software draws without the GPU. The same command gives the same bytes.";
constexpr const char* kCheckFooter =
    "Examples:\n"
    "  linchpin check assets/pack\n"
    "  linchpin check session.json\n"
    "  linchpin check assets/stories/who-depends.json\n"
    "Exit status 1 when there are errors; warnings alone give 0.";
constexpr const char* kMetricsFooter =
    "Examples:\n"
    "  linchpin metrics --country DEU --metric M01 --group batteries --year 2024\n"
    "  linchpin metrics --all --metric M02 --format csv > hhi.csv\n"
    "  linchpin metrics --bloc EU --metric all --group computers_servers\n"
    "  linchpin metrics --country KEN --metric M15 --explain\n"
    "  linchpin metrics --region 202 --metric M01 --series --format json\n"
    "  linchpin metrics --country EGY --metric M13,M17 --scenario red-sea.json\n"
    "Exit status 1 for a country, product group, metric or year that the pack does not have, 2 for options that do not fit.";

}  // namespace

Arguments parse_arguments(int argc, const char* const* argv) {
    CLI::App app{"Linchpin: an interactive globe of the world's AI infrastructure and who depends on whom for it", "linchpin"};
    app.footer(kRootFooter);
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help", "Show help; after a command: of that command");

    Arguments result;
    bool version = false;
    Texts explore_texts, image_texts, metrics_texts, record_texts, bench_texts;
    ExploreOptions explore;
    ImageOptions image;
    CheckOptions check;
    RecordOptions record;
    JoinOptions join;
    BenchOptions bench;
    HandoutOptions handout;
    HallCheckOptions hall;
    Texts handout_texts, hall_texts;
    OrbitOptions orbit;
    MetricsOptions metrics;
    OrbitTexts orbit_texts;
    MetricTexts metric_texts;
    DossierOptions dossier;
    DossierTexts dossier_more;
    Texts dossier_texts;

    app.add_flag("--version", version, "Versions of the program, of OpenGL and of the libraries");
    const auto add_common = [&](CLI::App& to) {
        auto* const quiet = to.add_flag("--quiet", result.common.quiet, "Errors only");
        to.add_flag("--verbose", result.common.verbose, "Say what is being done")->excludes(quiet);
        to.add_option("--log", result.common.log_file, "Write every message to this file too")->type_name("FILE");
    };
    const auto command = [&](const char* name, const char* help, const char* footer) {
        CLI::App* const sub = app.add_subcommand(name, help);
        sub->footer(footer);
        add_common(*sub);
        return sub;
    };
    add_common(app);
    CLI::App* const explore_app = command("explore", "The globe in a window (also without a command)", kExploreFooter);
    CLI::App* const image_app = command("image", "One picture, without a window", kImageFooter);
    CLI::App* const record_app = command("record", "A video or a sequence of pictures of a project, without a window", kRecordFooter);
    CLI::App* const join_app = command("join", "Put rendered ranges together", kJoinFooter);
    CLI::App* const check_app = command("check", "Validate a data pack, a state, scenario, project or story, print every finding", kCheckFooter);
    CLI::App* const orbit_app = command("orbit", "Places and passes of satellites; elements written again", kOrbitFooter);
    CLI::App* const metrics_app = command("metrics", "Dependence metrics of countries, blocs and regions", kMetricsFooter);
    CLI::App* const dossier_app = command("dossier", "The evidence on one country, bloc or region as one file", kDossierFooter);
    CLI::App* const bench_app = command("bench", "What frames, filters and tables of a workload cost, without a window", kBenchFooter);
    CLI::App* const handout_app = command("handout", "A story for the audience to keep: HTML, PDF or pictures", kHandoutFooter);
    CLI::App* const hall_app = command("hall-check", "Is everything ready for a talk?", kHallCheckFooter);
    add_explore(app, explore_texts, explore);        // `linchpin --at ...` is `linchpin explore --at ...`
    add_explore(*explore_app, explore_texts, explore);
    add_image(*image_app, image_texts, image);
    add_record(*record_app, record_texts, record);
    add_join(*join_app, record_texts, join);
    check_app->add_option("PACK", check.target, "A pack folder, or a state, scenario, project or story")->required();
    add_orbit(*orbit_app, orbit, orbit_texts);
    add_metrics(*metrics_app, metrics_texts, metrics, metric_texts);
    add_dossier(*dossier_app, dossier_texts, dossier, dossier_more);
    add_bench(*bench_app, bench_texts, bench);
    add_handout(*handout_app, handout_texts, handout);
    add_hall_check(*hall_app, hall_texts, hall);

    const auto finished = [&](int status, std::string text) {
        result.command = Finished{status, std::move(text)};
        return std::move(result);
    };
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        const auto subs = app.get_subcommands();
        return finished(kDone, subs.empty() ? app.help() : subs.front()->help("linchpin"));
    } catch (const CLI::ExtrasError&) {
        const auto subs = app.get_subcommands();
        const auto extras = app.remaining(true);
        const std::string first = extras.empty() ? std::string{} : extras.front();
        if (subs.empty() && !first.starts_with("-"))
            return finished(kCommandLineWrong, unknown_word("command", first, std::vector<std::string>{"explore", "image", "record", "join", "check", "orbit", "metrics", "dossier", "bench", "handout", "hall-check"}));
        std::vector<std::string> known;
        for (const CLI::Option* option : (subs.empty() ? &app : subs.front())->get_options())
            for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
        return finished(kCommandLineWrong, unknown_word("option", first, known));
    } catch (const CLI::ParseError& e) {
        return finished(kCommandLineWrong, e.what());
    }
    if (version) {
        result.command = VersionRequest{};
        return result;
    }
    // Options of the plain `linchpin` would be read before a command and then do nothing; that must not pass in silence.
    if (!app.get_subcommands().empty())
        for (const CLI::Option* option : app.get_options())
            if (option->count() > 0 && !is_common(*option))
                return finished(kCommandLineWrong, option->get_name() + " has to stand after the command " + app.get_subcommands().front()->get_name());
    Problem problem;
    if (image_app->parsed()) {
        problem = {kCommandLineWrong, image_texts.read_all()};
        if (problem.text.empty() && image.out.empty() && image.contact_sheet.empty()) problem.text = "image needs a picture to write: --out FILE.png, or --contact-sheet DIR";
        result.command = std::move(image);
    } else if (record_app->parsed()) {
        problem = finish_record(record_texts, record);
        result.command = std::move(record);
    } else if (join_app->parsed()) {
        result.command = std::move(join);
    } else if (check_app->parsed()) {
        result.command = std::move(check);
    } else if (orbit_app->parsed()) {
        problem = finish_orbit(orbit, orbit_texts);
        result.command = std::move(orbit);
    } else if (handout_app->parsed()) {
        problem = {kCommandLineWrong, handout_texts.read_all()};
        result.command = std::move(handout);
    } else if (hall_app->parsed()) {
        problem = {kCommandLineWrong, hall_texts.read_all()};
        result.command = std::move(hall);
    } else if (bench_app->parsed()) {
        problem = finish_bench(bench_texts, bench);
        result.command = std::move(bench);
    } else if (dossier_app->parsed()) {
        problem = finish_dossier(*dossier_app, dossier_texts, dossier, dossier_more);
        result.command = std::move(dossier);
    } else if (metrics_app->parsed()) {
        problem = finish_metrics(*metrics_app, metrics_texts, metrics, metric_texts);
        result.command = std::move(metrics);
    } else {
        problem = {kCommandLineWrong, explore_texts.read_all()};
        if (problem.text.empty() && explore.present && explore.story.empty()) problem.text = "--present needs a story: --story FILE";
        result.command = std::move(explore);
    }
    if (!problem.text.empty()) return finished(problem.status, problem.text);
    return result;
}

}  // namespace linchpin::app
