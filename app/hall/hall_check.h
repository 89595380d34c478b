#pragma once
// Is everything ready for a talk? Plays the story through without a sound and says in a sentence each what is not.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/hall/hall_rules.h"
#include "app/story/show_frames.h"

namespace linchpin::app {

struct HallOptions {
    PixelSize size{1920, 1080};   ///< of the audience's picture
    double wished_fps = 20.0;     ///< below it turning looks like stepping
    std::vector<std::string> warnings;  ///< that reading the story gave
};

struct HallReport {
    std::vector<HallItem> items;      ///< in the order of the list
    std::vector<SceneSpeed> scenes;
    /// No fault, and all was looked at.
    [[nodiscard]] bool ready() const noexcept;
};

/// In small pieces, so that a window can show how far it is. Needs the GL context of the studio.
class HallCheck {
public:
    /// @param studio  must outlive it
    HallCheck(Studio& studio, std::shared_ptr<const ReadyStory> story, HallFacts facts, HallOptions options);
    ~HallCheck();

    /// One scene, at most a few seconds. @return  false when all is done
    bool step();
    [[nodiscard]] double done_share() const noexcept;  ///< [0, 1]
    [[nodiscard]] const HallReport& report() const noexcept { return report_; }

private:
    void play(std::size_t scene);
    [[nodiscard]] double drawing_ms(const Visit& visit, render::Quality quality, bool& empty);
    void look_at_letters(const SceneTexts& texts, const StoryScene& scene);
    void finish();

    Studio& studio_;
    std::shared_ptr<const ReadyStory> story_;
    HallFacts facts_;
    HallOptions options_;
    HallReport report_;
    std::size_t next_ = 0;
    int sockets_before_ = 0;
    std::optional<render::FrameTarget> target_;
    std::shared_ptr<render::TextEngine> text_;
    std::string no_text_;
    std::vector<MissingNumber> missing_;
    std::size_t numbers_ = 0;
    std::vector<double> rest_s_;
    std::optional<VisitFrom> from_;
};

/// The list as lines: "ok     Screens: ...".
[[nodiscard]] std::string hall_text(const HallReport& report);
/// docs/schema/hall-check.schema.json.
[[nodiscard]] std::string hall_json(const HallReport& report, const Story& story, const HallOptions& options);

}  // namespace linchpin::app
