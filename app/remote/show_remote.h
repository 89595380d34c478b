#pragma once
#include "app/remote/remote.h"
#include "app/story/show.h"

namespace linchpin::app {

/// What remotes see of a show at this moment. @param show  null = none is running
[[nodiscard]] RemoteView remote_view(const Show* show, double now_s);

}  // namespace linchpin::app
