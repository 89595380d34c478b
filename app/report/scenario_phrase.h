#pragma once
// "Close Red Sea", "cut 2Africa", "China stops transformers to EU 50 %", "US operators leave": a line of text read as events.
#include <string>
#include <string_view>
#include <vector>

#include "data/pack/dataset.h"
#include "data/scenario/event.h"

namespace linchpin::app {

/// One thing that a phrase may mean.
struct PhraseMeaning {
    std::vector<scenario::Event> events;  ///< never empty; each fits the data set
    std::string text;                     ///< what happens, in full: "Chokepoint closed: Bab el-Mandeb"
};
struct PhraseReading {
    std::vector<PhraseMeaning> meanings;  ///< the most likely first
    std::string problem;                  ///< it is such a phrase, but a name in it is unknown: says which, and the nearest; else empty
};

/// Understands: close, block, shut CHOKEPOINT [N %]; cut, sever CABLE; lose, fail CONSTELLATION, CABLE or CHOKEPOINT; COUNTRY stops, bans
/// [PRODUCTS] [to COUNTRY or BLOC] [N %]; COUNTRY operators leave [COUNTRY or BLOC]; cancel, finish PLANNED CABLE or DATA CENTRE. Several
/// objects are joined by "and"; "from 2027-01-31" sets the day. Words in any case, with small typing mistakes.
/// A text that is no such phrase has neither meaning nor problem.
[[nodiscard]] PhraseReading read_phrase(const Dataset& dataset, std::string_view phrase, std::size_t at_most = 5);

}  // namespace linchpin::app
