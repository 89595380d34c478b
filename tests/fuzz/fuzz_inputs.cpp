// Tables of the user's own: the first byte says which. Loaded whole, or refused with sentences and nothing kept; what was loaded gives
// figures that are shares where they say so.
#include <cmath>
#include <string>

#include "data/inputs/user_inputs.h"
#include "data/pack/load_pack.h"
#include "data/report/evaluate.h"
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

void check_figures(const inputs::UserInputs& tables) {
    report::World world;
    world.dataset = world.base = &pack();
    world.inputs = &tables;
    for (Index country = 0; country < pack().countries.size(); ++country) {
        const report::Subject subject = report::country_subject(pack(), country);
        for (const char* metric : {"M07", "M16", "M18", "M23"}) {
            for (const report::Figure& figure : report::evaluate(world, subject, metric, {}, report::Detail::Explain)) {
                require((figure.state == report::FigureState::Value) == (figure.value.has_value() || !figure.text.empty()), "a value is there when it is said to be");
                require(figure.why != nullptr, "every figure is explained");
                if (figure.value && figure.unit == report::Unit::Share) require(*figure.value >= 0.0 && *figure.value <= 1.0, "a share is one");
                if (figure.low && figure.high) require(*figure.low <= *figure.high + 1e-12, "an interval has its ends in order");
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const auto kind = static_cast<inputs::Kind>(bytes[0] % inputs::kKinds);
    inputs::UserInputs tables;
    inputs::read_table(pack(), kind, fuzz::as_text(bytes + 1, size - 1), file_name(kind), tables);
    const bool refused = tables.table(kind).state == inputs::TableState::State::Refused;
    const std::size_t years = tables.input_output.size() + tables.dependences.size() + tables.shareholdings.size() + tables.cable_failures.size();
    require(refused == (tables.first_error() != nullptr), "a refusal has a sentence, and only a refusal has an error");
    require(refused ? years == 0 : years > 0, "a table is there whole or not at all");
    for (const Finding& finding : tables.findings) require(!finding.where.message.empty(), "a finding is a sentence");
    if (!refused) check_figures(tables);
    return 0;
}
