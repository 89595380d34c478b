#include "app/scene/gallery.h"

#include "app/scene/picture.h"

namespace linchpin::app {
namespace {

constexpr double kSky_unix_s = 1787313600.0;   // 2026-08-21T12:00:00Z, when the pack's elements were taken
constexpr double kHour_s = 3600.0;

void look_at(AppState& s, double lat_deg, double lon_deg, double distance_km) { s.camera = {lat_deg, lon_deg, distance_km, 0.0, 0.0}; }

/// Ground, borders, names and furniture; of the data only what the view is about.
Layers only(bool Layers::*data) {
    Layers l;
    l.choropleth = l.sites = l.cables = l.flows = l.satellites = l.stars = false;
    if (data != nullptr) l.*data = true;
    return l;
}

scenario::Event closed(const char* chokepoint) {
    scenario::Event e;
    e.kind = scenario::EventKind::ChokepointClosed;
    e.object = chokepoint;
    return e;
}

}  // namespace

std::vector<GalleryView> gallery_views() {
    return {
        {"first-picture", "The first picture", 1920, 1080, [](AppState&) {}},
        {"first-picture-uhd", "The same for a 4K screen", 3840, 2160, [](AppState&) {}},
        {"first-picture-small", "The same, 480 pixels wide", 480, 270, [](AppState&) {}},
        {"flat-map", "Flat map, Equal Earth", 1920, 1080, [](AppState& s) {
             s.projection = Projection::EqualEarth;
             s.camera = whole_map_pose(s, 1920, 1080);
         }},
        {"half-way", "Half-way from globe to map", 1920, 1080, [](AppState& s) {
             s.projection = Projection::EqualEarth;
             s.frame_time_s = 0.4;
             s.projection_since_s = 0.0;
             look_at(s, 10.0, 20.0, 26000.0);
         }},
        {"europe", "Europe: data centres and cables", 1920, 1080, [](AppState& s) {
             look_at(s, 50.0, 8.0, 3600.0);
             s.layers.flows = s.layers.satellites = false;
         }},
        {"north-america", "North America: data centres", 1920, 1080, [](AppState& s) {
             look_at(s, 39.0, -95.0, 5200.0);
             s.layers = only(&Layers::sites);
         }},
        {"red-sea", "Bab el-Mandeb and the Red Sea: cables", 1920, 1080, [](AppState& s) {
             look_at(s, 18.0, 41.0, 2400.0);
             s.layers = only(&Layers::cables);
         }},
        {"malacca", "Strait of Malacca", 1920, 1080, [](AppState& s) {
             look_at(s, 3.0, 102.0, 1500.0);
             s.layers.flows = s.layers.satellites = false;
         }},
        {"night-side", "The night side", 1920, 1080, [](AppState& s) {
             s.sky_time_unix_s = kSky_unix_s + 6.5 * kHour_s;
             s.earth_style = EarthStyle::Imagery;
             look_at(s, 25.0, 95.0, 17500.0);
             s.layers = only(nullptr);
             s.layers.stars = true;
         }},
        {"terminator", "Day and night over the Atlantic", 1920, 1080, [](AppState& s) {
             s.sky_time_unix_s = kSky_unix_s + 8.0 * kHour_s;
             look_at(s, 30.0, -30.0, 17500.0);
             s.layers = only(&Layers::cables);
             s.layers.stars = true;
         }},
        {"arctic", "North pole", 1920, 1080, [](AppState& s) {
             look_at(s, 90.0, 0.0, 9000.0);
             s.layers = only(&Layers::cables);
             s.layers.graticule = true;
         }},
        {"antarctic", "South pole", 1920, 1080, [](AppState& s) {
             look_at(s, -90.0, 0.0, 9000.0);
             s.layers = only(&Layers::choropleth);
             s.layers.graticule = true;
         }},
        {"antimeridian", "Across 180 degrees", 1920, 1080, [](AppState& s) {
             look_at(s, -10.0, 180.0, 9000.0);
             s.sky_time_unix_s = kSky_unix_s - 12.0 * kHour_s;
             s.layers.flows = s.layers.satellites = false;
         }},
        {"flows", "Supply flows: the 200 largest", 1920, 1080, [](AppState& s) {
             s.filter.top_arcs = 200;
             s.layers = only(&Layers::flows);
             s.layers.stars = true;
         }},
        {"satellites", "Satellites", 1920, 1080, [](AppState& s) {
             s.layers = only(&Layers::satellites);
             s.layers.labels = false;
             s.layers.stars = true;
         }},
        {"scenario", "What if: Bab el-Mandeb is closed", 1920, 1080, [](AppState& s) {
             s.scenario.name = "Bab el-Mandeb closed";
             s.scenario.events = {closed("bab-el-mandeb")};
             look_at(s, 22.0, 45.0, 5500.0);
             s.layers.flows = s.layers.satellites = s.layers.choropleth = false;
         }},
    };
}

}  // namespace linchpin::app
