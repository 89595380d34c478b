#include "render/layers/line_layer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>

#include "render/layers/line_detail.h"

namespace linchpin::render {
namespace {

constexpr std::uint32_t kFirst = 0x80000000u, kLast = 0x40000000u;
constexpr std::uint32_t kSegmentsPerRun = 96;

std::uint32_t packed(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
    const std::uint8_t bytes[4] = {a, b, c, d};
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// True when a ball lies wholly beyond the plane of the globe's outline and inside the cone behind it.
bool ball_hidden(const glm::vec3& centre, float radius, const glm::vec3& eye) {
    const float distance = glm::length(eye);
    const glm::vec3 axis = eye / distance;
    if (glm::dot(centre, axis) + radius > 1.0f / distance) return false;
    const glm::vec3 d = centre - eye;
    const float ed = glm::dot(eye, d);
    const float to_axis = std::sqrt(std::max(0.0f, glm::dot(eye, eye) - ed * ed / glm::dot(d, d)));
    // Seen from the eye the ball is no wider than its radius; behind the outline the cone only grows.
    return to_axis + radius < 1.0f;
}

}  // namespace

Result<std::shared_ptr<Program>> LineLayer::load_program(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "line");
    if (!program) return program.error();
    return std::make_shared<Program>(std::move(*program));
}

LineLayer::Detail& LineLayer::detail_for(float km_per_pixel) {
    std::size_t level = 0;
    while (level + 1 < kTolerancesKm.size() && kTolerancesKm[level + 1] < 0.5f * km_per_pixel) ++level;
    Detail& detail = details_[level];
    if (!detail.ready) {
        upload(detail, simplified(*uploaded_, kTolerancesKm[level]));
        detail.ready = true;
    }
    return detail;
}

void LineLayer::upload(Detail& detail, const LineGeometry& geometry) {
    detail.runs.clear();
    if (geometry.vertices.size() < 2) return;
    // A vertex of padding at both ends, since each segment also reads its neighbours.
    std::vector<LineVertex> padded;
    padded.reserve(geometry.vertices.size() + 2);
    padded.push_back(geometry.vertices.front());
    padded.insert(padded.end(), geometry.vertices.begin(), geometry.vertices.end());
    padded.push_back(geometry.vertices.back());
    for (const LineGeometry::Range& range : geometry.polylines) {
        padded[range.begin + 1].line |= kFirst;
        padded[range.end].line |= kLast;
        for (std::uint32_t begin = range.begin; begin + 1 < range.end; begin += kSegmentsPerRun) {
            Run run{begin, std::min(begin + kSegmentsPerRun, range.end - 1), {}, 0.0f};
            glm::vec3 low{1e9f}, high{-1e9f};
            for (std::uint32_t i = run.begin; i <= run.end; ++i) {
                low = glm::min(low, geometry.vertices[i].position);
                high = glm::max(high, geometry.vertices[i].position);
            }
            run.centre = 0.5f * (low + high);
            for (std::uint32_t i = run.begin; i <= run.end; ++i)
                run.radius = std::max(run.radius, glm::length(geometry.vertices[i].position - run.centre));
            detail.runs.push_back(run);
        }
    }
    if (!detail.array) detail.array = VertexArrayHandle::create();
    glBindVertexArray(detail.array.id());
    detail.buffer.upload(std::span<const LineVertex>(padded), GL_STATIC_DRAW);
    for (GLuint i = 0; i < 8; ++i) {
        glEnableVertexAttribArray(i);
        glVertexAttribDivisor(i, 1);
    }
}

void LineLayer::upload_styles(const std::vector<RibbonStyle>& styles) {
    styles_uploaded_ = styles;
    texels_.clear();
    any_ghost_ = false;
    for (const RibbonStyle& style : styles) {
        const auto width = static_cast<std::uint8_t>(std::lround(std::clamp(style.width_px, 0.0f, 15.9f) * 16.0f));
        const int flags = (style.dashed ? 1 : 0) + (style.taper ? 2 : 0) + (style.ghost_behind ? 4 : 0);
        texels_.push_back(packed(style.colour.r, style.colour.g, style.colour.b, style.colour.a));
        texels_.push_back(packed(width, static_cast<std::uint8_t>(flags), 0, 0));
        any_ghost_ = any_ghost_ || (style.ghost_behind && width > 0);
    }
    styles_.upload(texels_);
}

void LineLayer::point_attributes_at(std::uint32_t first_instance) {
    const auto at = [&](std::uint32_t vertex, std::size_t offset) {
        return reinterpret_cast<const void*>((first_instance + vertex) * sizeof(LineVertex) + offset);
    };
    constexpr auto stride = static_cast<GLsizei>(sizeof(LineVertex));
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride, at(0, offsetof(LineVertex, position)));
    glVertexAttribPointer(1, 4, GL_FLOAT, GL_FALSE, stride, at(1, offsetof(LineVertex, position)));
    glVertexAttribPointer(2, 1, GL_FLOAT, GL_FALSE, stride, at(1, offsetof(LineVertex, t)));
    glVertexAttribIPointer(3, 1, GL_UNSIGNED_INT, stride, at(1, offsetof(LineVertex, line)));
    glVertexAttribPointer(4, 4, GL_FLOAT, GL_FALSE, stride, at(2, offsetof(LineVertex, position)));
    glVertexAttribPointer(5, 1, GL_FLOAT, GL_FALSE, stride, at(2, offsetof(LineVertex, t)));
    glVertexAttribIPointer(6, 1, GL_UNSIGNED_INT, stride, at(2, offsetof(LineVertex, line)));
    glVertexAttribPointer(7, 3, GL_FLOAT, GL_FALSE, stride, at(3, offsetof(LineVertex, position)));
}

void LineLayer::draw(const LineBatch& batch, const FrameContext& frame) {
    segments_drawn_ = 0;
    if (!batch.geometry || batch.opacity <= 0.0f) return;
    if (batch.geometry != uploaded_) {
        uploaded_ = batch.geometry;
        for (Detail& detail : details_) detail.ready = false;
    }
    const Detail& detail = detail_for(frame.km_per_pixel);
    const std::vector<Run>& runs = detail.runs;
    if (runs.empty()) return;
    if (batch.styles != styles_uploaded_) upload_styles(batch.styles);
    begin_blended_pass();
    program_->use();
    frame.set_view(*program_);
    program_->set("u_opacity", batch.opacity);
    // Whole octaves: a dash keeps its place on the ground, and only its length doubles now and then while zooming.
    const float dash_km = 18.0f * frame.pixel_scale * frame.km_per_pixel;
    program_->set("u_dash_km", std::exp2(std::round(std::log2(dash_km))));
    program_->set("u_styles", 0);
    styles_.bind(0);
    glBindVertexArray(detail.array.id());
    detail.buffer.bind();
    // Runs that follow one another are drawn in one call.
    std::size_t i = 0;
    while (i < runs.size()) {
        if (!any_ghost_ && ball_hidden(runs[i].centre, runs[i].radius, frame.eye)) {
            ++i;
            continue;
        }
        const std::uint32_t begin = runs[i].begin;
        std::uint32_t end = runs[i].end;
        for (++i; i < runs.size() && (any_ghost_ || !ball_hidden(runs[i].centre, runs[i].radius, frame.eye)); ++i) end = runs[i].end;
        point_attributes_at(begin);
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(end - begin));
        segments_drawn_ += end - begin;
    }
}

}  // namespace linchpin::render
