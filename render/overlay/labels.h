#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "render/overlay/overlay_theme.h"

namespace linchpin::render {

enum class LabelKind : std::uint8_t {
    Country,  ///< spaced capitals, centred on the place
    Sea,      ///< italic, bluish, centred on the place
    City,     ///< plain, beside its point
    Thing,    ///< medium weight, beside its mark: a site, a cable, a satellite
    Line,     ///< small and quiet, beside a line: a cable
    Count,    ///< semi-bold figures, centred in their mark: a cluster of sites
};
enum class LabelAnchor : std::uint8_t { Centre, Right, Left, Above, Below };

struct LabelCandidate {
    std::uint64_t id = 0;         ///< unique among the candidates and the same in every frame
    std::string_view text;        ///< UTF-8; must outlive the calls
    LabelKind kind = LabelKind::City;
    float priority = 0.0f;        ///< larger wins; meant to lie in 0..1 (LabelOptions::keep_bonus is on that scale)
    float x_px = 0.0f, y_px = 0.0f;  ///< the place on the picture
    float gap_px = 6.0f;          ///< from the place to the nearest letter, for anchors beside it; the mark at the place is taken to
                                  ///< reach 0.6 of it, and no other label covers the mark of a label that shows
    float opacity = 1.0f;         ///< 0..1; let it run to 0 toward the limb, so that nothing pops. At 0 the label takes no room
    float room_px = 0.0f;         ///< width of what is named; a much wider text is not placed. 0 = any width fits
    float design_size = 0.0f;     ///< type size at 1080p; 0 = as its kind
    // Filled by measure_labels:
    float width_px = 0.0f, cap_height_px = 0.0f, descent_px = 0.0f;
};

struct PlacedLabel {
    std::uint64_t id = 0;
    LabelAnchor anchor = LabelAnchor::Centre;
    bool operator==(const PlacedLabel&) const noexcept = default;
};

struct LabelOptions {
    Rect bounds;                          ///< labels lie wholly inside
    std::span<const Rect> obstacles{};    ///< panels, captions, credits
    float margin_px = 6.0f;               ///< clearance that a new label needs; one that is kept needs a third of it
    float keep_bonus = 0.15f;             ///< added to the priority of what was placed before
    std::size_t max_labels = 0;           ///< 0 = as many as fit
};

/// Chooses which labels show, and where: the greatest priorities first, none overlapping another or an obstacle. Pure: depends
/// on the arguments alone, and not on the order of the candidates.
/// @param kept  what was placed before, sorted by id; it is preferred, at its former anchor, so that little changes
/// @return sorted by id
[[nodiscard]] std::vector<PlacedLabel> place_labels(std::span<const LabelCandidate> candidates, const LabelOptions& options,
                                                    std::span<const PlacedLabel> kept = {});
/// The box of a measured candidate, halo not included.
[[nodiscard]] Rect label_rect(const LabelCandidate& candidate, LabelAnchor anchor) noexcept;
/// The box of the mark that a label beside its place belongs to.
[[nodiscard]] Rect label_mark(const LabelCandidate& candidate) noexcept;

/// Placement over time. Steps lie on a fixed grid of frame time and cross-fade after each step; what is shown at `now_s` is a
/// pure function of (placement, now_s), so scrubbing, playing and recording agree.
struct LabelPlacement {
    static constexpr double kStepS = 0.25, kFadeS = 0.20;
    std::int64_t step = std::numeric_limits<std::int64_t>::min();  ///< floor(time / kStepS); the smallest number = nothing placed yet
    std::vector<PlacedLabel> current, previous;                    ///< sorted by id
};
/// The step of a frame time: floor(time / kStepS), with room for the rounding of a summed-up time.
[[nodiscard]] std::int64_t label_step(double time_s) noexcept;
/// The placement for `now_s`: `last` itself within the same step, else a new one that keeps what it can. A first placement, and
/// one after a jump in time (backwards, or more than a second), shows at once and remembers nothing.
[[nodiscard]] LabelPlacement advance_labels(const LabelPlacement& last, std::span<const LabelCandidate> candidates, const LabelOptions& options,
                                            double now_s);
/// For a still picture: one placement at full opacity.
[[nodiscard]] LabelPlacement place_still(std::span<const LabelCandidate> candidates, const LabelOptions& options);

struct LabelSight { PlacedLabel label; float opacity = 1.0f; };
/// What shows at `now_s`, fading labels included; sorted by id.
[[nodiscard]] std::vector<LabelSight> labels_at(const LabelPlacement& placement, double now_s);

[[nodiscard]] TextStyle label_style(LabelKind kind, float design_size, const OverlayFrame& frame, const OverlayTheme& theme);
/// The text as its kind writes it: countries in capitals.
[[nodiscard]] std::string label_text(LabelKind kind, std::string_view text);
/// Fills the measures. Needed once a candidate's text, kind, size or the frame's scale changes, not in every frame.
void measure_labels(TextEngine& engine, const OverlayFrame& frame, std::span<LabelCandidate> candidates);
/// Draws what shows at `now_s`. @param moving  the globe turns: letters follow it in quarter pixels in both directions
void draw_labels(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, std::span<const LabelCandidate> candidates,
                 const LabelPlacement& placement, double now_s, bool moving);

}  // namespace linchpin::render
