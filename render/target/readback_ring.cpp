#include "render/target/readback_ring.h"

#include <algorithm>
#include <cstring>

namespace linchpin::render {

ReadbackRing::ReadbackRing(int width_px, int height_px, int depth) : width_px_{width_px}, height_px_{height_px}, slots_(static_cast<std::size_t>(std::max(depth, 1))) {
    const GLsizeiptr bytes = static_cast<GLsizeiptr>(width_px) * height_px * 4;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        slots_[i].buffer = BufferHandle::create();
        glBindBuffer(GL_PIXEL_PACK_BUFFER, slots_[i].buffer.id());
        glBufferData(GL_PIXEL_PACK_BUFFER, bytes, nullptr, GL_STREAM_READ);
        free_.push_back(i);
    }
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
}

ReadbackRing::~ReadbackRing() {
    for (const Slot& slot : slots_)
        if (slot.done != nullptr) glDeleteSync(slot.done);
}

void ReadbackRing::start(const FrameTarget& target) {
    const std::size_t i = free_.front();
    free_.pop_front();
    Slot& slot = slots_[i];
    glBindFramebuffer(GL_READ_FRAMEBUFFER, target.resolved_framebuffer());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, slot.buffer.id());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width_px_, height_px_, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    slot.done = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush();
    under_way_.push_back(i);
}

Status ReadbackRing::take(std::span<std::uint8_t> out) {
    const std::size_t i = under_way_.front();
    under_way_.pop_front();
    free_.push_back(i);
    Slot& slot = slots_[i];
    constexpr GLuint64 kTurn_ns = 1'000'000'000;
    GLenum waited = GL_TIMEOUT_EXPIRED;
    for (int turn = 0; turn < 600 && waited == GL_TIMEOUT_EXPIRED; ++turn) waited = glClientWaitSync(slot.done, GL_SYNC_FLUSH_COMMANDS_BIT, kTurn_ns);
    glDeleteSync(slot.done);
    slot.done = nullptr;
    if (waited == GL_TIMEOUT_EXPIRED || waited == GL_WAIT_FAILED) return Error{"the graphics driver did not finish a frame within ten minutes"};
    const std::size_t row = static_cast<std::size_t>(width_px_) * 4, rows = static_cast<std::size_t>(height_px_);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, slot.buffer.id());
    const auto* const pixels = static_cast<const std::uint8_t*>(glMapBufferRange(GL_PIXEL_PACK_BUFFER, 0, static_cast<GLsizeiptr>(row * rows), GL_MAP_READ_BIT));
    if (pixels == nullptr) {
        glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
        return Error{"the graphics driver gave no access to a frame that it had drawn"};
    }
    // OpenGL has the bottom row first.
    for (std::size_t y = 0; y < rows; ++y) std::memcpy(out.data() + y * row, pixels + (rows - 1 - y) * row, row);
    const GLboolean whole = glUnmapBuffer(GL_PIXEL_PACK_BUFFER);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    if (whole != GL_TRUE) return Error{"the graphics driver lost a frame (the screen mode has changed); please record again from here"};
    return Done{};
}

}  // namespace linchpin::render
