#pragma once
#include <functional>
#include <string>

namespace linchpin::render {

/// Sends every message of the driver of medium severity or worse to `report`, synchronously, for the current context.
/// Does nothing where KHR_debug is absent. The callback must outlive the context.
void install_gl_debug(const std::function<void(const std::string&)>* report);

}  // namespace linchpin::render
