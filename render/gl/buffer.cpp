#include "render/gl/buffer.h"

namespace linchpin::render {

void Buffer::upload_bytes(std::span<const std::byte> bytes, GLenum usage) {
    if (!handle_) handle_ = BufferHandle::create();
    bind();
    const auto size = static_cast<GLsizeiptr>(bytes.size());
    if (bytes.size() > capacity_bytes_ || usage == GL_STATIC_DRAW) {
        glBufferData(target_, size, bytes.data(), usage);
        capacity_bytes_ = bytes.size();
    } else if (size > 0) {
        // Orphan first: the driver may still be drawing from the old storage.
        glBufferData(target_, static_cast<GLsizeiptr>(capacity_bytes_), nullptr, usage);
        glBufferSubData(target_, 0, size, bytes.data());
    }
    size_bytes_ = bytes.size();
}

}  // namespace linchpin::render
