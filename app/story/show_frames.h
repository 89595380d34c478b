#pragma once
// The pictures of scenes: for the audience, for previews, for images and hand-outs. Needs the GL context of the studio.
#include "app/record/frame_source.h"
#include "app/story/visit.h"

namespace linchpin::app {

/// Moments by time, for placing labels and drawing.
using MomentSource = std::function<FrameMoment(double time_s)>;

/// Draws moments of a source, with label placements by its time alone.
class ShowFrames {
public:
    explicit ShowFrames(Studio& studio) : studio_{studio} {}

    /// From here on labels are placed for this source.
    void follow(MomentSource source);

    struct How {
        std::optional<render::Quality> quality;  ///< empty: as an image
        bool moving = false;                     ///< letters follow the globe in parts of a pixel
        bool live_labels = false;                ///< a hand is at the globe: labels follow from picture to picture
    };
    /// @param moment  as it is to be seen, veil and spotlight included; its bindings are filled in
    [[nodiscard]] Status draw(FrameMoment& moment, double time_s, const render::FrameTarget& target, const How& how);

private:
    Studio& studio_;
    MomentSource source_;
    std::optional<render::LabelTrack> labels_;
    int width_px_ = 0, height_px_ = 0;
};

/// The picture of a scene at rest, the same as the audience sees then.
[[nodiscard]] Result<StillImage> scene_image(Studio& studio, const ReadyStory& story, std::size_t scene, PixelSize size, int supersample = 1, bool transparent = false);
/// What is said in a scene: every caption with its numbers filled in as they are when the scene is at rest, and those numbers.
struct SceneTexts {
    std::vector<ShownElement> elements;
    std::vector<BoundNumber> numbers;
};
[[nodiscard]] Result<SceneTexts> scene_texts(Studio& studio, const ReadyStory& story, std::size_t scene);

}  // namespace linchpin::app
