// Session files: read or refused with a sentence that has a place in the file; what was read is written and read again the same,
// without a warning.
#include <cmath>

#include "app/state/state_json.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto read = app::state_from_json(fuzz::as_text(bytes, size), "state.json");
    if (!read) {
        require(!read.error().message.empty(), "a refusal is a sentence");
        require(read.error().line >= 0 && read.error().column >= 0, "a place is in the file");
        return 0;
    }
    for (const Error& warning : read->warnings) require(!warning.message.empty(), "a warning is a sentence");
    const app::CameraPose& camera = read->state.camera;
    require(std::abs(camera.lat_deg) <= 90.0 && std::isfinite(camera.lon_deg) && camera.distance_km > 0.0 &&
                std::isfinite(camera.distance_km) && std::isfinite(camera.bearing_deg) && std::isfinite(camera.tilt_deg),
            "the camera stands somewhere");
    const std::string text = app::state_to_json(read->state);
    const auto again = app::state_from_json(text, "again.json");
    require(static_cast<bool>(again) && again->warnings.empty(), "what is written can be read");
    require(app::state_to_json(again->state) == text, "the text is stable");
    return 0;
}
