#include "app/story/stage_plan.h"

#include <algorithm>

namespace linchpin::app {
namespace {

long long shared_area(const ScreenArea& a, const ScreenArea& b) noexcept {
    const long long w = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const long long h = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

}  // namespace

int screen_of(std::span<const ScreenArea> screens, const ScreenArea& window) noexcept {
    int best = screens.empty() ? -1 : 0;
    long long most = -1;
    for (std::size_t i = 0; i < screens.size(); ++i) {
        const long long shared = shared_area(screens[i], window);
        if (shared > most) most = shared, best = static_cast<int>(i);
    }
    return best;
}

StagePlan plan_stage(std::span<const ScreenArea> screens, const ScreenArea& window, const StageWish& wish) noexcept {
    StagePlan plan;
    if (wish.area) {
        plan.audience = wish.area;
        return plan;
    }
    const int own = screen_of(screens, window);
    const int count = static_cast<int>(screens.size());
    int chosen = -1;
    if (wish.monitor > 0) {
        chosen = wish.monitor <= count ? wish.monitor - 1 : -1;
        plan.wish_missing = chosen < 0;
    }
    // Mirrored screens show the same: the presenter's must not be covered.
    const auto free = [&](int i) { return i != own && shared_area(screens[static_cast<std::size_t>(i)], screens[static_cast<std::size_t>(own)]) == 0; };
    if (chosen < 0)
        for (int i = 0; i < count && chosen < 0; ++i)
            if (free(i)) chosen = i;
    // The presenter's own screen was asked for while there is another: the presenter moves, not the audience.
    if (chosen < 0 || (chosen == own && count == 1)) return plan;
    if (chosen != own && !free(chosen)) return plan;
    plan.audience = screens[static_cast<std::size_t>(chosen)];
    plan.monitor = chosen;
    return plan;
}

}  // namespace linchpin::app
