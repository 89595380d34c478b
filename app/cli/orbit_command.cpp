#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/input_text.h"
#include "app/cli/orbit_passes.h"
#include "app/cli/orbit_rows.h"
#include "data/orbit/element_set.h"
#include "data/orbit/frames.h"
#include "data/orbit/sgp4.h"
#include "data/orbit/track.h"
#include "data/orbit/write_omm.h"
#include "data/orbit/write_tle.h"

namespace linchpin::app {
namespace {

/// Column names of a frame, with their units.
struct Columns { const char* names[6]; int count; };
Columns columns_of(OrbitFrame frame) {
    if (frame == OrbitFrame::Geodetic) return {{"lat_deg", "lon_deg", "height_km", "", "", ""}, 3};
    return {{"x_km", "y_km", "z_km", "vx_km_s", "vy_km_s", "vz_km_s"}, 6};
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

class CsvWriter {
public:
    explicit CsvWriter(OrbitFrame frame) : columns_{columns_of(frame)} {}
    void begin(std::string& out) {
        out += "norad_cat_id,object_name,time_utc";
        for (int i = 0; i < columns_.count; ++i) (out += ',') += columns_.names[i];
        out += ",error\n";
    }
    void row(const orbit::MeanElements& e, double unix_s, const Row* row, const char* error, std::string& out) {
        fmt::format_to(std::back_inserter(out), "{},{},{}", e.norad_cat_id, csv_text(e.object_name), instant_text(unix_s));
        for (int i = 0; i < columns_.count; ++i)
            row != nullptr ? fmt::format_to(std::back_inserter(out), ",{:.9f}", row->values[i]) : fmt::format_to(std::back_inserter(out), ",");
        fmt::format_to(std::back_inserter(out), ",{}\n", error);
    }
    void end(std::string&) {}

private:
    Columns columns_;
};

/// One object a line within an array, so that large results need no memory.
class JsonWriter {
public:
    explicit JsonWriter(OrbitFrame frame) : frame_{frame}, columns_{columns_of(frame)} {}
    void begin(std::string& out) {
        static constexpr const char* kNames[] = {"teme", "ecef", "geodetic"};
        out += fmt::format("{{\"$schema\": \"orbit.schema.json\", \"version\": 1, \"frame\": \"{}\", \"rows\": [", kNames[static_cast<int>(frame_)]);
    }
    void row(const orbit::MeanElements& e, double unix_s, const Row* row, const char* error, std::string& text) {
        nlohmann::ordered_json out{{"norad_cat_id", e.norad_cat_id}, {"object_name", e.object_name}, {"time_utc", instant_text(unix_s)}};
        for (int i = 0; row != nullptr && i < columns_.count; ++i) out[columns_.names[i]] = row->values[i];
        if (row == nullptr) out["error"] = error;
        text += first_ ? "\n" : "\n,";
        text += out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        first_ = false;
    }
    void end(std::string& out) { out += "\n]}\n"; }

private:
    OrbitFrame frame_;
    Columns columns_;
    bool first_ = true;
};

template <class Writer>
bool write_places(Writer writer, const OrbitOptions& options, const std::vector<orbit::MeanElements>& elements, const Log& log) {
    RowSink sink;
    bool all_good = true;
    writer.begin(sink.row());
    for (const orbit::MeanElements& e : elements) {
        const Result<orbit::Sgp4> propagator = orbit::Sgp4::init(e);
        if (!propagator) {
            log.warning(fmt::format("{} {}: {}", e.norad_cat_id, e.object_name, propagator.error().message));
            all_good = false;
            continue;
        }
        for (const double time : options.times_unix_s) {
            const orbit::TemeState state = propagator->at(time);
            const bool good = state.error == orbit::PropagationError::None;
            const Row row = good ? row_of(options.frame, state, time) : Row{};
            writer.row(e, time, good ? &row : nullptr, good ? "" : orbit::explain(state.error), sink.row());
            if (!sink.end_row()) return false;
        }
    }
    writer.end(sink.row());
    return all_good;
}

bool write_elements(ElementForm form, const std::vector<orbit::MeanElements>& elements, const Log& log) {
    if (form == ElementForm::OmmCsv || form == ElementForm::OmmJson) {
        const std::string text = form == ElementForm::OmmCsv ? orbit::write_omm_csv(elements) : orbit::write_omm_json(elements);
        std::fwrite(text.data(), 1, text.size(), stdout);
        return true;
    }
    const orbit::TleText tle = orbit::write_tle(elements, form == ElementForm::Tle ? orbit::TleNumbers::FiveDigits : orbit::TleNumbers::Alpha5);
    std::fwrite(tle.text.data(), 1, tle.text.size(), stdout);
    for (const Error& problem : tle.problems) log.warning(problem.text());
    return tle.problems.empty();
}

/// Old elements give places without complaint; a person has to be told that they mean little.
void warn_of_age(const OrbitOptions& options, const std::vector<orbit::MeanElements>& elements, const Log& log) {
    double from = 0.0, to = 0.0;
    if (options.passes) {
        from = options.passes->from_unix_s, to = options.passes->to_unix_s;
    } else {
        const auto [first, last] = std::minmax_element(options.times_unix_s.begin(), options.times_unix_s.end());
        from = *first, to = *last;
    }
    const auto stale = std::count_if(elements.begin(), elements.end(), [&](const orbit::MeanElements& e) {
        return orbit::element_age_days(e, to) > orbit::kStaleDays || orbit::element_age_days(e, from) < -orbit::kStaleDays;
    });
    if (stale > 0)
        log.warning(fmt::format("{} of {} element sets are more than {:.0f} days from a time that was asked for; places then mean little", stale,
                                elements.size(), orbit::kStaleDays));
}

bool write_all(const OrbitOptions& options, const std::vector<orbit::MeanElements>& elements, const Log& log) {
    if (options.convert) return write_elements(*options.convert, elements, log);
    warn_of_age(options, elements, log);
    if (options.passes) return write_passes(*options.passes, options.json, elements, log);
    return options.json ? write_places(JsonWriter{options.frame}, options, elements, log) : write_places(CsvWriter{options.frame}, options, elements, log);
}

}  // namespace

int run_orbit(const OrbitOptions& options, const Log& log) {
    const auto text = read_file_or_input(options.elements);
    if (!text) return log.error(text.error().text()), kInputWrong;
    orbit::ElementSets read = orbit::read_elements(*text);
    for (Error& problem : read.problems) {
        problem.file = shown_name(options.elements);
        log.warning(problem.text());
    }
    if (read.elements.empty()) {
        log.error(Error{"expected element sets that can be read, found none", shown_name(options.elements)}.text());
        return kInputWrong;
    }
    const bool good = write_all(options, read.elements, log);
    if (const int status = finish_output(log); status != kDone) return status;
    return good && read.problems.empty() ? kDone : kInputWrong;
}

}  // namespace linchpin::app
