#pragma once
#include <string_view>

#include "data/orbit/element_set.h"

namespace linchpin::orbit {

// CCSDS 502.0 Orbit Mean-Elements Messages, as CelesTrak and Space-Track give them. Keywords are those of the standard in all
// forms; unknown ones are ignored. Required: EPOCH, MEAN_MOTION, ECCENTRICITY, INCLINATION, RA_OF_ASC_NODE, ARG_OF_PERICENTER,
// MEAN_ANOMALY, BSTAR, NORAD_CAT_ID (one to nine digits). TIME_SYSTEM, REF_FRAME, CENTER_NAME and MEAN_ELEMENT_THEORY, where given,
// must be UTC, TEME, EARTH and SGP4.

/// A heading line with keywords, then one record a line.
[[nodiscard]] ElementSets read_omm_csv(std::string_view text);
/// An array of flat objects, or one object; numbers may be written as text.
[[nodiscard]] ElementSets read_omm_json(std::string_view text);
/// Any number of <omm> elements, in an <ndm> or not.
[[nodiscard]] ElementSets read_omm_xml(std::string_view text);
/// Keyword = value; every CCSDS_OMM_VERS starts a record.
[[nodiscard]] ElementSets read_omm_kvn(std::string_view text);

}  // namespace linchpin::orbit
