#include "app/window/quality_control.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "render/target/egl_context.h"

namespace linchpin::app {
namespace {

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

void QualityGovernor::change_to(render::Quality level) {
    level_ = level;
    last_ms_.clear();
}

void QualityGovernor::add(double frame_ms) {
    last_ms_.push_back(frame_ms);
    if (level_ == render::Quality::High) {
        ++frames_since_rise_;
        if (last_ms_.size() > kFramesToDrop) last_ms_.pop_front();
        if (last_ms_.size() < kFramesToDrop) return;
        const auto slow = std::count_if(last_ms_.begin(), last_ms_.end(), [](double ms) { return ms > kSlow_ms; });
        if (static_cast<std::size_t>(slow) * 2 < kFramesToDrop) return;
        if (raised_ && frames_since_rise_ < kFramesToRise * 4) frames_to_rise_ = std::min(frames_to_rise_ * 4, kMostFramesToRise);
        change_to(render::Quality::Low);
        return;
    }
    if (last_ms_.size() > frames_to_rise_) last_ms_.pop_front();
    if (last_ms_.size() < frames_to_rise_) return;
    const auto fast = std::count_if(last_ms_.begin(), last_ms_.end(), [](double ms) { return ms < kFast_ms; });
    if (static_cast<std::size_t>(fast) * 20 < last_ms_.size() * 19) return;
    raised_ = true;
    frames_since_rise_ = 0;
    change_to(render::Quality::High);
}

render::Quality QualityControl::level(QualityChoice choice) {
    if (choice == QualityChoice::Low) return render::Quality::Low;
    if (choice == QualityChoice::High) return render::Quality::High;
    if (!software_) {
        software_ = render::is_software_rasteriser();
        governor_ = QualityGovernor{*software_ ? render::Quality::Low : render::Quality::High};
    }
    return governor_.level();
}

void QualityControl::begin_scene() {
    if (software_.value_or(true)) return;
    read_queries();
    measuring_ = !pending_[next_];  // all under way: this scene is not measured, nobody waits
    if (!measuring_) return;
    if (!queries_[next_]) queries_[next_] = Query::create();
    glBeginQuery(GL_TIME_ELAPSED, queries_[next_].id());
}

void QualityControl::end_scene(QualityChoice choice, bool moving) {
    if (std::exchange(measuring_, false)) {
        glEndQuery(GL_TIME_ELAPSED);
        pending_[next_] = true;
        next_ = (next_ + 1) % queries_.size();
    }
    if (!software_.value_or(false) || choice != QualityChoice::Auto) return;
    const double now = now_s();
    if (last_start_s_) governor_.add((now - *last_start_s_) * 1000.0);
    last_start_s_ = moving ? std::optional{now} : std::nullopt;
}

void QualityControl::read_queries() {
    for (std::size_t i = 0; i < queries_.size(); ++i) {
        const std::size_t at = (next_ + i) % queries_.size();  // oldest first
        if (!pending_[at]) continue;
        GLuint ready = GL_FALSE;
        glGetQueryObjectuiv(queries_[at].id(), GL_QUERY_RESULT_AVAILABLE, &ready);
        if (ready == GL_FALSE) return;
        GLuint64 elapsed_ns = 0;
        glGetQueryObjectui64v(queries_[at].id(), GL_QUERY_RESULT, &elapsed_ns);
        pending_[at] = false;
        governor_.add(static_cast<double>(elapsed_ns) * 1e-6);
    }
}

}  // namespace linchpin::app
