#pragma once
#include <span>

#include "app/remote/remote.h"
#include "app/story/show.h"

namespace linchpin::app {

/// What remotes see of a show at this moment. @param show  null = none is running
[[nodiscard]] RemoteView remote_view(const Show* show, double now_s);

/// Does to the show what remotes asked for, in order. One press is one step, as on the keyboard; a press also wakes a show that goes
/// round by itself and does nothing else then.
/// @return  whether anything was asked for
bool obey(Show& show, std::span<const RemoteCommand> commands, double now_s);

}  // namespace linchpin::app
