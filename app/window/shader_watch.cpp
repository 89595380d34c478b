#include "app/window/shader_watch.h"

#include <algorithm>
#include <cstdlib>

namespace linchpin::app {

ShaderWatch::ShaderWatch() {
    const char* const wish = std::getenv("LINCHPIN_SHADER_RELOAD");
    on_ = wish != nullptr && *wish != '\0' && *wish != '0';
}

bool ShaderWatch::changed(const std::filesystem::path& folder, double now_s) {
    if (!on_ || now_s < next_look_s_) return false;
    next_look_s_ = now_s + 0.5;
    std::filesystem::file_time_type newest = std::filesystem::file_time_type::min();
    std::error_code failed;
    for (std::filesystem::recursive_directory_iterator it{folder, failed}, end; !failed && it != end; it.increment(failed)) {
        const auto written = it->last_write_time(failed);
        if (!failed) newest = std::max(newest, written);
    }
    if (failed) return false;  // a file is just being replaced; the next look sees it
    const bool differs = newest_ && *newest_ != newest;
    newest_ = newest;
    return differs;
}

}  // namespace linchpin::app
