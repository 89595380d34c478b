#pragma once
#include <array>
#include <memory>

#include "render/gl/buffer.h"
#include "render/gl/texture.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// The globe itself: water or imagery, daylight, air; then land with the countries' values, and lakes.
class EarthLayer {
public:
    /// @param base_folder  assets/base with earth_day.jpg, earth_night.jpg, earth_relief.jpg, earth_height.jpg. An image that is
    ///                     missing is reported in warnings() and its effect left out.
    [[nodiscard]] Status load(const std::filesystem::path& shader_folder, const std::filesystem::path& base_folder);
    void draw(const Scene& scene, const FrameContext& frame);
    [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }

private:
    struct Mesh {
        VertexArrayHandle array;
        Buffer vertices, indices{GL_ELEMENT_ARRAY_BUFFER};
        std::shared_ptr<const AreaMesh> uploaded;
        GLsizei index_count = 0;
    };
    /// One detail of the map as the GPU has it.
    struct Ground {
        Mesh land, lakes;
        LookupTexture styles;
        std::vector<AreaStyle> styles_uploaded;
        std::shared_ptr<const AreaMesh> middles_of;
        std::vector<glm::vec3> middles;
    };
    /// What of a scene one detail is, and how it is laid over the other.
    struct Detail {
        const std::shared_ptr<const AreaMesh>& land;
        const std::shared_ptr<const AreaMesh>& lakes;
        const std::vector<AreaStyle>& areas;
        int level = 0;              ///< u_level of area.frag
    };
    Ground& ground_for(const std::shared_ptr<const AreaMesh>& land, const std::shared_ptr<const AreaMesh>& other);
    void draw_detail(const Scene& scene, const FrameContext& frame, Ground& ground, const Detail& detail);
    void upload_styles(Ground& ground, const Detail& detail);
    void draw_ground(const Scene& scene, const FrameContext& frame);
    void draw_areas(const Scene& scene, const FrameContext& frame, Mesh& mesh, const std::shared_ptr<const AreaMesh>& source, bool is_land, int level);
    void upload(Mesh& mesh, const std::shared_ptr<const AreaMesh>& source);
    void use_filter(const FrameContext& frame) const;
    TextureHandle load_map(const std::filesystem::path& file, bool colour, std::uint8_t neutral);

    Program ground_, area_;
    VertexArrayHandle empty_array_;
    std::array<Ground, 2> grounds_;  ///< so that a zoom to and fro sends nothing again
    std::vector<std::uint32_t> texels_;
    SamplerHandle coarse_;          ///< half of the fetches of the textures' own filter
    TextureHandle day_, night_, relief_, height_;
    std::vector<std::string> warnings_;
};

}  // namespace linchpin::render
