#include "render/layers/line_layer.h"

#include <algorithm>
#include <cmath>

#include "render/layers/line_detail.h"
#include "render/layers/sight_cull.h"

namespace linchpin::render {
namespace {

constexpr int kStyleRowTexels = 512;
/// A gap of so many hidden segments between two visible runs is drawn along: cheaper than another call.
constexpr std::uint32_t kBridgedSegments = 8;

/// Part of a pixel by which a drawn line may miss the given one.
float error_px(Quality quality) {
    switch (quality) {
        case Quality::Low: return 0.5f;
        case Quality::High: return 0.3f;
        case Quality::Still: break;
    }
    return 0.12f;
}

}  // namespace

Result<std::shared_ptr<LineLayer::Programs>> LineLayer::load_program(const std::filesystem::path& shader_folder) {
    auto ribbon = Program::load(shader_folder, "line");
    if (!ribbon) return ribbon.error();
    auto hairline = Program::load(shader_folder, "hairline");
    if (!hairline) return hairline.error();
    return std::make_shared<Programs>(Programs{std::move(*ribbon), std::move(*hairline)});
}

LineMesh& LineLayer::mesh_for(const FrameContext& frame) {
    const float allowed_km = error_px(frame.options.quality) * frame.km_per_pixel;
    std::size_t level = 0;
    while (level + 1 < kTolerancesKm.size() && kTolerancesKm[level + 1] < allowed_km) ++level;
    Detail& detail = details_[level];
    if (!detail.ready) {
        if (level == 0) detail.mesh.upload(*uploaded_);
        else detail.mesh.upload(simplified(*uploaded_, kTolerancesKm[level]));
        frame.stats.uploaded_bytes += detail.mesh.size_bytes();
        detail.ready = true;
    }
    return detail.mesh;
}

void LineLayer::upload_styles(const std::vector<RibbonStyle>& styles, const FrameContext& frame) {
    styles_uploaded_ = styles;
    any_ghost_ = false;
    widest_px_ = 0.0f;
    const int rows = std::max(1, (2 * static_cast<int>(styles.size()) + kStyleRowTexels - 1) / kStyleRowTexels);
    texels_.clear();
    for (const RibbonStyle& style : styles) {
        const glm::vec3 linear = linear_rgb(style.colour);
        const float width_px = std::clamp(style.width_px, 0.0f, 15.9f);
        texels_.insert(texels_.end(), {linear.r, linear.g, linear.b, static_cast<float>(style.colour.a) / 255.0f, width_px,
                                       style.dashed ? 1.0f : 0.0f, style.taper ? 0.35f : 1.0f, style.ghost_behind ? 0.08f : 0.0f});
        widest_px_ = std::max(widest_px_, width_px);
        any_ghost_ = any_ghost_ || (style.ghost_behind && width_px > 0.0f);
    }
    texels_.resize(static_cast<std::size_t>(rows) * kStyleRowTexels * 4, 0.0f);
    if (!styles_) styles_ = TextureHandle::create();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, styles_.id());
    if (rows != style_rows_) {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, kStyleRowTexels, rows, 0, GL_RGBA, GL_FLOAT, texels_.data());
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
        style_rows_ = rows;
    } else {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kStyleRowTexels, rows, GL_RGBA, GL_FLOAT, texels_.data());
    }
    frame.stats.uploaded_bytes += texels_.size() * sizeof(float);
}

/// Ranges of indices of what may be in sight, neighbours merged.
void LineLayer::collect_visible(const LineMesh& mesh, LineMesh::Form form, const FrameContext& frame) {
    counts_.clear();
    offsets_.clear();
    segments_drawn_ = 0;
    const SightCull cull{frame, 0.5f * widest_px_ * frame.pixel_scale + 64.0f * frame.pixel_scale};
    std::uint32_t begin = 0, end = 0;
    const auto close = [&] {
        if (end == begin) return;
        counts_.push_back(static_cast<GLsizei>((end - begin) * LineMesh::indices_per_segment(form)));
        offsets_.push_back(mesh.index_offset(form, begin));
        segments_drawn_ += end - begin;
    };
    for (const LineMesh::Run& run : mesh.runs()) {
        const RibbonStyle* const style = run.line < styles_uploaded_.size() ? &styles_uploaded_[run.line] : nullptr;
        if (style == nullptr || style->width_px <= 0.0f) continue;
        if (frame.options.cull && (cull.outside(run.centre, run.radius) || (!style->ghost_behind && cull.hidden(run.centre, run.radius)))) continue;
        if (end != begin && run.begin >= end && run.begin - end <= kBridgedSegments) {
            end = run.end;
            continue;
        }
        close();
        begin = run.begin;
        end = run.end;
    }
    close();
}

void LineLayer::draw(const LineBatch& batch, const FrameContext& frame) {
    segments_drawn_ = 0;
    if (!batch.geometry || batch.opacity <= 0.0f) return;
    if (batch.geometry != uploaded_) {
        uploaded_ = batch.geometry;
        for (Detail& detail : details_) detail.ready = false;
    }
    const LineMesh& mesh = mesh_for(frame);
    if (mesh.runs().empty()) return;
    if (batch.styles != styles_uploaded_ || !styles_) upload_styles(batch.styles, frame);
    const bool hair = widest_px_ * frame.pixel_scale <= kHairlinePx && !any_ghost_;
    const LineMesh::Form form = hair && frame.options.quality == Quality::Low ? LineMesh::Form::Thin : LineMesh::Form::Ribbon;
    collect_visible(mesh, form, frame);
    if (counts_.empty()) return;
    begin_blended_pass();
    const Program& program = hair ? programs_->hairline : programs_->ribbon;
    program.use();
    frame.set_view(program);
    program.set("u_opacity", batch.opacity);
    // Whole octaves: a dash keeps its place on the ground, and only its length doubles now and then while zooming.
    const float dash_km = 18.0f * frame.pixel_scale * frame.km_per_pixel;
    program.set("u_dash_km", std::exp2(std::round(std::log2(dash_km))));
    program.set("u_km_per_pixel", frame.km_per_pixel);
    program.set("u_lane_gap_px", kLaneGapPx * frame.pixel_scale);
    program.set("u_spread", form == LineMesh::Form::Thin ? 0.0f : 1.0f);
    program.set("u_styles", 0);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, styles_.id());
    mesh.bind();
    glMultiDrawElements(form == LineMesh::Form::Thin ? GL_LINES : GL_TRIANGLES, counts_.data(), GL_UNSIGNED_INT, offsets_.data(), static_cast<GLsizei>(counts_.size()));
    frame.stats.draw_calls += counts_.size();
    frame.stats.vertices += segments_drawn_ * LineMesh::indices_per_segment(form);
}

}  // namespace linchpin::render
