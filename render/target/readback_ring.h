#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "data/core/result.h"
#include "render/target/frame_target.h"

namespace linchpin::render {

/// Reads pictures back while the next ones are drawn: the copy into a pixel buffer runs beside the drawing, and is waited for only when
/// the picture is taken, some frames later.
class ReadbackRing {
public:
    /// @param depth  pictures that may be under way, at least 1
    ReadbackRing(int width_px, int height_px, int depth = 3);
    ~ReadbackRing();
    ReadbackRing(const ReadbackRing&) = delete;
    ReadbackRing& operator=(const ReadbackRing&) = delete;

    /// Begins to read a target's resolved picture, which must have the ring's size. Only when not full().
    void start(const FrameTarget& target);
    [[nodiscard]] bool full() const noexcept { return under_way_.size() == slots_.size(); }
    [[nodiscard]] bool empty() const noexcept { return under_way_.empty(); }
    /// Waits for the oldest picture. Only when not empty().
    /// @param out  width * height * 4 bytes: RGBA with alpha multiplied in linear light, as drawn; top row first
    /// @return  or that the driver gave the buffer up
    [[nodiscard]] Status take(std::span<std::uint8_t> out);

private:
    struct Slot {
        BufferHandle buffer;
        GLsync done = nullptr;
    };
    int width_px_, height_px_;
    std::vector<Slot> slots_;
    std::deque<std::size_t> under_way_, free_;
};

}  // namespace linchpin::render
