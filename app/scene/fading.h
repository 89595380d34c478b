#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// How the earth and its sky are shown, apart from what the layers say.
struct Backdrop {
    EarthStyle earth_style = EarthStyle::Graphite;
    bool even_light = false;
    bool moon = false;
    bool operator==(const Backdrop&) const = default;
};
[[nodiscard]] Backdrop backdrop_of(const AppState& state) noexcept;

/// What was shown a moment ago and is still fading out.
struct PastPicture {
    const Layers* layers = nullptr;
    const Snapshot* snapshot = nullptr;
    float share = 0.0f;  ///< of the picture; the rest is the present one's
    std::optional<Backdrop> backdrop = std::nullopt;  ///< empty = the present one's
};

/// Mixes a picture with those of the last moments: nothing pops, layers and things that exist come and go within kFade_s.
class Fading {
public:
    Fading() = default;
    /// All must outlive it.
    Fading(const Layers& layers, const Snapshot& snapshot, std::span<const PastPicture> pasts);

    /// What is to be seen at all.
    [[nodiscard]] const Layers& layers() const noexcept { return union_; }
    [[nodiscard]] bool layers_differ() const noexcept { return layers_differ_; }
    /// Of a layer, [0, 1]: exactly 1 where it is on and was on.
    [[nodiscard]] float opacity(bool Layers::*layer) const noexcept;
    /// How much there is of something that a look has or has not, [0, 1]: exactly 0 or 1 where that has not changed.
    /// @param has  whether a picture of these layers and this backdrop shows it
    [[nodiscard]] float share_of(const Backdrop& now, bool (*has)(const Layers&, const Backdrop&)) const noexcept;
    /// How much there is of each record, of 255: by visibility now and then. Empty = as it is now; nothing has changed.
    [[nodiscard]] std::vector<std::uint8_t> strengths(std::vector<std::uint8_t> Snapshot::*visible) const;

    [[nodiscard]] std::span<const PastPicture> pasts() const noexcept { return pasts_; }
    [[nodiscard]] float now_share() const noexcept { return now_share_; }

private:
    /// Of something that there is or is not now, and was or was not.
    template <class Had> [[nodiscard]] float mixed(bool now, const Had& had) const noexcept;
    const Layers* layers_ = nullptr;
    const Snapshot* snapshot_ = nullptr;
    std::span<const PastPicture> pasts_;
    Layers union_;
    float now_share_ = 1.0f;
    bool layers_differ_ = false;
};

/// One line of several looks, each with its share: colours mix in proportion to what there is of them, and so do widths.
class RibbonMix {
public:
    void add(const render::RibbonStyle& style, float share) noexcept;
    [[nodiscard]] render::RibbonStyle style() const noexcept;

private:
    render::RibbonStyle strongest_;
    float red_ = 0.0f, green_ = 0.0f, blue_ = 0.0f, alpha_ = 0.0f, width_ = 0.0f, seen_ = 0.0f, most_ = 0.0f;
};

/// Mixes looks of the same areas. @param into  has the share that is left
void mix_areas(std::vector<render::AreaStyle>& into, const std::vector<render::AreaStyle>& other, float share_of_other);

/// Fainter by a factor in [0, 1].
void fade_marks(std::span<render::PointMark> marks, float opacity) noexcept;

}  // namespace linchpin::app
