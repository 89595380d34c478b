#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/cli/argument_texts.h"
#include "app/cli/orbit_options.h"

namespace linchpin::app {

/// Options of `orbit` that are read only after all of them are there.
struct OrbitTexts {
    std::string from, to, step, frame = "teme", format = "csv", min_elevation = "10";
    std::optional<std::string> passes, convert;
    std::vector<std::string> times;
    std::filesystem::path times_file;
};

inline constexpr const char* kOrbitFooter =
    "Examples:\n"
    "  linchpin orbit --elements three-body.tle --time 2026-08-21T12:00Z --frame geodetic\n"
    "  linchpin orbit --elements gp.csv --from 2026-08-21T00:00Z --to 2026-08-22T00:00Z --step 10m --format json\n"
    "  linchpin orbit --elements gp.csv --passes 52.52,13.405,34 --min-elevation 20 --from 2026-08-21 --to 2026-08-23\n"
    "  linchpin orbit --elements old.tle --convert omm-csv > gp.csv\n"
    "  curl -s ADDRESS | linchpin orbit --elements - --time 2026-08-21T12:00Z\n"
    "Elements that cannot be read are named on standard error, the others are used, and the exit status is 1.";

void add_orbit(CLI::App& to, OrbitOptions& options, OrbitTexts& texts);
/// What does not fit together on the command line, or cannot be read in a file of times.
[[nodiscard]] Problem finish_orbit(OrbitOptions& options, const OrbitTexts& texts);

}  // namespace linchpin::app
