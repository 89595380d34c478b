#pragma once
#include <memory>
#include <string>

#include "data/core/result.h"

namespace linchpin::render {

/// An OpenGL 3.3 core context without a window or a display server. The GPU when there is one, else the software
/// rasteriser; environment LINCHPIN_GL=software forces the latter. Current on the thread that made it.
class EglContext {
public:
    /// @return the context, already current and with its functions loaded, or a sentence saying what the machine lacks.
    [[nodiscard]] static Result<EglContext> create();
    EglContext(EglContext&&) noexcept;
    EglContext& operator=(EglContext&&) noexcept;
    ~EglContext();

private:
    struct State;
    explicit EglContext(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5 (Core Profile) Mesa 22.3.6" of the current context.
[[nodiscard]] std::string gl_description();
/// True when the current context draws with the processor: then samples cost what they cover, and timers of the driver say nothing.
[[nodiscard]] bool is_software_rasteriser();

}  // namespace linchpin::render
