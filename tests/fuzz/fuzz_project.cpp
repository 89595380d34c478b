// Project files: read or refused with a sentence that has a place in the file; what was read is written and read again the same. A
// project that can be prepared has a moment at every time, the same whenever it is asked for, with a camera that stands somewhere.
#include <algorithm>
#include <cmath>

#include "app/state/state_json.h"
#include "app/timeline/project_json.h"
#include "app/timeline/timeline.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using fuzz::require;

namespace {

bool is_share(float v) { return v >= 0.0f && v <= 1.0f; }

void look_at(const app::Timeline& timeline, double time_s) {
    const app::FrameMoment moment = timeline.at(time_s), again = timeline.at(time_s);
    const app::CameraPose& camera = moment.state.camera;
    require(std::abs(camera.lat_deg) <= 90.0 + 1e-9 && std::isfinite(camera.lon_deg) && std::isfinite(camera.distance_km) && camera.distance_km > 0.0 &&
                std::isfinite(camera.bearing_deg) && std::isfinite(camera.tilt_deg),
            "the camera stands somewhere");
    float shares = 0.0f;
    for (const app::PastMoment& past : moment.passing.pasts) {
        require(is_share(past.share), "a share is a share");
        shares += past.share;
    }
    require(shares <= 1.0f + 1e-5f, "no more fades out than there was");
    require(is_share(moment.passing.veil), "a veil is a share");
    for (const app::ShownElement& element : moment.passing.elements) require(is_share(element.opacity), "an opacity is a share");
    require(moment.passing == again.passing && app::state_to_json(moment.state) == app::state_to_json(again.state), "a moment is a function of its time");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto read = app::project_from_json(fuzz::as_text(bytes, size), "project.json");
    if (!read) {
        require(!read.error().message.empty(), "a refusal is a sentence");
        require(read.error().line >= 0 && read.error().column >= 0, "a place is in the file");
        return 0;
    }
    for (const Error& warning : read->warnings) require(!warning.message.empty(), "a warning is a sentence");
    const std::string text = app::project_to_json(read->project);
    const auto again = app::project_from_json(text, "again.json");
    require(static_cast<bool>(again) && again->warnings.empty(), "what is written can be read");
    require(app::project_to_json(again->project) == text, "the text is stable");
    require(read->project.frame_count() >= 1, "a project has a frame");
    // Every change is checked as a whole state: thousands of them say nothing new.
    if (read->project.changes.size() > 50) return 0;
    const auto timeline = app::Timeline::prepare(read->project);
    if (!timeline) {
        require(!timeline.error().message.empty(), "a refusal is a sentence");
        return 0;
    }
    const double length_s = read->project.length_s;
    for (const double time_s : {-1.0, 0.0, 0.1, 0.37 * length_s, 0.5 * length_s, length_s, length_s + 1.0}) look_at(*timeline, time_s);
    return 0;
}
