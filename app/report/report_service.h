#pragma once
// The numbers of the current state: quick ones at once, slow ones when they are ready. Recomputed only when what they depend on changes.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/report/inputs_loader.h"
#include "app/report/slow_worker.h"
#include "app/state/app_state.h"
#include "data/query/derived_index.h"
#include "data/report/origin_paths.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {

/// One metric of the subject.
struct MetricAnswer {
    const report::MetricInfo* info = nullptr;
    std::vector<report::Figure> figures;             ///< as the scenario leaves it
    std::vector<report::Figure> before;              ///< as loaded; empty when no scenario is on
    const std::vector<report::SeriesPoint>* series = nullptr;  ///< of the first figure; null = none, or none yet
    bool computing = false;                          ///< the figures are of an earlier question, or not there yet
};

class ReportService {
public:
    /// @param base  must outlive the service
    /// @param wake  called on another thread when poll() has something
    ReportService(const Dataset& base, report::MapFacts map, std::function<void()> wake);
    ~ReportService();

    /// Follows the state. @param wanted  a panel shows figures; without one only the globe's scenario is kept up.
    /// @return  true when something that panels or globe show has changed
    bool update(const AppState& state, bool wanted);
    /// Takes over what the worker has finished; true when something new is there.
    bool poll();

    /// Counts up when the scenario's data changed: the globe has to be derived again.
    [[nodiscard]] unsigned version() const noexcept { return version_; }
    /// The globe as the scenario leaves it. @param index  of the base data set
    [[nodiscard]] Snapshot globe(const DerivedIndex& index, const Filter& filter) const;

    /// The largest flows into a chosen country join it.
    void add_flows_into(const DerivedIndex& index, Index country, Snapshot& snapshot) const;

    [[nodiscard]] bool scenario() const noexcept { return world_ && world_->world().scenario; }
    /// Ids of the constellations that the scenario takes away.
    [[nodiscard]] std::vector<std::string> lost_constellations() const;
    [[nodiscard]] bool computing() const noexcept { return !slow_ready_; }
    [[nodiscard]] const std::string& scenario_problem() const noexcept { return scenario_problem_; }  ///< why the events do not apply
    [[nodiscard]] const std::string& subject_problem() const noexcept { return subject_problem_; }
    [[nodiscard]] const std::optional<report::Subject>& subject() const noexcept { return subject_; }
    [[nodiscard]] const report::Question& question() const noexcept { return question_; }
    [[nodiscard]] const std::vector<MetricAnswer>& metrics() const noexcept { return metrics_; }  ///< M01 to M25 in order
    [[nodiscard]] const std::vector<scenario::Hit>& hits(scenario::Loss loss) const noexcept { return slow_.hits[static_cast<std::size_t>(loss)]; }
    [[nodiscard]] const std::vector<scenario::EventEffect>& effects(scenario::Loss loss) const noexcept { return slow_.effects[static_cast<std::size_t>(loss)]; }
    /// The hubs of M15 when none are chosen, largest first.
    [[nodiscard]] const std::vector<Index>& default_hubs() const noexcept { return default_hubs_; }
    /// Tables of the user's own: where from, and what became of them.
    [[nodiscard]] const InputsStatus& inputs() const noexcept { return inputs_.status(); }
    /// Reads them again from the same folder.
    void reload_inputs() { inputs_.reload(); }
    /// Every figure of a metric with its explanation. Computed anew at each call.
    /// @param group  id of the product group; "" = that of the question
    [[nodiscard]] std::vector<report::Figure> explained(std::string_view metric, bool before, std::string_view group = {}) const;
    /// Who made and who declares what the subject imports of the question's group. Computed anew at each call.
    [[nodiscard]] report::OriginPaths origin_paths() const;
    /// Every supplier of the subject (M01), with what is not allocated. Kept like the paths, for a chart that asks in every frame.
    [[nodiscard]] std::vector<report::Figure> suppliers() const;
    [[nodiscard]] const Dataset& base() const noexcept { return base_; }
    [[nodiscard]] const report::MapFacts& map() const noexcept { return map_; }

private:
    bool apply_scenario(const AppState& state, bool question_changed);
    void evaluate_quick();
    void place_slow();
    [[nodiscard]] report::World now() const { return with_inputs(world_->world()); }
    [[nodiscard]] report::World before() const { return with_inputs(world_->base_world()); }
    [[nodiscard]] report::World with_inputs(report::World world) const;
    [[nodiscard]] bool is_slow(std::string_view metric) const;

    const Dataset& base_;
    report::MapFacts map_;
    std::unique_ptr<scenario::ScenarioWorld> world_;  ///< made when first needed
    std::unique_ptr<SlowWorker> worker_;
    std::function<void()> wake_;
    InputsLoader inputs_;

    scenario::Scenario applied_;
    report::Question question_;
    std::optional<report::Subject> subject_;
    std::string scenario_problem_, subject_problem_;
    unsigned version_ = 0;
    bool asked_before_ = false;

    mutable std::optional<SlowQuestion> paths_of_, suppliers_of_;  ///< what the two below were worked out for
    mutable report::OriginPaths paths_;
    mutable std::vector<report::Figure> suppliers_;
    std::optional<SlowQuestion> evaluated_;  ///< what `metrics_` is about
    std::vector<MetricAnswer> metrics_;
    std::vector<Index> default_hubs_;
    SlowAnswer slow_;
    bool slow_ready_ = true;
};

/// The question that a state asks. @param previous  its sky time stays while the sky clock runs
[[nodiscard]] report::Question question_of(const Dataset& dataset, const AppState& state, const report::Question& previous);
/// Whom the state asks about; an error names the nearest choice.
[[nodiscard]] Result<report::Subject> subject_of(const Dataset& dataset, const ReportChoice& choice, std::optional<Date> date);
/// The country to begin with: the selected one, else the one whose middle is nearest to the view's.
[[nodiscard]] std::string first_subject(const Dataset& dataset, const AppState& state);

}  // namespace linchpin::app
