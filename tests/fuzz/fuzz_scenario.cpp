// Scenario files: read or refused with a sentence; what was read is written and read again the same, fits the data set or says why
// not, and taken back leaves the base data.
#include <string>

#include "data/pack/load_pack.h"
#include "data/scenario/compare.h"
#include "data/scenario/scenario_json.h"
#include "data/scenario/scenario_world.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using fuzz::require;

namespace {

const Dataset& pack() {
    static const Dataset data = [] {
        auto loaded = load_pack(LINCHPIN_ROOT "/tests/data/pack/good");
        require(static_cast<bool>(loaded), "the good test pack loads");
        return *std::move(loaded);
    }();
    return data;
}

bool is_base(const report::World& world) {
    const Dataset &now = *world.dataset, &base = *world.base;
    bool same =
        !world.scenario && world.corridor_failure.empty() && world.lost_constellations.empty() && world.supply_losses.empty();
    same = same && now.flows.value_usd == base.flows.value_usd;
    for (std::size_t i = 0; i < base.totals.size(); ++i) {
        same = same && now.totals[i].imports_usd == base.totals[i].imports_usd &&
               now.totals[i].exports_usd == base.totals[i].exports_usd;
    }
    for (std::size_t i = 0; i < base.sites.size(); ++i) {
        same = same && now.sites[i].status == base.sites[i].status && now.sites[i].year == base.sites[i].year;
    }
    for (std::size_t i = 0; i < base.cables.size(); ++i) {
        same = same && now.cables[i].status == base.cables[i].status &&
               now.cables[i].branches.size() == base.cables[i].branches.size();
    }
    return same;
}

void check_world(const report::World& world) {
    for (const std::int64_t value : world.dataset->flows.value_usd) require(value >= 0, "no flow is negative");
    for (const report::SupplyLoss& loss : world.supply_losses) {
        require(loss.result.shortfall >= 0.0 && loss.result.shortfall <= 1.0, "a shortfall is a share");
    }
    for (const double failure : world.corridor_failure) require(failure >= 0.0 && failure <= 1.0, "a probability is one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static scenario::ScenarioWorld world{pack()};
    const auto read = scenario::from_json(fuzz::as_text(bytes, size), "fuzz.json");
    if (!read) {
        require(!read.error().message.empty(), "a refusal is a sentence");
        require(read.error().line >= 0 && read.error().column >= 0, "a place is in the file");
        return 0;
    }
    const std::string text = scenario::to_json(*read);
    const auto again = scenario::from_json(text);
    require(static_cast<bool>(again), "what is written can be read");
    require(*again == *read, "what is read again is the same");
    require(scenario::to_json(*again) == text, "the text is stable");

    for (const scenario::Event& event : read->events) {
        const Status status = scenario::check_event(pack(), event);
        require(status || !status.error().message.empty(), "a misfit is a sentence");
        require(!scenario::describe(pack(), event).empty(), "every event can be described");
    }
    if (world.apply(*read, {}))
        check_world(world.world());
    else
        require(is_base(world.world()), "a scenario that does not fit leaves the base data");
    require(static_cast<bool>(world.apply({}, {})) && is_base(world.world()), "taken back, it leaves the base data");
    return 0;
}
