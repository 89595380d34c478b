#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "data/orbit/frames.h"
#include "data/orbit/element_set.h"
#include "data/orbit/sgp4.h"

namespace linchpin::app {
namespace {

/// Column names of a frame, with their units.
struct Columns { const char* names[6]; int count; };
Columns columns_of(OrbitFrame frame) {
    if (frame == OrbitFrame::Geodetic) return {{"lat_deg", "lon_deg", "height_km", "", "", ""}, 3};
    return {{"x_km", "y_km", "z_km", "vx_km_s", "vy_km_s", "vz_km_s"}, 6};
}

/// Instants with as many digits as they were given with, at most microseconds.
std::string instant(double unix_s) {
    const double micro = std::round(unix_s * 1e6);
    const double whole = std::floor(micro / 1e6);
    std::string text = format_instant(whole);
    const auto rest = static_cast<int>(micro - whole * 1e6);
    if (rest == 0) return text;
    std::string fraction = fmt::format("{:06}", rest);
    while (fraction.back() == '0') fraction.pop_back();
    return text.insert(text.size() - 1, "." + fraction);
}

struct Row { double values[6]; };
Row row_of(OrbitFrame frame, const orbit::TemeState& state, double unix_s) {
    if (frame == OrbitFrame::Teme)
        return {{state.position_km.x, state.position_km.y, state.position_km.z, state.velocity_km_s.x, state.velocity_km_s.y, state.velocity_km_s.z}};
    const glm::dvec3 place = orbit::teme_to_ecef(state.position_km, unix_s);
    if (frame == OrbitFrame::Geodetic) {
        const orbit::Geodetic g = orbit::ecef_to_geodetic(place);
        return {{g.lat_deg, g.lon_deg, g.height_km, 0, 0, 0}};
    }
    const glm::dvec3 v = orbit::teme_velocity_to_ecef(state.position_km, state.velocity_km_s, unix_s);
    return {{place.x, place.y, place.z, v.x, v.y, v.z}};
}

/// RFC 4180: names of objects may hold commas.
std::string csv_name(const std::string& name) {
    if (name.find_first_of(",\"\r\n") == std::string::npos) return name;
    std::string quoted = "\"";
    for (char c : name) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return quoted + '"';
}

class CsvWriter {
public:
    explicit CsvWriter(OrbitFrame frame) : columns_{columns_of(frame)} {
        fmt::print("norad_cat_id,object_name,time_utc");
        for (int i = 0; i < columns_.count; ++i) fmt::print(",{}", columns_.names[i]);
        fmt::print(",error\n");
    }
    void row(const orbit::MeanElements& e, double unix_s, const Row* row, const char* error) {
        fmt::print("{},{},{}", e.norad_cat_id, csv_name(e.object_name), instant(unix_s));
        for (int i = 0; i < columns_.count; ++i) row != nullptr ? fmt::print(",{:.9f}", row->values[i]) : fmt::print(",");
        fmt::print(",{}\n", error);
    }
    void end() {}

private:
    Columns columns_;
};

/// One object a line within an array, so that large results need no memory.
class JsonWriter {
public:
    explicit JsonWriter(OrbitFrame frame) : columns_{columns_of(frame)} {
        static constexpr const char* kNames[] = {"teme", "ecef", "geodetic"};
        fmt::print("{{\"$schema\": \"orbit.schema.json\", \"version\": 1, \"frame\": \"{}\", \"rows\": [", kNames[static_cast<int>(frame)]);
    }
    void row(const orbit::MeanElements& e, double unix_s, const Row* row, const char* error) {
        nlohmann::ordered_json out{{"norad_cat_id", e.norad_cat_id}, {"object_name", e.object_name}, {"time_utc", instant(unix_s)}};
        for (int i = 0; row != nullptr && i < columns_.count; ++i) out[columns_.names[i]] = row->values[i];
        if (row == nullptr) out["error"] = error;
        fmt::print("{}\n{}", first_ ? "" : ",", out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
        first_ = false;
    }
    void end() { fmt::print("\n]}}\n"); }

private:
    Columns columns_;
    bool first_ = true;
};

template <class Writer> bool write_all(const OrbitOptions& options, const std::vector<orbit::MeanElements>& elements, const Log& log) {
    Writer writer{options.frame};
    bool all_good = true;
    for (const orbit::MeanElements& e : elements) {
        const Result<orbit::Sgp4> propagator = orbit::Sgp4::init(e);
        if (!propagator) {
            log.warning(fmt::format("{} {}: {}", e.norad_cat_id, e.object_name, propagator.error().message));
            all_good = false;
            continue;
        }
        for (double time : options.times_unix_s) {
            const orbit::TemeState state = propagator->at(time);
            const bool good = state.error == orbit::PropagationError::None;
            const Row row = good ? row_of(options.frame, state, time) : Row{};
            writer.row(e, time, good ? &row : nullptr, good ? "" : orbit::explain(state.error));
            if (std::ferror(stdout) != 0) return false;  // a full disk or a closed pipe: the rest cannot be written either
        }
    }
    writer.end();
    return all_good;
}

}  // namespace

int run_orbit(const OrbitOptions& options, const Log& log) {
    const auto read = orbit::load_elements(options.elements);
    if (!read) return log.error(read.error().text()), kInputWrong;
    for (const Error& problem : read->problems) log.warning(problem.text());
    const bool good = options.json ? write_all<JsonWriter>(options, read->elements, log) : write_all<CsvWriter>(options, read->elements, log);
    if (const int status = finish_output(log); status != kDone) return status;
    return good && read->problems.empty() ? kDone : kInputWrong;
}

}  // namespace linchpin::app
