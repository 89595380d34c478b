#include "render/layers/satellite_layer.h"

#include <cmath>
#include <cstddef>
#include <glm/geometric.hpp>

#include "render/layers/dot_pass.h"
#include "render/layers/satellite_place.h"

namespace linchpin::render {
namespace {

constexpr float kFadeFromDays = 14.0f, kFaintestDays = 30.0f;
constexpr float kSunRadiusRad = 0.00465f;  // of its disc at one astronomical unit
constexpr std::size_t kNoSlot = 2;

const void* at(std::size_t offset) { return reinterpret_cast<const void*>(offset); }

}  // namespace

glm::vec3 globe_place_single(const glm::vec3& km) noexcept {
    constexpr float kEquatorKm = 6378.137f, kPolarKm = 6356.7523142f, kE2 = 6.69437999014e-3f, kSecondE2 = 6.73949674228e-3f;
    const float r = std::sqrt(km.x * km.x + km.y * km.y);
    const glm::vec2 reduced = glm::normalize(glm::vec2(r * kPolarKm, km.z * kEquatorKm));
    const glm::vec2 normal = glm::normalize(glm::vec2(r - kE2 * kEquatorKm * reduced.x * reduced.x * reduced.x,
                                                      km.z + kSecondE2 * kPolarKm * reduced.y * reduced.y * reduced.y));
    const float height = r * normal.x + km.z * normal.y - kEquatorKm * std::sqrt(1.0f - kE2 * normal.y * normal.y);
    const glm::vec2 meridian = r > 0.0f ? glm::vec2(km.x / r, km.y / r) : glm::vec2(1.0f, 0.0f);
    return glm::vec3(meridian.x * normal.x, meridian.y * normal.x, normal.y) * (1.0f + height / static_cast<float>(geo::kEarthRadiusKm));
}

Result<std::shared_ptr<Program>> SatelliteLayer::load_program(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "satellite");
    if (!program) return program.error();
    return std::make_shared<Program>(std::move(*program));
}

std::size_t SatelliteLayer::hold(const orbit::Keyframe& keyframe, std::size_t keep, const FrameContext& frame) {
    for (std::size_t i = 0; i < slots_.size(); ++i)
        if (slots_[i].serial == keyframe.serial) return i;
    const std::size_t into = keep == 0 ? 1 : 0;
    slots_[into].states.upload(std::span<const orbit::KeyframeState>(keyframe.states), GL_STREAM_DRAW);
    slots_[into].serial = keyframe.serial;
    frame.stats.uploaded_bytes += slots_[into].states.size_bytes();
    return into;
}

void SatelliteLayer::bind(std::size_t from, std::size_t to, const SatelliteBatch& batch, const FrameContext& frame) {
    using orbit::KeyframeState;
    if (!array_) array_ = VertexArrayHandle::create();
    glBindVertexArray(array_.id());
    if (const std::array wanted{from, to}; wanted != bound_) {
        bound_ = wanted;
        for (GLuint end = 0; end < 2; ++end) {
            slots_[wanted[end]].states.bind();
            glEnableVertexAttribArray(2 * end);
            glEnableVertexAttribArray(2 * end + 1);
            glVertexAttribPointer(2 * end, 3, GL_FLOAT, GL_FALSE, sizeof(KeyframeState), at(offsetof(KeyframeState, position_km)));
            glVertexAttribPointer(2 * end + 1, 3, GL_FLOAT, GL_FALSE, sizeof(KeyframeState), at(offsetof(KeyframeState, velocity_km_s)));
        }
    }
    if (batch.styles == style_source_) return;
    style_source_ = batch.styles;
    styles_.upload(std::span<const SatelliteStyle>(*style_source_), GL_STREAM_DRAW);
    frame.stats.uploaded_bytes += styles_.size_bytes();
    for (GLuint i = 4; i < 8; ++i) glEnableVertexAttribArray(i);
    glVertexAttribPointer(4, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(SatelliteStyle), at(offsetof(SatelliteStyle, fill)));
    glVertexAttribPointer(5, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(SatelliteStyle), at(offsetof(SatelliteStyle, edge)));
    glVertexAttribPointer(6, 1, GL_FLOAT, GL_FALSE, sizeof(SatelliteStyle), at(offsetof(SatelliteStyle, epoch_days)));
    glVertexAttribIPointer(7, 2, GL_UNSIGNED_BYTE, sizeof(SatelliteStyle), at(offsetof(SatelliteStyle, radius_16th)));
}

void SatelliteLayer::draw(const SatelliteBatch& batch, const FrameContext& frame) {
    if (!batch.pair || !batch.styles || batch.styles->empty()) return;
    const std::size_t count = batch.styles->size();
    if (batch.pair.from->states.size() != count || batch.pair.to->states.size() != count) return;  // a scene that was not built as it says
    // Which slot must not be overwritten for `from` is the one that holds `to`, if any does.
    std::size_t keep = kNoSlot;
    for (std::size_t i = 0; i < slots_.size(); ++i)
        if (slots_[i].serial == batch.pair.to->serial) keep = i;
    const std::size_t from = hold(*batch.pair.from, keep, frame), to = hold(*batch.pair.to, from, frame);
    bind(from, to, batch, frame);
    program_->use();
    const DotPass pass(frame, *program_, 1.0f);
    const auto weights = orbit::hermite_weights(batch.pair, batch.unix_s);
    program_->set("u_hermite", glm::vec4(weights[0], weights[1], weights[2], weights[3]));
    program_->set("u_now_days", static_cast<float>((batch.unix_s - batch.reference_unix_s) / 86400.0));
    program_->set("u_fade_days", batch.fade_old ? glm::vec2(kFadeFromDays, kFaintestDays) : glm::vec2(0.0f));
    program_->set("u_sun", glm::vec4(batch.sun_direction, batch.eclipse ? kSunRadiusRad : 0.0f));
    glDrawArrays(GL_POINTS, 0, static_cast<GLsizei>(count));
    ++frame.stats.draw_calls;
    frame.stats.vertices += count;
    for (const std::uint32_t i : batch.on_top) {
        if (i >= count) continue;
        glDrawArrays(GL_POINTS, static_cast<GLint>(i), 1);
        ++frame.stats.draw_calls;
        ++frame.stats.vertices;
    }
}

}  // namespace linchpin::render
