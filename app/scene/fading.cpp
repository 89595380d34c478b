#include "app/scene/fading.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {
namespace {

constexpr bool Layers::*kLayers[] = {&Layers::earth, &Layers::borders, &Layers::graticule, &Layers::stars, &Layers::choropleth, &Layers::sites, &Layers::cables,
                                     &Layers::flows, &Layers::satellites, &Layers::labels, &Layers::legend, &Layers::credits};

std::uint8_t byte_of(float v) noexcept { return static_cast<std::uint8_t>(std::clamp(v, 0.0f, 255.0f) + 0.5f); }

}  // namespace

Backdrop backdrop_of(const AppState& state) noexcept { return {state.earth_style, state.even_light, state.moon}; }

Fading::Fading(const Layers& layers, const Snapshot& snapshot, std::span<const PastPicture> pasts)
    : layers_{&layers}, snapshot_{&snapshot}, pasts_{pasts}, union_{layers} {
    for (const PastPicture& past : pasts_) {
        now_share_ -= past.share;
        if (*past.layers == layers) continue;
        layers_differ_ = true;
        for (const auto layer : kLayers) union_.*layer = union_.*layer || past.layers->*layer;
    }
    now_share_ = std::clamp(now_share_, 0.0f, 1.0f);
}

float Fading::opacity(bool Layers::*layer) const noexcept {
    if (layers_ == nullptr) return 1.0f;
    return mixed(layers_->*layer, [layer](const PastPicture& past) { return past.layers->*layer; });
}

float Fading::share_of(const Backdrop& now, bool (*has)(const Layers&, const Backdrop&)) const noexcept {
    if (layers_ == nullptr) return has({}, now) ? 1.0f : 0.0f;
    return mixed(has(*layers_, now), [&](const PastPicture& past) { return has(*past.layers, past.backdrop.value_or(now)); });
}

template <class Had> float Fading::mixed(bool now, const Had& had) const noexcept {
    if (std::all_of(pasts_.begin(), pasts_.end(), [&](const PastPicture& past) { return had(past) == now; })) return now ? 1.0f : 0.0f;
    float sum = now ? now_share_ : 0.0f;
    for (const PastPicture& past : pasts_) sum += had(past) ? past.share : 0.0f;
    return std::clamp(sum, 0.0f, 1.0f);
}

std::vector<std::uint8_t> Fading::strengths(std::vector<std::uint8_t> Snapshot::*visible) const {
    if (snapshot_ == nullptr) return {};
    const std::vector<std::uint8_t>& now = snapshot_->*visible;
    if (std::all_of(pasts_.begin(), pasts_.end(), [&](const PastPicture& p) { return p.snapshot->*visible == now; })) return {};
    std::size_t size = now.size();
    for (const PastPicture& past : pasts_) size = std::max(size, (past.snapshot->*visible).size());  // a column may be empty: nothing lost
    std::vector<float> sums(size, 0.0f);
    const auto add = [&sums](const std::vector<std::uint8_t>& column, float share) {
        for (std::size_t i = 0; i < column.size(); ++i) sums[i] += column[i] != 0 ? share : 0.0f;
    };
    add(now, now_share_);
    for (const PastPicture& past : pasts_) add(past.snapshot->*visible, past.share);
    std::vector<std::uint8_t> out(size);
    std::transform(sums.begin(), sums.end(), out.begin(), [](float sum) { return byte_of(255.0f * sum); });
    return out;
}

void RibbonMix::add(const render::RibbonStyle& style, float share) noexcept {
    const float alpha = style.width_px > 0.0f ? static_cast<float>(style.colour.a) / 255.0f * share : 0.0f;
    if (alpha <= 0.0f) return;
    if (share > most_) {
        most_ = share;
        strongest_ = style;
    }
    red_ += static_cast<float>(style.colour.r) * alpha;
    green_ += static_cast<float>(style.colour.g) * alpha;
    blue_ += static_cast<float>(style.colour.b) * alpha;
    alpha_ += alpha;
    width_ += style.width_px * share;
    seen_ += share;
}

render::RibbonStyle RibbonMix::style() const noexcept {
    if (alpha_ <= 0.0f) return {{}, 0.0f};
    render::RibbonStyle mixed = strongest_;  // dashes and the like do not mix
    mixed.colour = {byte_of(red_ / alpha_), byte_of(green_ / alpha_), byte_of(blue_ / alpha_), byte_of(255.0f * alpha_)};
    mixed.width_px = width_ / seen_;
    return mixed;
}

void mix_areas(std::vector<render::AreaStyle>& into, const std::vector<render::AreaStyle>& other, float share_of_other) {
    for (std::size_t i = 0; i < std::min(into.size(), other.size()); ++i) {
        render::AreaStyle& a = into[i];
        const render::AreaStyle& b = other[i];
        if (a == b) continue;
        const float alpha_a = static_cast<float>(a.colour.a) * (1.0f - share_of_other), alpha_b = static_cast<float>(b.colour.a) * share_of_other, alpha = alpha_a + alpha_b;
        if (alpha <= 0.0f) continue;
        const auto mixed = [&](std::uint8_t x, std::uint8_t y) { return byte_of((static_cast<float>(x) * alpha_a + static_cast<float>(y) * alpha_b) / alpha); };
        // A pattern cannot be half there: it changes in the middle.
        if (alpha_b > alpha_a) a.pattern = b.pattern;
        a.colour = {mixed(a.colour.r, b.colour.r), mixed(a.colour.g, b.colour.g), mixed(a.colour.b, b.colour.b), byte_of(alpha)};
    }
}

void fade_marks(std::span<render::PointMark> marks, float opacity) noexcept {
    for (render::PointMark& mark : marks) {
        mark.fill.a = byte_of(static_cast<float>(mark.fill.a) * opacity);
        mark.edge.a = byte_of(static_cast<float>(mark.edge.a) * opacity);
    }
}

}  // namespace linchpin::app
