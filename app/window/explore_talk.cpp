// What goes with a talk but is not the show: the remote, and the check of the hall before it.
#include "app/window/explore_session.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>

#include "app/hall/hall_check.h"
#include "app/remote/show_remote.h"
#include "app/window/show_session.h"

namespace linchpin::app {
namespace {

constexpr double kTellRemoteEvery_s = 0.1;

}  // namespace

void ExploreSession::use_remote(std::unique_ptr<Remote> remote) {
    remote_ = std::move(remote);  // its PIN is for the presenter's screen: this window may be on the projector
    if (!remote_->web_address().empty()) ui_.say("Remote at " + remote_->web_address());
}

/// What remotes asked for goes to the show, and what is shown to them.
void ExploreSession::serve_remote(double now_s) {
    if (!remote_) return;
    const std::vector<RemoteCommand> commands = remote_->take();
    for (const RemoteCommand& command : commands) {
        if (!show_) break;  // nothing is presented: there is no scene to go on from
        switch (command.kind) {
            case RemoteCommand::Kind::Next: show_->next(); break;
            case RemoteCommand::Kind::Previous: show_->previous(); break;
            case RemoteCommand::Kind::GoTo: show_->go_to(static_cast<std::size_t>(command.scene - 1)); break;
            case RemoteCommand::Kind::Blank: show_->black(); break;
        }
    }
    if (commands.empty() && now_s - remote_told_s_ < kTellRemoteEvery_s) return;
    remote_told_s_ = now_s;
    if (show_) show_->tell_remote("Remote: " + remote_->summary() + (remote_->wrong_pins() > 0 ? " \u00b7 wrong PINs so far: " + std::to_string(remote_->wrong_pins()) : ""));
    remote_->publish(remote_view(show_ ? &show_->show() : nullptr, now_s));
}

void ExploreSession::begin_hall_check() {
    hall_.reset();
    ui_.open(Sheet::Hall);
    if (!story_.open() || story_.story().scenes.empty()) return;  // the sheet says what to do
    auto ready = ReadyStory::prepare(story_.story());
    if (!ready) return ui_.say(ready.error().message, true);
    if (!story_studio_) story_studio_ = Studio::around(world_->dataset, world_->derived, world_->map_facts, *picture_);
    HallFacts facts = gather_hall_facts();
    HallOptions options;
    // The audience's screen: the one that was named, else the last, which is the projector where there is one.
    if (!facts.screens.empty()) {
        const auto named = static_cast<std::size_t>(std::max(options_.monitor, 0));
        const HallScreen& screen = named >= 1 && named <= facts.screens.size() ? facts.screens[named - 1] : facts.screens.back();
        options.size = {screen.width_px, screen.height_px};
    }
    hall_ = std::make_unique<HallCheck>(*story_studio_, std::move(*ready), std::move(facts), std::move(options));
}

/// One scene a frame, as long as somebody looks.
void ExploreSession::go_on_with_hall_check() {
    if (!hall_ || ui_.sheet != Sheet::Hall || !hall_->report().items.empty()) return;
    (void)hall_->step();
    redraw_ = true;  // its scenes were drawn with this window's picture
    frames_due_ = 3;
}

}  // namespace linchpin::app
