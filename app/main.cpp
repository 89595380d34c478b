// The program: reads the command line and hands over to a command. The one place that catches exceptions.
#include <cstdio>
#include <exception>
#include <new>
#include <system_error>

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"

namespace {

using namespace linchpin::app;

int run(const Arguments& arguments, const Log& log) {
    struct Dispatch {
        const Log& log;
        int operator()(const ExploreOptions& o) const { return run_explore(o, log); }
        int operator()(const ImageOptions& o) const { return run_image(o, log); }
        int operator()(const RecordOptions& o) const { return run_record(o, log); }
        int operator()(const JoinOptions& o) const { return run_join(o, log); }
        int operator()(const CheckOptions& o) const { return run_check(o, log); }
        int operator()(const OrbitOptions& o) const { return run_orbit(o, log); }
        int operator()(const MetricsOptions& o) const { return run_metrics(o, log); }
        int operator()(const DossierOptions& o) const { return run_dossier(o, log); }
        int operator()(const BenchOptions& o) const { return run_bench(o, log); }
        int operator()(const HandoutOptions& o) const { return run_handout(o, log); }
        int operator()(const HallCheckOptions& o) const { return run_hall_check(o, log); }
        int operator()(const VersionRequest&) const { return run_version(log); }
        int operator()(const Finished& f) const {
            if (f.status != kDone) {
                log.error(f.text);
                return f.status;
            }
            std::fputs(f.text.c_str(), stdout);
            return finish_output(log);
        }
    };
    return std::visit(Dispatch{log}, arguments.command);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const Arguments arguments = parse_arguments(argc, argv);
        const Log::Level level = arguments.common.quiet ? Log::Level::Quiet : arguments.common.verbose ? Log::Level::Verbose : Log::Level::Normal;
        linchpin::Result<Log> log = Log::open(level, arguments.common.log_file);
        if (!log) {
            Log{}.error(log.error().text());
            return kCommandLineWrong;
        }
        return run(arguments, *log);
    } catch (const std::bad_alloc&) {
        std::fputs("linchpin: there is not enough memory\n", stderr);
    } catch (const std::system_error& e) {  // of printing, for instance to a full disk
        if (std::ferror(stdout) != 0) std::fprintf(stderr, "linchpin: standard output cannot be written: %s\n", e.code().message().c_str());
        else std::fprintf(stderr, "linchpin: %s\n", e.what());
    } catch (const std::exception& e) {
        std::fprintf(stderr, "linchpin: unexpected: %s\n", e.what());
    }
    return kMachineLacks;
}
