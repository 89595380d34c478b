#pragma once
// The worst that can happen to a subject: which few cables, chokepoints, suppliers or operators it can least do without.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "data/report/subject.h"
#include "data/report/world.h"
#include "data/scenario/event.h"

namespace linchpin::scenario {

/// What an adversary can take away; one kind at a time.
enum class AdversaryKind { Cables, Chokepoints, Suppliers, Operators, Nationalities };
/// What hurts.
enum class Hurt {
    Capacity,   ///< known design capacity of the international systems that land in the subject (M13)
    Systems,    ///< number of those systems, of unknown capacity too
    Shortfall,  ///< imports of the question's group that stay missing after substitution, g and h of the question (M09)
    Power,      ///< published current power of the data centres in the subject (M11)
    Sites,      ///< number of data centres other than cloud regions (M11)
    Regions     ///< number of cloud regions (M11)
};
struct AdversaryKindInfo {
    AdversaryKind kind;
    std::string_view id, name;        ///< "cables", "Cables"
    std::vector<Hurt> hurts;          ///< the first is the default
};
struct HurtInfo {
    Hurt hurt;
    std::string_view id, name;        ///< "capacity", "Cable capacity lost"
    std::string_view metric, unit;    ///< "M13", "Tbit/s"
    std::string_view definition;      ///< one sentence
};
[[nodiscard]] const std::array<AdversaryKindInfo, 5>& adversary_kinds();
[[nodiscard]] const AdversaryKindInfo& info_of(AdversaryKind kind);
[[nodiscard]] const HurtInfo& info_of(Hurt hurt) noexcept;
/// By id, or an error with the nearest one.
[[nodiscard]] Result<AdversaryKind> adversary_kind(std::string_view id);
/// "" = the kind's default. An error names what the kind offers.
[[nodiscard]] Result<Hurt> hurt_of(AdversaryKind kind, std::string_view id);

inline constexpr std::size_t kMostAdversary = 3;

struct AdversaryQuestion {
    AdversaryKind kind = AdversaryKind::Cables;
    Hurt hurt = Hurt::Capacity;
    std::size_t k = kMostAdversary;  ///< [1, kMostAdversary]
    bool operator==(const AdversaryQuestion&) const = default;
};

struct AdversaryMember {
    std::string id, name;  ///< of the cable, chokepoint, operator; ISO3 of the supplier or nationality
    double alone = 0.0;    ///< share lost with this one only, [0, 1]
    double added = 0.0;    ///< all of the set minus all but this one
};
/// The worst set of at most k.
struct AdversarySet {
    std::vector<AdversaryMember> members;  ///< what hurts more alone first
    double lost = 0.0, left = 0.0;         ///< in the unit of the hurt
    double share = 0.0;                    ///< lost / (lost + left), (0, 1]
    std::vector<Event> events;             ///< of a scenario in which all of them are lost
};
struct AdversaryAnswer {
    AdversaryQuestion question;
    std::vector<AdversarySet> sets;  ///< at most 1, 2, ... k of them; ends where one more takes nothing more away
    std::size_t candidates = 0;      ///< how many were searched
    double total = 0.0;              ///< what could be lost, in the unit of the hurt
    double coverage = 0.0;           ///< [0, 1]: part of the systems or weight that is known well enough to count
    std::string when;                ///< "2024", "as of the pack (...)"
    std::string note;                ///< what was assumed or left out; with no sets, why there is none
    [[nodiscard]] const AdversarySet* worst() const noexcept { return sets.empty() ? nullptr : &sets.back(); }
};

/// Exact for every k up to kMostAdversary. Looks at the world as it is given, so that a scenario's losses are already gone.
/// The same question gives the same bytes; ties go to fewer members, then to those that hurt more alone, then by id.
[[nodiscard]] AdversaryAnswer find_worst(const report::World& world, const report::Subject& subject, const report::Question& question,
                                         const AdversaryQuestion& asked);

}  // namespace linchpin::scenario
