#pragma once
// Texts with numbers in them: "Kenya buys {country.KEN.share.CHN.telecom_equipment | percent} of its telecom equipment from China".
// Each number comes from the same function as on the panels and the command line, at the frame's date and in its scenario.
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "data/report/evaluate.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {

/// One binding with the number that it stands for.
struct BoundNumber {
    std::string expression;        ///< as written, without braces
    std::string shown;             ///< what stands in the text; "no data" and the like where there is no number
    std::optional<double> value;   ///< in `unit`
    std::string unit;              ///< "share", "MW", "US$", "sites"; empty for words
    int year = 0;                  ///< of the data; 0 where a date applies
    std::string note;              ///< "carried from 2024", why there is none
    std::string source;            ///< short credit
    std::string label{};           ///< what it is: "Kenya: Supplier's share (China), Batteries"; empty for words and dates
};

struct FilledText {
    std::string text;
    std::vector<BoundNumber> numbers;
};

/// Fills in bindings. docs/timeline.md lists what can be bound.
class Bindings {
public:
    /// @param base  must outlive the bindings
    Bindings(const Dataset& base, report::MapFacts map);

    /// Is every binding of the text well written, and does every name in it exist? The sentence names the nearest choice.
    [[nodiscard]] Status check(std::string_view text) const;
    /// A binding that check() would refuse stays in the text as it is written.
    [[nodiscard]] FilledText fill(std::string_view text, const AppState& state, const Snapshot& snapshot);

private:
    struct Parsed;
    [[nodiscard]] Result<Parsed> parse(std::string_view expression) const;
    [[nodiscard]] BoundNumber number_for(const Parsed& parsed, const AppState& state, const Snapshot& snapshot);
    [[nodiscard]] BoundNumber figure_for(const Parsed& parsed, const AppState& state);
    void follow(const AppState& state);
    [[nodiscard]] Status check_item(const Parsed& parsed) const;
    void ask_items(const Parsed& parsed, const ReportChoice& whom) const;

    const Dataset& base_;
    report::MapFacts map_;
    std::unique_ptr<scenario::ScenarioWorld> world_;
    report::Question question_;
    scenario::Scenario applied_;
    bool followed_ = false;
    std::map<std::string, BoundNumber, std::less<>> kept_;  ///< of the present question and scenario
    /// What a metric tells, as far as it was asked: which items there are depends on the data.
    struct Items {
        std::set<std::string> asked, known;
    };
    mutable std::map<std::string, Items> items_;
    mutable std::unique_ptr<scenario::ScenarioWorld> plain_;  ///< without a scenario, for check()
};

}  // namespace linchpin::app
