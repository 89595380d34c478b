#include "render/gl/program.h"

#include <fstream>
#include <sstream>
#include <vector>

namespace linchpin::render {
namespace {

/// A shader that lives until the program is linked.
class ScopedShader {
public:
    explicit ScopedShader(GLenum stage) : id_{glCreateShader(stage)} {}
    ScopedShader(const ScopedShader&) = delete;
    ScopedShader& operator=(const ScopedShader&) = delete;
    ~ScopedShader() { glDeleteShader(id_); }
    [[nodiscard]] GLuint id() const noexcept { return id_; }

private:
    GLuint id_;
};

std::string shader_log(GLuint id) {
    GLint length = 0;
    glGetShaderiv(id, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
    glGetShaderInfoLog(id, length, &length, log.data());
    log.resize(static_cast<std::size_t>(length));
    return log;
}

/// @param define  a name to be defined from the second line on (the first is the version); empty = none
Status compile(GLuint shader, const std::filesystem::path& folder, const std::string& file, std::string_view define) {
    auto source = read_shader(folder, file);
    if (!source) return source.error();
    if (!define.empty()) source->insert(source->find('\n') + 1, "#define " + std::string{define} + "\n#line 2\n");
    const char* text = source->c_str();
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    GLint ok = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
    if (ok != GL_TRUE) return Error{"the shader does not compile: " + shader_log(shader), folder / file};
    return Done{};
}

}  // namespace

Result<std::string> read_shader(const std::filesystem::path& shader_folder, const std::string& file_name) {
    std::ifstream in(shader_folder / file_name);
    if (!in) return Error{"expected a shader file, found none that can be read", shader_folder / file_name};
    std::string out, line;
    while (std::getline(in, line)) {
        constexpr std::string_view directive = "#include \"";
        if (line.starts_with(directive) && line.ends_with('"')) {
            const std::string name = line.substr(directive.size(), line.size() - directive.size() - 1);
            auto part = read_shader(shader_folder / "include", name);
            if (!part) return part;
            out += *part;
        } else {
            out += line;
            out += '\n';
        }
    }
    return out;
}

Result<Program> Program::load(const std::filesystem::path& shader_folder, const std::string& name) { return load(shader_folder, name, name); }

Result<Program> Program::load(const std::filesystem::path& shader_folder, const std::string& vertex, const std::string& fragment) {
    Program program;
    auto any = build(shader_folder, vertex, fragment, {});
    if (!any) return any.error();
    program.variants_[0] = std::move(*any);
    if (!program.variants_[0].locations.contains("u_flat")) return program;
    auto globe = build(shader_folder, vertex, fragment, "GLOBE_ONLY");
    if (!globe) return globe.error();
    program.variants_[1] = std::move(*globe);
    return program;
}

Result<Program::Variant> Program::build(const std::filesystem::path& shader_folder, const std::string& vertex_name, const std::string& fragment_name,
                                        std::string_view define) {
    const ScopedShader vertex{GL_VERTEX_SHADER};
    const ScopedShader fragment{GL_FRAGMENT_SHADER};
    if (auto status = compile(vertex.id(), shader_folder, vertex_name + ".vert", define); !status) return status.error();
    if (auto status = compile(fragment.id(), shader_folder, fragment_name + ".frag", define); !status) return status.error();
    Variant program;
    program.handle = ProgramHandle::create();
    const GLuint id = program.handle.id();
    glAttachShader(id, vertex.id());
    glAttachShader(id, fragment.id());
    glLinkProgram(id);
    glDetachShader(id, vertex.id());
    glDetachShader(id, fragment.id());
    GLint ok = GL_FALSE;
    glGetProgramiv(id, GL_LINK_STATUS, &ok);
    if (ok != GL_TRUE) {
        std::string log(4096, '\0');
        GLsizei length = 0;
        glGetProgramInfoLog(id, static_cast<GLsizei>(log.size()), &length, log.data());
        log.resize(static_cast<std::size_t>(length));
        return Error{"the shader program does not link: " + log, shader_folder / fragment_name};
    }
    GLint count = 0;
    glGetProgramiv(id, GL_ACTIVE_UNIFORMS, &count);
    for (GLint i = 0; i < count; ++i) {
        char buffer[256];
        GLint size = 0;
        GLenum type = 0;
        glGetActiveUniform(id, static_cast<GLuint>(i), sizeof buffer, nullptr, &size, &type, buffer);
        program.locations.emplace(buffer, glGetUniformLocation(id, buffer));
    }
    return program;
}

GLint Program::location(std::string_view name) const {
    const auto& locations = variants_[active_].locations;
    const auto it = locations.find(name);
    return it == locations.end() ? -1 : it->second;
}

}  // namespace linchpin::render
