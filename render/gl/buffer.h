#pragma once
#include <cstddef>
#include <span>

#include "render/gl/handle.h"

namespace linchpin::render {

/// A vertex or index buffer that remembers its size, so that rewriting it with as many bytes or fewer allocates nothing.
class Buffer {
public:
    explicit Buffer(GLenum target = GL_ARRAY_BUFFER) noexcept : target_{target} {}

    /// Replaces the content. `usage` is GL_STATIC_DRAW or GL_STREAM_DRAW. Leaves the buffer bound.
    template <class T> void upload(std::span<const T> items, GLenum usage) { upload_bytes(std::as_bytes(items), usage); }
    void upload_bytes(std::span<const std::byte> bytes, GLenum usage);
    void bind() const { glBindBuffer(target_, handle_.id()); }
    [[nodiscard]] std::size_t size_bytes() const noexcept { return size_bytes_; }

private:
    GLenum target_;
    BufferHandle handle_;
    std::size_t size_bytes_ = 0, capacity_bytes_ = 0;
};

}  // namespace linchpin::render
