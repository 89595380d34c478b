#include "data/orbit/write_omm.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "data/orbit/element_set.h"

namespace linchpin::orbit {
namespace {

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char ch : text) quoted += ch == '"' ? std::string("\"\"") : std::string(1, ch);
    return quoted + '"';
}

std::string json_text(const std::string& text) {
    // Broken UTF-8 in a name must not stop an export: such bytes become the replacement character.
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string write_omm_csv(std::span<const MeanElements> elements) {
    std::string out =
        "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,"
        "EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\n";
    for (const MeanElements& e : elements)
        fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_text(e.object_name),
                       csv_text(e.object_id), format_epoch(e.epoch_unix_s), e.mean_motion_rev_day, e.eccentricity,
                       e.inclination_deg, e.ra_of_asc_node_deg, e.arg_of_pericenter_deg, e.mean_anomaly_deg, e.ephemeris_type,
                       csv_text(std::string(1, e.classification)), e.norad_cat_id, e.element_set_no, e.rev_at_epoch, e.bstar_per_er,
                       e.mean_motion_dot, e.mean_motion_ddot);
    return out;
}

std::string write_omm_json(std::span<const MeanElements> elements) {
    std::string out = "[";
    for (const MeanElements& e : elements)
        fmt::format_to(
            std::back_inserter(out),
            "{}\n{{\"OBJECT_NAME\":{},\"OBJECT_ID\":{},\"EPOCH\":\"{}\",\"MEAN_MOTION\":{},\"ECCENTRICITY\":{},\"INCLINATION\":{},"
            "\"RA_OF_ASC_NODE\":{},\"ARG_OF_PERICENTER\":{},\"MEAN_ANOMALY\":{},\"EPHEMERIS_TYPE\":{},\"CLASSIFICATION_TYPE\":{},"
            "\"NORAD_CAT_ID\":{},\"ELEMENT_SET_NO\":{},\"REV_AT_EPOCH\":{},\"BSTAR\":{},\"MEAN_MOTION_DOT\":{},\"MEAN_MOTION_"
            "DDOT\":{}}}",
            out.size() > 1 ? "," : "", json_text(e.object_name), json_text(e.object_id), format_epoch(e.epoch_unix_s),
            e.mean_motion_rev_day, e.eccentricity, e.inclination_deg, e.ra_of_asc_node_deg, e.arg_of_pericenter_deg,
            e.mean_anomaly_deg, e.ephemeris_type, json_text(std::string(1, e.classification)), e.norad_cat_id, e.element_set_no,
            e.rev_at_epoch, e.bstar_per_er, e.mean_motion_dot, e.mean_motion_ddot);
    return out + "\n]\n";
}

}  // namespace linchpin::orbit
