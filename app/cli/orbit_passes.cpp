#include "app/cli/orbit_passes.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/orbit_rows.h"
#include "data/orbit/track.h"

namespace linchpin::app {
namespace {

constexpr const char* kLight[] = {"sunlit", "penumbra", "umbra"};
const char* light_of(const orbit::Pass::Moment& moment) { return kLight[static_cast<int>(moment.light)]; }

/// To a hundredth of a second, which is what the search gives.
std::string pass_time(double unix_s) { return instant_text(std::round(unix_s * 100.0) / 100.0); }
double rounded(double value) { return std::round(value * 1000.0) / 1000.0; }

struct CsvPasses {
    void begin(const PassSearch&, std::string& out) {
        out +=
            "norad_cat_id,object_name,rise_utc,rise_azimuth_deg,rise_light,peak_utc,peak_azimuth_deg,peak_elevation_deg,peak_range_km,"
            "peak_light,set_utc,set_azimuth_deg,set_light,duration_s,sun_elevation_deg,up_before,up_after\n";
    }
    void pass(const orbit::MeanElements& e, const orbit::Pass& p, std::string& out) {
        fmt::format_to(std::back_inserter(out), "{},{},{},{:.3f},{},{},{:.3f},{:.3f},{:.3f},{},{},{:.3f},{},{:.2f},{:.3f},{},{}\n", e.norad_cat_id,
                       csv_text(e.object_name), pass_time(p.rise.unix_s), p.rise.look.azimuth_deg, light_of(p.rise), pass_time(p.peak.unix_s),
                       p.peak.look.azimuth_deg, p.peak.look.elevation_deg, p.peak.look.range_km, light_of(p.peak), pass_time(p.set.unix_s),
                       p.set.look.azimuth_deg, light_of(p.set), p.set.unix_s - p.rise.unix_s, p.sun_elevation_deg, p.already_up ? 1 : 0,
                       p.still_up ? 1 : 0);
    }
    void end(std::string&) {}
};

class JsonPasses {
public:
    void begin(const PassSearch& s, std::string& out) {
        const nlohmann::ordered_json observer{{"lat_deg", s.observer.lat_deg}, {"lon_deg", s.observer.lon_deg}, {"height_km", s.observer.height_km}};
        out += fmt::format(
            "{{\"$schema\": \"orbit.schema.json\", \"version\": 1, \"observer\": {}, \"min_elevation_deg\": {}, \"from_utc\": \"{}\", \"to_utc\": \"{}\", \"passes\": [",
            observer.dump(), nlohmann::json(s.min_elevation_deg).dump(), instant_text(s.from_unix_s), instant_text(s.to_unix_s));
    }
    void pass(const orbit::MeanElements& e, const orbit::Pass& p, std::string& out) {
        const auto moment = [](const orbit::Pass::Moment& m) {
            return nlohmann::ordered_json{{"time_utc", pass_time(m.unix_s)},
                                          {"azimuth_deg", rounded(m.look.azimuth_deg)},
                                          {"elevation_deg", rounded(m.look.elevation_deg)},
                                          {"range_km", rounded(m.look.range_km)},
                                          {"light", light_of(m)}};
        };
        const nlohmann::ordered_json row{{"norad_cat_id", e.norad_cat_id},
                                         {"object_name", e.object_name},
                                         {"rise", moment(p.rise)},
                                         {"peak", moment(p.peak)},
                                         {"set", moment(p.set)},
                                         {"sun_elevation_deg", rounded(p.sun_elevation_deg)},
                                         {"up_before", p.already_up},
                                         {"up_after", p.still_up}};
        out += first_ ? "\n" : ",\n";
        out += row.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        first_ = false;
    }
    void end(std::string& out) { out += "\n]}\n"; }

private:
    bool first_ = true;
};

template <class Writer>
bool write_with(Writer writer, const PassSearch& search, std::span<const orbit::MeanElements> elements, const Log& log) {
    RowSink sink;
    bool all_good = true;
    writer.begin(search, sink.row());
    for (const orbit::MeanElements& e : elements) {
        const auto satellite = orbit::Sgp4::init(e);
        if (!satellite) {
            log.warning(fmt::format("{} {}: {}", e.norad_cat_id, e.object_name, satellite.error().message));
            all_good = false;
            continue;
        }
        // A search ends where the propagation does; that must not look like a sky without passes.
        for (const double end : {search.from_unix_s, search.to_unix_s}) {
            const orbit::PropagationError error = satellite->at(end).error;
            if (error == orbit::PropagationError::None) continue;
            log.warning(fmt::format("{} {}: no place at {}: {}", e.norad_cat_id, e.object_name, instant_text(end), orbit::explain(error)));
            break;
        }
        for (const orbit::Pass& p : orbit::find_passes(*satellite, search.observer, search.from_unix_s, search.to_unix_s, search.min_elevation_deg)) {
            writer.pass(e, p, sink.row());
            if (!sink.end_row()) return false;
        }
    }
    writer.end(sink.row());
    return all_good;
}

}  // namespace

bool write_passes(const PassSearch& search, bool json, std::span<const orbit::MeanElements> elements, const Log& log) {
    return json ? write_with(JsonPasses{}, search, elements, log) : write_with(CsvPasses{}, search, elements, log);
}

}  // namespace linchpin::app
