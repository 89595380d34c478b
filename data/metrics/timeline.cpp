#include "data/metrics/timeline.h"

#include <algorithm>
#include <iterator>

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

std::optional<double> capacity_at(std::span<const CapacityStep> steps, Date t, bool linear) noexcept {
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), t, [](Date date, const CapacityStep& step) { return date < step.date; });
    if (after == steps.begin()) return std::nullopt;
    const CapacityStep& last = *std::prev(after);
    if (!linear || after == steps.end()) return last.value;
    const double part = static_cast<double>(t.days - last.date.days) / static_cast<double>(after->date.days - last.date.days);
    return last.value + part * (after->value - last.value);
}

std::optional<Lifetime> lifetime(std::string_view start, std::string_view end) noexcept {
    constexpr std::size_t kBareYear = 4;
    Lifetime life{Date::parse(start), Date::parse(end)};
    if ((!start.empty() && !life.start) || (!end.empty() && !life.end)) return std::nullopt;
    if (end.size() == kBareYear) life.end = Date::from_ymd(life.end->year() + 1, 1, 1);
    return life;
}

}  // namespace linchpin::metrics
