#include "data/metrics/timeline.h"

namespace linchpin::metrics {

Presence presence_at(LifeStage stage, std::optional<int> year, std::optional<Date> date) noexcept {
    switch (stage) {
        case LifeStage::Operating:
            return !date || !year || Date::from_ymd(*year, 1, 1) <= *date ? Presence::Active : Presence::Out;
        case LifeStage::Planned:
            if (!date) return Presence::Expected;
            return year && Date::from_ymd(*year, 12, 31) <= *date ? Presence::Expected : Presence::Out;
        case LifeStage::Ended:
            break;
    }
    return Presence::Out;
}

}  // namespace linchpin::metrics
