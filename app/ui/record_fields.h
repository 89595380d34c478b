#pragma once
// The parts that record panels are made of.
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/widgets.h"

namespace linchpin::app {

/// Kind in small dim type, name in large type, and the buttons to fly there and to close.
void record_head(PanelContext& c, std::string_view kind, std::string_view name, std::string_view second_line = {});
/// A label above its value. Empty values are left out: what is not known takes no room.
void field(PanelContext& c, std::string_view label, std::string_view value);
/// Two fields side by side.
void field_pair(PanelContext& c, std::string_view label_a, std::string_view value_a, std::string_view label_b, std::string_view value_b);
/// A mark for what is not certain or not built yet: "ANNOUNCED", "SCHEMATIC ROUTE".
void badge(PanelContext& c, std::string_view label, bool attention);
/// A heading within a record.
void heading(PanelContext& c, std::string_view title, std::string_view right = {});
/// Source, confidence, licence and the row in the pack.
struct Provenance { std::string source, url, licence; std::optional<Confidence> confidence; std::optional<RowOrigin> origin; };
void provenance(PanelContext& c, const Provenance& p);

[[nodiscard]] std::string_view confidence_name(Confidence confidence);
[[nodiscard]] std::string country_name(const PanelContext& c, Index country);
/// A row that names a country and selects it.
void country_row(PanelContext& c, std::string_view probe_name, Index country, std::string_view value);
[[nodiscard]] std::string place_text(geo::LatLon place);
/// A country value as it is read: "34.9 %" and "of import value".
struct ValueText { std::string value, unit; };
[[nodiscard]] ValueText value_text(const ChoroplethLayer& layer, double value);
[[nodiscard]] std::string join(const std::vector<std::string>& parts);

}  // namespace linchpin::app
