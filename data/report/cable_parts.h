#pragma once
// The families of cable figures and what they share. Internal to data/report.
#include <span>
#include <string>
#include <vector>

#include "data/report/cable_facts.h"
#include "data/report/figure_build.h"

namespace linchpin::report {

/// What one call works on.
struct CableAsk {
    const Ask& ask;
    std::shared_ptr<const CableModel> model;
    std::vector<metrics::LandedSystem> landed;  ///< international systems of the subject, in order of the table
    [[nodiscard]] const Dataset& dataset() const noexcept { return *ask.world.dataset; }
    [[nodiscard]] bool full() const noexcept { return ask.detail != Detail::Headline; }
};

[[nodiscard]] std::vector<Figure> retained_figures(const CableAsk& in);      ///< M13
[[nodiscard]] std::vector<Figure> diversity_figures(const CableAsk& in);     ///< M14
[[nodiscard]] std::vector<Figure> isolation_figures(const CableAsk& in);     ///< M15
[[nodiscard]] std::vector<Figure> availability_figures(const CableAsk& in);  ///< M16
[[nodiscard]] std::vector<Figure> exposure_figures(const CableAsk& in);      ///< M17
[[nodiscard]] std::vector<Figure> betweenness_figures(const CableAsk& in);   ///< M20
[[nodiscard]] std::vector<Figure> latency_figures(const CableAsk& in);       ///< M21

/// new_figure with the credit of the cable table and, with plans, a word about them.
[[nodiscard]] Figure cable_figure(const CableAsk& in, std::string_view item, std::string name, Unit unit);
/// A figure without a value: state and reason.
[[nodiscard]] Figure no_figure(const CableAsk& in, std::string_view item, std::string name, Unit unit, FigureState state,
                               std::string note);
/// Why a subject without a landed system has no number.
[[nodiscard]] std::string no_system_note(const CableAsk& in);
/// Adds a remark to those already there.
void add_note(Figure& figure, std::string_view note);
[[nodiscard]] const std::string& cable_name(const CableAsk& in, Index cable);
/// Hubs of M15 and M21: those asked for or the default ones, without the subject's members.
[[nodiscard]] std::vector<Index> hubs_of(const CableAsk& in);
/// "A, B and C"; "" for none.
[[nodiscard]] std::string listed(std::span<const std::string> names);
/// "96.0 Tbit/s"; below 0.1 in Gbit/s, so that a small old cable does not read as 0.
[[nodiscard]] std::string capacity_text(double tbps);
/// "The Strait and The Canal"; "no corridor".
[[nodiscard]] std::string corridor_names(const CableAsk& in, const metrics::LandedSystem& system);
/// "capacity known for 3 of 5 systems; design capacity".
[[nodiscard]] std::string capacity_note(const CableAsk& in, std::size_t known);
/// One row of the cable table a landed system, with its capacity. Nothing when `why` is null.
void add_system_rows(const CableAsk& in, Explanation* why);

}  // namespace linchpin::report
