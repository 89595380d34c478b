#include "app/window/fade_memory.h"

#include <algorithm>

#include "app/state/fade.h"

namespace linchpin::app {
namespace {

/// While a slider is drawn a filter changes with every frame; more than these are not told apart by any eye.
constexpr std::size_t kMostPasts = 3;

bool same_values(const ChoroplethLayer& a, const ChoroplethLayer& b) {
    return a.active == b.active && a.title == b.title && a.class_breaks == b.class_breaks &&
           std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                      [](const CountryValue& x, const CountryValue& y) { return x.state == y.state && x.value == y.value; });
}

/// Whether the same things are in both pictures. A date, or the origin that flows are drawn from, may differ without that.
bool same_things(const Snapshot& a, const Snapshot& b) {
    return a.site_visible == b.site_visible && a.cable_visible == b.cable_visible && a.satellite_visible == b.satellite_visible && a.site_lost == b.site_lost &&
           a.cable_lost == b.cable_lost && a.filter.show_planned_shells == b.filter.show_planned_shells && same_values(a.choropleth, b.choropleth) &&
           std::equal(a.arcs.begin(), a.arcs.end(), b.arcs.begin(), b.arcs.end(),
                      [](const Arc& x, const Arc& y) { return x.exporter == y.exporter && x.importer == y.importer && x.value_usd == y.value_usd; });
}

}  // namespace

void FadeMemory::note(const Layers& layers, const Snapshot& snapshot, double now_s, const Backdrop& backdrop) {
    while (!pasts_.empty() && now_s - pasts_.back().until_s >= kFade_s) pasts_.pop_back();
    const bool things = snapshot_ && same_things(*snapshot_, snapshot);
    if (snapshot_ && (!things || !(layers == layers_) || !(backdrop == backdrop_))) {
        pasts_.push_front({layers_, snapshot_, now_s, backdrop_});
        if (pasts_.size() > kMostPasts) pasts_.pop_back();
    }
    layers_ = layers;
    backdrop_ = backdrop;
    // What fades out one day looks as it did last: the days of a cable's first year, and origins that a slider went through, among it.
    if (!things || !(snapshot_->filter == snapshot.filter)) snapshot_ = std::make_shared<const Snapshot>(snapshot);
}

std::vector<PastPicture> FadeMemory::pasts(double now_s) const {
    std::vector<PastPicture> out;
    for (std::size_t i = 0; i < pasts_.size(); ++i) {
        const double to_age_s = i + 1 < pasts_.size() ? now_s - pasts_[i + 1].until_s : kFade_s;
        const float share = fade_share(now_s - pasts_[i].until_s, to_age_s);
        if (share > 0.0f) out.push_back({&pasts_[i].layers, pasts_[i].snapshot.get(), share, pasts_[i].backdrop});
    }
    return out;
}

void FadeMemory::forget() {
    pasts_.clear();
    snapshot_ = nullptr;
}

}  // namespace linchpin::app
