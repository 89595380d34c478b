#include "app/state/edits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace linchpin::app {
namespace {

double step_in(std::span<const double> scale, double now, int steps) {
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < scale.size(); ++i)
        if (std::abs(std::log(scale[i] / now)) < std::abs(std::log(scale[nearest] / now))) nearest = i;
    const auto wanted = static_cast<std::ptrdiff_t>(nearest) + steps;
    return scale[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(wanted, 0, static_cast<std::ptrdiff_t>(scale.size()) - 1))];
}

}  // namespace

bool is_hidden(const std::vector<std::string>& hidden, std::string_view id) {
    return std::binary_search(hidden.begin(), hidden.end(), id, [](std::string_view a, std::string_view b) { return a < b; });
}

void set_hidden(std::vector<std::string>& hidden, std::string_view id, bool hide) {
    const auto it = std::lower_bound(hidden.begin(), hidden.end(), id);
    const bool is = it != hidden.end() && *it == id;
    if (hide && !is) hidden.insert(it, std::string{id});
    if (!hide && is) hidden.erase(it);
}

void select(AppState& state, SelectionKind kind, std::string id) { state.selection = {kind, std::move(id)}; }
void clear_selection(AppState& state) { state.selection = {}; }

double text_scale_step(double now, int steps) {
    static constexpr std::array kScale{0.75, 0.875, 1.0, 1.125, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};
    return step_in(kScale, now, steps);
}

double sky_rate_step(double now, int steps) {
    static constexpr std::array kScale{1.0, 10.0, 60.0, 300.0, 1800.0, 21600.0};
    return step_in(kScale, std::max(now, 1e-3), steps);
}

ArcEnds split_arc_id(std::string_view id) {
    const std::size_t at = id.find('>');
    if (at == std::string_view::npos) return {};
    return {std::string{id.substr(0, at)}, std::string{id.substr(at + 1)}};
}

}  // namespace linchpin::app
