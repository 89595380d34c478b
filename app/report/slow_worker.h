#pragma once
// Numbers that take longer than a frame, on a thread of their own.
#include <array>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "data/report/evaluate.h"
#include "data/scenario/compare.h"

namespace linchpin::app {

inline constexpr std::array<std::string_view, 3> kSlowMetrics{"M06", "M15", "M25"};
/// Slow as soon as there is a table: its size is the user's.
inline constexpr std::array<std::string_view, 3> kLoadedMetrics{"M07", "M18", "M23"};
inline constexpr std::size_t kLossKinds = 4;  ///< of scenario::Loss

/// What the slow numbers depend on, and nothing else.
struct SlowQuestion {
    report::Subject subject;
    report::Question question;
    scenario::Scenario scenario;
    std::shared_ptr<const inputs::UserInputs> inputs = nullptr;  ///< compared by place: a folder read again is another one
    bool operator==(const SlowQuestion& other) const noexcept {
        return subject.id == other.subject.id && subject.kind == other.subject.kind && subject.members == other.subject.members &&
               question == other.question && scenario == other.scenario && inputs == other.inputs;
    }
};

struct SlowAnswer {
    std::map<std::string, std::vector<report::Figure>, std::less<>> figures, before;  ///< by metric
    std::map<std::string, std::vector<report::SeriesPoint>, std::less<>> series;      ///< by metric, first item
    std::array<std::vector<scenario::Hit>, kLossKinds> hits;                          ///< by scenario::Loss
    std::array<std::vector<scenario::EventEffect>, kLossKinds> effects;               ///< likewise, of a subject that is one country
};

/// Answers the newest question only: what was asked before it and not begun is dropped, what was begun is finished and passed on,
/// so that something close is on screen while a slider moves. Has its own copy of the data set, since a scenario changes its copy.
class SlowWorker {
public:
    /// @param wake  called on the worker's thread when there is an answer
    SlowWorker(const Dataset& base, report::MapFacts map, std::function<void()> wake);
    ~SlowWorker();
    SlowWorker(const SlowWorker&) = delete;
    SlowWorker& operator=(const SlowWorker&) = delete;

    void ask(SlowQuestion question);
    struct Answered {
        SlowQuestion question;
        SlowAnswer answer;
    };
    /// The newest answer, once.
    [[nodiscard]] std::optional<Answered> take();

private:
    void run();
    const Dataset& base_;
    report::MapFacts map_;
    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<SlowQuestion> asked_;
    std::optional<Answered> answered_;
    bool stop_ = false;
    std::thread thread_;  // last: everything above must be there when it starts
};

}  // namespace linchpin::app
