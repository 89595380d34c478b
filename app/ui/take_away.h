#pragma once
// What is chosen for taking the evidence away, and how far that is. The window starts the work.
#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/panel_context.h"

namespace linchpin::app {

struct TakeAwayDialog {
    int form = 0;                  ///< row of kTakeAwayForms
    std::string out;               ///< empty = a name from the subject
    std::string named_for;         ///< subject and form that `out` was last made from

    bool running = false;
    std::int64_t done = 0, total = 0;
    std::string problem;           ///< of the last run; a sentence

    /// Arguments of `linchpin` that do it.
    [[nodiscard]] std::vector<std::string> arguments(const std::string& state_file) const;
    /// What keeps it from starting, as a sentence; empty when nothing does.
    [[nodiscard]] std::string refusal() const;
};

struct TakeAwayForm {
    std::string_view name, extension, meaning;
};
inline constexpr TakeAwayForm kTakeAwayForms[] = {
    {"HTML", ".html", "A page for any browser in one file: map, headline, sections with ranks, years and charts, every figure with year, source and definition."},
    {"PDF", ".pdf", "The same on A4 pages, with bookmarks and text that can be searched and copied."},
    {"XLSX", ".xlsx", "A workbook: every item of every metric with filters, the exposure page, what is missing, definitions, sources."},
    {"CSV", ".csv", "A table: every item of every metric, one row a figure, as linchpin metrics writes it."},
};

/// Buttons that lead from a panel of a country to its charts and its dossier.
void evidence_buttons(PanelContext& c);

}  // namespace linchpin::app
