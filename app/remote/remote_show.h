#pragma once
// What the remote and the show say to each other. Plain values; the show lives on the main thread, the remote on its own.
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace linchpin::app {

/// What a remote asked for.
struct RemoteCommand {
    enum class Kind { Next, Previous, GoTo, Blank };
    Kind kind = Kind::Next;
    int scene = 0;  ///< GoTo: 1 = the first
    bool operator==(const RemoteCommand&) const = default;
};

/// What a remote shows of the talk.
struct RemoteView {
    bool presenting = false;
    int scene = 0;                       ///< 1 = the first; 0 = none
    std::string title;                   ///< of the scene
    std::string notes;                   ///< Markdown
    std::string next;                    ///< title of the scene after it; empty at the end
    std::vector<std::string> scenes;     ///< all titles
    bool blank = false;
    double elapsed_s = 0.0;
    std::optional<double> remaining_s;   ///< empty = the story plans no time; negative = over time
    bool operator==(const RemoteView&) const = default;
};

/// The one thing that both threads touch.
class RemoteExchange {
public:
    /// At most this many commands wait: more than a hand can press, and a bound for one that does not stop.
    static constexpr std::size_t kQueue = 32;

    /// @param wake  called on the remote's thread after each command, so that a sleeping main loop looks; may be empty
    explicit RemoteExchange(std::function<void()> wake = {}) : wake_{std::move(wake)} {}

    /// Main thread: what remotes show from now on.
    void publish(RemoteView view) {
        const std::lock_guard lock{mutex_};
        if (view == view_) return;
        view_ = std::move(view);
    }
    /// Main thread: the commands since the last call, in order.
    [[nodiscard]] std::vector<RemoteCommand> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(commands_, {});
    }
    [[nodiscard]] RemoteView view() const {
        const std::lock_guard lock{mutex_};
        return view_;
    }
    /// Remote's thread. @return false when too many wait already: this one is dropped
    [[nodiscard]] bool push(RemoteCommand command) {
        {
            const std::lock_guard lock{mutex_};
            if (commands_.size() >= kQueue) return false;
            commands_.push_back(command);
        }
        if (wake_) wake_();
        return true;
    }

private:
    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    RemoteView view_;
    std::vector<RemoteCommand> commands_;
};

}  // namespace linchpin::app
