#include <cmath>

#include "data/orbit/track.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"


namespace linchpin::app {

void draw_satellite_record(PanelContext& c, Index index) {
    const Satellite& satellite = c.dataset.satellites[index];
    const orbit::MeanElements& e = satellite.elements;
    std::string group = satellite.group;
    for (const KeyName& known : c.dataset.satellite_groups)
        if (known.id == satellite.group) group = known.name;
    record_head(c, "Satellite", e.object_name, group);
    field_pair(c, "NORAD number", std::to_string(e.norad_cat_id), "COSPAR designator", e.object_id);
    field(c, "Operator", satellite.operator_name);
    if (satellite.operator_country != kNone) country_row(c, "record/operator-country", satellite.operator_country, "operator");
    field(c, "The operator is known by", satellite.operator_basis);
    field_pair(c, "Service", satellite.service, "Launched", satellite.launch_year ? std::to_string(*satellite.launch_year) : "");
    heading(c, "Orbit");
    const orbit::OrbitShape shape = orbit::orbit_shape(e);
    field_pair(c, "Perigee", format_distance_km(shape.perigee_km), "Apogee", format_distance_km(shape.apogee_km));
    field_pair(c, "Inclination", format_number(e.inclination_deg, 2) + "\u00b0", "Period", format_number(shape.period_min, 1) + kThinSpace + "min");
    field_pair(c, "Eccentricity", format_number(e.eccentricity, 6), "Ascending node", format_number(e.ra_of_asc_node_deg, 2) + "\u00b0");
    field(c, "Epoch of the elements", format_instant(e.epoch_unix_s));
    if (c.moment.satellites_frozen)
        text_wrapped(c.fonts.small, c.colours().warning, "The shown time is more than 30 days from the epoch: satellites stand where they were at the epoch.");
    provenance(c, {"", "", "", std::nullopt, satellite.origin});
}

}  // namespace linchpin::app
