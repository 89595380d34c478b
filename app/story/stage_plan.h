#pragma once
// Which screen is whose: worked out anew whenever a screen comes or goes.
#include <optional>
#include <span>

namespace linchpin::app {

/// A screen, or a part of the desktop, in desktop units.
struct ScreenArea {
    int x = 0, y = 0, width = 0, height = 0;
    bool operator==(const ScreenArea&) const = default;
};

struct StageWish {
    int monitor = 0;                     ///< 1 = the first; 0 = any that is not the presenter's
    std::optional<ScreenArea> area;      ///< a part of the desktop instead of a screen
};

struct StagePlan {
    std::optional<ScreenArea> audience;  ///< empty = one screen: the audience sees what the speaker sees
    int monitor = -1;                    ///< of `audience`, in the list; -1 = a part of the desktop
    bool wish_missing = false;           ///< the monitor asked for is not there
    bool operator==(const StagePlan&) const = default;
};

/// @param screens  as the system counts them
/// @param window   where the presenter's window is
[[nodiscard]] StagePlan plan_stage(std::span<const ScreenArea> screens, const ScreenArea& window, const StageWish& wish) noexcept;

/// Do they have a point in common? An empty one has none.
[[nodiscard]] constexpr bool overlap(const ScreenArea& a, const ScreenArea& b) noexcept {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// The screen with most of the window on it; -1 without screens.
[[nodiscard]] int screen_of(std::span<const ScreenArea> screens, const ScreenArea& window) noexcept;

}  // namespace linchpin::app
