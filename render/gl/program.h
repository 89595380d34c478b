#pragma once
#include <array>
#include <filesystem>
#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

#include "data/core/result.h"
#include "render/gl/handle.h"

namespace linchpin::render {

/// A linked vertex + fragment program. Sources are files `<name>.vert` and `<name>.frag` of the shader folder; a line
/// `#include "common.glsl"` takes in a file of `<folder>/include`.
class Program {
public:
    Program() = default;
    /// @return the program, or an Error whose message holds the driver's log with the file it speaks of.
    [[nodiscard]] static Result<Program> load(const std::filesystem::path& shader_folder, const std::string& name);
    /// The same from `<vertex>.vert` and `<fragment>.frag`.
    [[nodiscard]] static Result<Program> load(const std::filesystem::path& shader_folder, const std::string& vertex, const std::string& fragment);

    void use() const { use_variant(0); }
    /// A program that includes view.glsl is built twice: for any view, and with GLOBE_ONLY defined, without what only the flat map needs
    /// (software rasterisers work out both sides of a branch). FrameContext::set_view chooses.
    void use_for(bool globe_only) const { use_variant(globe_only && variants_[1].handle ? 1 : 0); }
    // Setters act on the program in use. A name that the linker dropped is ignored, as GL does.
    void set(std::string_view name, int value) const { glUniform1i(location(name), value); }
    void set(std::string_view name, float value) const { glUniform1f(location(name), value); }
    void set(std::string_view name, const glm::vec2& v) const { glUniform2f(location(name), v.x, v.y); }
    void set(std::string_view name, const glm::vec3& v) const { glUniform3f(location(name), v.x, v.y, v.z); }
    void set(std::string_view name, const glm::vec4& v) const { glUniform4f(location(name), v.x, v.y, v.z, v.w); }
    void set(std::string_view name, const glm::mat3& m) const { glUniformMatrix3fv(location(name), 1, GL_FALSE, &m[0][0]); }
    void set(std::string_view name, const glm::mat4& m) const { glUniformMatrix4fv(location(name), 1, GL_FALSE, &m[0][0]); }
    [[nodiscard]] GLint location(std::string_view name) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
    };
    struct Variant {
        ProgramHandle handle;
        std::unordered_map<std::string, GLint, Hash, std::equal_to<>> locations;  // filled once after linking
    };
    static Result<Variant> build(const std::filesystem::path& shader_folder, const std::string& vertex, const std::string& fragment, std::string_view define);
    void use_variant(std::size_t index) const {
        active_ = index;
        glUseProgram(variants_[index].handle.id());
    }
    std::array<Variant, 2> variants_;
    mutable std::size_t active_ = 0;  ///< which one the setters act on: the binding of GL, not part of the program's value
};

/// The text of a shader file with its includes put in. Errors name the file that is missing.
[[nodiscard]] Result<std::string> read_shader(const std::filesystem::path& shader_folder, const std::string& file_name);

}  // namespace linchpin::render
