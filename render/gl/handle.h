#pragma once
#include <glad/gl.h>

#include <utility>

namespace linchpin::render {

/// Owns one GL object name. Move-only. An empty handle makes no GL call and is legal before a context exists.
template <class Traits> class GlHandle {
public:
    GlHandle() noexcept = default;
    [[nodiscard]] static GlHandle create() { return GlHandle{Traits::create()}; }
    GlHandle(GlHandle&& other) noexcept : id_{std::exchange(other.id_, 0u)} {}
    GlHandle& operator=(GlHandle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~GlHandle() {
        if (id_ != 0) Traits::destroy(id_);
    }
    [[nodiscard]] GLuint id() const noexcept { return id_; }
    [[nodiscard]] explicit operator bool() const noexcept { return id_ != 0; }

private:
    explicit GlHandle(GLuint id) noexcept : id_{id} {}
    GLuint id_ = 0;
};

struct BufferTraits {
    static GLuint create() { GLuint id = 0; glGenBuffers(1, &id); return id; }
    static void destroy(GLuint id) { glDeleteBuffers(1, &id); }
};
struct VertexArrayTraits {
    static GLuint create() { GLuint id = 0; glGenVertexArrays(1, &id); return id; }
    static void destroy(GLuint id) { glDeleteVertexArrays(1, &id); }
};
struct TextureTraits {
    static GLuint create() { GLuint id = 0; glGenTextures(1, &id); return id; }
    static void destroy(GLuint id) { glDeleteTextures(1, &id); }
};
struct SamplerTraits {
    static GLuint create() { GLuint id = 0; glGenSamplers(1, &id); return id; }
    static void destroy(GLuint id) { glDeleteSamplers(1, &id); }
};
struct FramebufferTraits {
    static GLuint create() { GLuint id = 0; glGenFramebuffers(1, &id); return id; }
    static void destroy(GLuint id) { glDeleteFramebuffers(1, &id); }
};
struct RenderbufferTraits {
    static GLuint create() { GLuint id = 0; glGenRenderbuffers(1, &id); return id; }
    static void destroy(GLuint id) { glDeleteRenderbuffers(1, &id); }
};
struct ProgramTraits {
    static GLuint create() { return glCreateProgram(); }
    static void destroy(GLuint id) { glDeleteProgram(id); }
};

using BufferHandle = GlHandle<BufferTraits>;
using VertexArrayHandle = GlHandle<VertexArrayTraits>;
using TextureHandle = GlHandle<TextureTraits>;
using SamplerHandle = GlHandle<SamplerTraits>;
using FramebufferHandle = GlHandle<FramebufferTraits>;
using RenderbufferHandle = GlHandle<RenderbufferTraits>;
using ProgramHandle = GlHandle<ProgramTraits>;

}  // namespace linchpin::render
