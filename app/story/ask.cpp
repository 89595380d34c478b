#include "app/story/ask.h"

#include <algorithm>
#include <array>

#include "app/report/scenario_phrase.h"
#include "app/state/layer_ids.h"
#include "app/ui/search_index.h"

namespace linchpin::app {
namespace {

constexpr std::array<std::string_view, 12> kFiller{"the", "if", "what", "a", "an", "of", "to", "all", "please", "we", "would", "and"};

std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    std::string word;
    const auto take = [&] {
        if (!word.empty() && std::find(kFiller.begin(), kFiller.end(), word) == kFiller.end()) words.push_back(word);
        word.clear();
    };
    for (const char c : folded) {
        if (c == ' ') take();
        else word += c;
    }
    take();
    return words;
}

bool begins_a_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        if (at == 0 || text[at - 1] == ' ') return true;
    return false;
}

/// "The Red Sea" needs no article where the name has none.
std::string lower_first(std::string name) {
    if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

}  // namespace

void AskIndex::add(Answer answer, std::string_view also, int rank) {
    Entry entry;
    entry.name_folded = fold_for_search(answer.name);
    entry.folded = entry.name_folded + " " + fold_for_search(also);
    entry.answer = std::move(answer);
    entry.rank = rank;
    entries_.push_back(std::move(entry));
}

void AskIndex::add_event(std::string name, std::string detail, std::string_view also, scenario::Event event, int rank) {
    Answer answer;
    answer.name = std::move(name);
    answer.detail = std::move(detail);
    answer.overlay = ShowOverlay{};
    answer.overlay->name = answer.name;
    answer.overlay->events.push_back(std::move(event));
    add(std::move(answer), also, rank);
}

AskIndex::AskIndex(const Dataset& dataset, const Story& story) : dataset_{&dataset} {
    using scenario::Event;
    using scenario::EventKind;
    for (std::size_t i = 0; i < story.scenes.size(); ++i) {
        Answer answer;
        answer.name = story.scenes[i].title;
        answer.detail = "Scene " + std::to_string(i + 1);
        answer.scene = i;
        add(std::move(answer), "go scene " + std::to_string(i + 1) + " " + story.scenes[i].id, 0);
    }
    for (const Chokepoint& point : dataset.chokepoints) {
        Event event;
        event.kind = EventKind::ChokepointClosed;
        event.object = point.id;
        add_event("Close " + point.name, "What if: chokepoint", point.id + " closed block blocked shut", std::move(event), 1);
    }
    for (const KeyName& group : dataset.satellite_groups) {
        Event event;
        event.kind = EventKind::ConstellationLost;
        event.object = group.id;
        add_event("Lose " + group.name, "What if: constellation", group.id + " lost satellites without", std::move(event), 2);
    }
    for (const Country& country : dataset.countries) {
        Event stops;
        stops.kind = EventKind::SupplierStops;
        stops.supplier = country.code.str();
        stops.target = "all";
        add_event(country.name + " stops exporting", "What if: supplier, every product group", country.code.str() + " stop supplies without", std::move(stops), 3);
        Event withdraw;
        withdraw.kind = EventKind::OperatorsWithdraw;
        withdraw.nationality = country.code.str();
        withdraw.target = "all";
        add_event("Operators from " + country.name + " withdraw", "What if: data centres abroad", country.code.str() + " without leave", std::move(withdraw), 4);
    }
    for (const Cable& cable : dataset.cables) {
        if (cable.status == CableStatus::Planned || cable.status == CableStatus::Retired) continue;
        Event event;
        event.kind = EventKind::CableCut;
        event.object = cable.id;
        add_event("Cut " + cable.name, "What if: submarine cable", cable.id + " break lose without", std::move(event), 5);
    }
}

std::vector<Answer> AskIndex::find(std::string_view text, const AppState& shown, std::size_t at_most) const {
    const std::string folded = fold_for_search(text);
    const std::vector<std::string> words = words_of(folded);
    struct Hit {
        int rank;
        std::size_t length;
        Answer answer;
    };
    std::vector<Hit> hits;
    const auto matches = [&](const std::string& in) { return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return begins_a_word(in, word); }); };
    for (const LayerId& layer : kLayerIds) {
        const bool on = shown.layers.*layer.field;
        Answer answer;
        answer.name = (on ? "Hide " : "Show ") + lower_first(std::string{layer.name});
        answer.detail = "Layer";
        answer.overlay = ShowOverlay{};
        answer.overlay->name = answer.name;
        answer.overlay->layers = shown.layers;
        (*answer.overlay->layers).*layer.field = !on;
        const std::string name = fold_for_search(answer.name);
        if (words.empty() || matches(name + " layer " + std::string{layer.id})) hits.push_back({words.empty() ? 9 : 6, name.size(), std::move(answer)});
    }
    for (const Entry& entry : entries_) {
        if (words.empty() ? entry.rank != 0 : !matches(entry.folded)) continue;
        // Words in their order, as written in the name, are meant most.
        std::string phrase;
        for (const std::string& word : words) phrase += (phrase.empty() ? "" : " ") + word;
        const bool whole = !words.empty() && begins_a_word(entry.name_folded, phrase);
        hits.push_back({entry.rank - (whole ? 20 : 0), words.empty() ? 0 : entry.name_folded.size(), entry.answer});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.rank != b.rank ? a.rank < b.rank : a.length < b.length; });
    std::vector<Answer> answers;
    if (dataset_ != nullptr && !words.empty()) {
        for (PhraseMeaning& meaning : read_phrase(*dataset_, text).meanings) {
            Answer answer;
            answer.name = meaning.text;
            answer.detail = "What if";
            answer.overlay = ShowOverlay{};
            answer.overlay->name = meaning.text;
            answer.overlay->events = std::move(meaning.events);
            answers.push_back(std::move(answer));
        }
    }
    const auto told = [&](const Answer& answer) {
        return answer.overlay && !answer.overlay->events.empty() &&
               std::any_of(answers.begin(), answers.end(), [&](const Answer& a) { return a.overlay && a.overlay->events == answer.overlay->events; });
    };
    for (Hit& hit : hits) {
        if (answers.size() >= at_most) break;
        if (!told(hit.answer)) answers.push_back(std::move(hit.answer));
    }
    if (answers.size() > at_most) answers.resize(at_most);
    return answers;
}

std::string AskIndex::problem(std::string_view text) const { return dataset_ != nullptr ? read_phrase(*dataset_, text).problem : std::string{}; }

}  // namespace linchpin::app
