#pragma once
// What each section shows as charts.
#include "app/chart/export.h"
#include "app/chart/figure_charts.h"
#include "app/dossier/document.h"

namespace linchpin::dossier {

/// Adds the charts that have something to show.
void add_section_charts(const report::World& world, const report::Subject& subject, const report::Question& question, std::vector<Section>& sections);

}  // namespace linchpin::dossier
