#pragma once
// Which countries the ranking sheet lists, and the table that is copied from it.
#include <string>
#include <vector>

#include "app/report/exposure_desk.h"
#include "app/ui/ui_state.h"

namespace linchpin::app {

class ReportService;

struct RankingList {
    Index measure = kNone;
    std::vector<report::RankedCountry> rows;
};
/// @param reports  with a subject
[[nodiscard]] RankingList ranking_list(const Dataset& dataset, const ReportService& reports, const ExposurePage& page, const RankingView& view);
/// The chosen figure first, then the leading ones of every section, tab-separated.
[[nodiscard]] std::string ranking_text(const Dataset& dataset, const ExposurePage& page, const RankingList& list);

/// Puts it on the clipboard. @param say  that it was copied
void copy_ranking(const Dataset& dataset, const ReportService& reports, const ExposureDesk& desk, UiState& ui, bool say);

}  // namespace linchpin::app
