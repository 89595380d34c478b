#pragma once
// The exposure page of the subject, what it is compared with, and the search for the worst losses: on a thread of their own, the newest
// question first.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/report/compare_choice.h"
#include "app/report/slow_worker.h"
#include "data/report/exposure_compare.h"
#include "data/scenario/adversary.h"

namespace linchpin::app {

class ReportService;

struct ExposurePage {
    std::shared_ptr<const report::ExposureTable> table;  ///< as the scenario leaves it
    report::ExposureView view;
    std::optional<report::ExposureView> before;          ///< as loaded, when a scenario is on
    std::string a, b;                                    ///< what is compared; empty without
    std::vector<report::ExposureDifference> differences;
    std::string compare_problem;                         ///< why there is nothing to compare
};

class ExposureDesk {
public:
    /// @param base  must outlive the desk
    /// @param wake  called on the desk's thread when poll() has something
    ExposureDesk(const Dataset& base, report::MapFacts map, std::function<void()> wake);
    ~ExposureDesk();
    ExposureDesk(const ExposureDesk&) = delete;
    ExposureDesk& operator=(const ExposureDesk&) = delete;

    /// Follows what the numbers are asked about. @param wanted  the page or a ranking is on screen
    void update(const ReportService& reports, const scenario::Scenario& scenario, const CompareChoice& compare, bool wanted);
    /// Takes over what is finished; true when something new is there.
    bool poll();

    /// Null: none yet, or nobody is asked about. That of an earlier question of the same subject stays until the new one comes.
    [[nodiscard]] const ExposurePage* page() const noexcept { return page_ ? &*page_ : nullptr; }
    [[nodiscard]] bool computing() const noexcept { return !ready_; }

    /// Searches in the world and for the subject of the last update.
    void find_worst(const scenario::AdversaryQuestion& question);
    void cancel_worst();
    [[nodiscard]] bool searching() const noexcept { return searching_; }
    /// Of the last search that ended; empty when it was cancelled or another subject is asked about.
    [[nodiscard]] const std::optional<scenario::AdversaryAnswer>& worst() const noexcept { return worst_; }

private:
    struct Ask {
        SlowQuestion question;
        CompareChoice compare;
        bool operator==(const Ask&) const = default;
    };
    struct Search {
        SlowQuestion question;
        scenario::AdversaryQuestion asked;
        unsigned number = 0;
    };
    struct Worlds;
    void run();
    [[nodiscard]] std::optional<ExposurePage> page_for(Worlds& worlds, const Ask& ask);

    const Dataset& base_;
    report::MapFacts map_;
    std::function<void()> wake_;

    std::optional<Ask> evaluated_;
    std::optional<ExposurePage> page_;
    std::optional<scenario::AdversaryAnswer> worst_;
    bool ready_ = true, searching_ = false;
    unsigned searches_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Ask> asked_;
    std::optional<Search> search_;
    std::optional<std::pair<Ask, ExposurePage>> answered_;
    std::optional<std::pair<unsigned, scenario::AdversaryAnswer>> found_;
    std::atomic<bool> newer_ = false;  ///< something newer is asked: what is being computed can stop
    bool stop_ = false;
    std::thread thread_;  // last: everything above must be there when it starts
};

}  // namespace linchpin::app
