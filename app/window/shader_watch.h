#pragma once
#include <filesystem>
#include <optional>

namespace linchpin::app {

/// For work on shaders: with the environment variable LINCHPIN_SHADER_RELOAD set, says when a file of the shader folder was written.
class ShaderWatch {
public:
    ShaderWatch();
    /// True once after a file in `folder` or below changed. Looks twice a second.
    [[nodiscard]] bool changed(const std::filesystem::path& folder, double now_s);

private:
    bool on_ = false;
    double next_look_s_ = 0.0;
    std::optional<std::filesystem::file_time_type> newest_;
};

}  // namespace linchpin::app
