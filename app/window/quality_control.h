#pragma once
#include <array>
#include <cstddef>
#include <deque>
#include <optional>

#include "app/state/app_state.h"
#include "render/draw_options.h"
#include "render/gl/handle.h"

namespace linchpin::app {

/// Chooses between Low and High by what frames cost. It steps down when half of the last frames were too slow, and up again only when
/// nearly all were much faster than needed; a step up that did not last makes the next one wait longer, so that it never swings.
class QualityGovernor {
public:
    explicit QualityGovernor(render::Quality start = render::Quality::High) noexcept : level_{start} {}
    /// @param frame_ms  of one frame, at the present level
    void add(double frame_ms);
    [[nodiscard]] render::Quality level() const noexcept { return level_; }

    static constexpr double kSlow_ms = 28.0, kFast_ms = 9.0;
    static constexpr std::size_t kFramesToDrop = 12, kFramesToRise = 120, kMostFramesToRise = 120 * 64;

private:
    void change_to(render::Quality level);

    render::Quality level_;
    std::deque<double> last_ms_;
    std::size_t frames_to_rise_ = kFramesToRise, frames_since_rise_ = 0;
    bool raised_ = false;
};

/// The quality of the window's frames. Measures what the GPU takes for a scene; where the driver draws with the processor, whose
/// timers count from when a command was queued, the time from frame to frame while the picture moves.
class QualityControl {
public:
    /// Needs a current GL context from here on.
    [[nodiscard]] render::Quality level(QualityChoice choice);
    void begin_scene();
    /// @param moving  the next frame follows at once
    void end_scene(QualityChoice choice, bool moving);

private:
    struct QueryTraits {
        static GLuint create() { GLuint id = 0; glGenQueries(1, &id); return id; }
        static void destroy(GLuint id) { glDeleteQueries(1, &id); }
    };
    using Query = render::GlHandle<QueryTraits>;
    void read_queries();

    std::optional<bool> software_;
    QualityGovernor governor_;
    std::array<Query, 4> queries_;   ///< so many scenes may be under way
    std::array<bool, 4> pending_{};
    std::size_t next_ = 0;
    bool measuring_ = false;
    std::optional<double> last_start_s_;
};

}  // namespace linchpin::app
