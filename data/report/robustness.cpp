#include "data/report/robustness.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace linchpin::report {

Badge badge(std::span<const DefinitionVerdict> definitions) noexcept {
    std::array<std::size_t, 3> votes{};
    Badge result;
    for (const DefinitionVerdict& definition : definitions) {
        if (!definition.verdict) continue;
        ++votes[static_cast<std::size_t>(*definition.verdict)];
        ++result.applicable;
    }
    result.agree = *std::max_element(votes.begin(), votes.end());
    if (result.applicable == 0 || std::count(votes.begin(), votes.end(), result.agree) > 1) return result;
    const auto most = std::find(votes.begin(), votes.end(), result.agree) - votes.begin();
    result.verdict = static_cast<metrics::Verdict>(most);
    return result;
}

std::string badge_text(const Badge& badge) {
    if (badge.applicable == 0) return "no definition applies";
    std::string_view verdict = "divided";
    if (badge.verdict == metrics::Verdict::Certain) verdict = "dependent";
    if (badge.verdict == metrics::Verdict::Possible) verdict = "possibly dependent";
    if (badge.verdict == metrics::Verdict::No) verdict = "not dependent";
    return fmt::format("{} of {} agree: {}", badge.agree, badge.applicable, verdict);
}

std::vector<Flip> flips(std::span<const DefinitionVerdict> definitions, std::span<const LeftOut> inputs) {
    const Badge all = badge(definitions);
    std::vector<Flip> result;
    const auto consider = [&](const std::string& what, std::span<const DefinitionVerdict> then) {
        const Badge changed = badge(then);
        // With nothing left to ask, the verdict is not turned but gone.
        if (changed.applicable > 0 && changed.verdict != all.verdict) result.push_back({what, changed});
    };
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        if (!definitions[i].verdict) continue;
        std::vector<DefinitionVerdict> then(definitions.begin(), definitions.end());
        then[i].verdict.reset();
        consider("without the definition \"" + definitions[i].name + "\"", then);
    }
    for (const LeftOut& input : inputs) consider(input.what, input.definitions);
    return result;
}

}  // namespace linchpin::report
