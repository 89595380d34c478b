// Orbital elements in all their forms: each record good or named; what is good is written and read again the same.
#include <cmath>

#include "data/orbit/element_set.h"
#include "data/orbit/read_omm.h"
#include "data/orbit/read_tle.h"
#include "data/orbit/write_omm.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin::orbit;
using linchpin::fuzz::require;

namespace {

void check(const ElementSets& sets) {
    for (const auto& problem : sets.problems)
        require(!problem.message.empty() && problem.line >= 0, "a problem is a sentence with a line");
    for (const MeanElements& e : sets.elements) {
        require(e.eccentricity >= 0.0 && e.eccentricity < 1.0, "an orbit is closed");
        require(std::isfinite(e.mean_motion_rev_day) && e.mean_motion_rev_day > 0.0, "a satellite moves");
        require(std::isfinite(e.epoch_unix_s) && std::isfinite(e.bstar_per_er), "epoch and drag are numbers");
        require(e.inclination_deg >= 0.0 && e.inclination_deg <= 180.0, "an inclination is one");
    }
    for (const auto& [text, again] : {std::pair{write_omm_csv(sets.elements), read_omm_csv(write_omm_csv(sets.elements))},
                                      std::pair{write_omm_json(sets.elements), read_omm_json(write_omm_json(sets.elements))}}) {
        require(again.problems.empty() && again.elements.size() == sets.elements.size(), "what is written can be read");
        for (std::size_t i = 0; i < sets.elements.size(); ++i) {
            require(again.elements[i].mean_motion_rev_day == sets.elements[i].mean_motion_rev_day &&
                        again.elements[i].eccentricity == sets.elements[i].eccentricity &&
                        again.elements[i].inclination_deg == sets.elements[i].inclination_deg &&
                        again.elements[i].bstar_per_er == sets.elements[i].bstar_per_er,
                    "numbers keep every bit");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = linchpin::fuzz::as_text(bytes, size);
    for (const auto reader : {read_elements, read_tle, read_omm_csv, read_omm_json, read_omm_xml, read_omm_kvn})
        check(reader(text));
    return 0;
}
