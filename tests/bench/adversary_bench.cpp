// The worst three losses of every country of the bundled pack, by kind.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "data/pack/load_pack.h"
#include "data/scenario/adversary.h"

using namespace linchpin;

int main() {
    const auto data = load_pack(LINCHPIN_ROOT "/assets/pack");
    if (!data) {
        std::fprintf(stderr, "%s\n", data.error().text().c_str());
        return 1;
    }
    const metrics::TradeView trade{*data};
    report::World world;
    world.dataset = world.base = &*data;
    world.trade = &trade;
    report::Question question;
    question.group = data->group_index("transformers_converters");
    for (const scenario::AdversaryKindInfo& kind : scenario::adversary_kinds()) {
        for (const scenario::Hurt hurt : kind.hurts) {
            const auto start = std::chrono::steady_clock::now();
            std::size_t sets = 0, candidates = 0;
            double worst_ms = 0.0;
            for (Index country = 0; country < data->countries.size(); ++country) {
                const auto begin = std::chrono::steady_clock::now();
                const auto answer = scenario::find_worst(world, report::country_subject(*data, country), question, {kind.kind, hurt, 3});
                worst_ms = std::max(worst_ms, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
                sets += answer.sets.size();
                candidates = std::max(candidates, answer.candidates);
            }
            const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            std::printf("%-14s %-10s k = 3, %zu countries: %8.2f ms, slowest %6.2f ms; %zu sets, up to %zu candidates\n", kind.id.data(),
                        scenario::info_of(hurt).id.data(), data->countries.size(), ms, worst_ms, sets, candidates);
        }
    }
    return 0;
}
