#pragma once
// "Ask the globe": what a speaker types during the show, and what it could mean.
#include <string>
#include <string_view>
#include <vector>

#include "app/story/show.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

struct Answer {
    std::string name, detail;           ///< "Close the Strait of Hormuz", "Chokepoint"
    std::optional<ShowOverlay> overlay; ///< what if, or layers; else
    std::optional<std::size_t> scene;   ///< go there
};

/// Everything that can be asked: chokepoints closed, cables cut, suppliers that stop, operators that withdraw, constellations lost,
/// scenes to go to. Layers are switched by answers that find() makes from the layers shown.
class AskIndex {
public:
    AskIndex() = default;
    /// @param dataset  must outlive the index
    AskIndex(const Dataset& dataset, const Story& story);
    /// What the text means as a phrase (app/report/scenario_phrase.h) comes first, then what is called so, best first. Every word has to begin a word of the answer; "the", "if", "what" and the like do not count. "close red sea",
    /// "stop china", "cut peace", "hide cables", "go to buildout".
    /// @param shown  for switching layers, and for what a supplier stops to deliver
    [[nodiscard]] std::vector<Answer> find(std::string_view text, const AppState& shown, std::size_t at_most) const;
    /// Why a phrase has no answer: the name in it that is unknown, and the nearest. Empty where there is nothing to say.
    [[nodiscard]] std::string problem(std::string_view text) const;

private:
    struct Entry {
        Answer answer;
        std::string folded, name_folded;
        int rank = 0;
    };
    void add(Answer answer, std::string_view also, int rank);
    void add_event(std::string name, std::string detail, std::string_view also, scenario::Event event, int rank);
    const Dataset* dataset_ = nullptr;
    std::vector<Entry> entries_;
};

}  // namespace linchpin::app
