#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "data/core/result.h"
#include "render/gl/handle.h"

namespace linchpin::render {

/// 8-bit image in memory, rows top to bottom.
struct Image {
    int width = 0, height = 0, channels = 0;  ///< channels 1, 3 or 4
    std::vector<std::uint8_t> pixels;         ///< width * height * channels bytes
};

/// Reads a JPEG or PNG. @param channels  1, 3 or 4: what the caller wants.
[[nodiscard]] Result<Image> read_image(const std::filesystem::path& file, int channels);

/// A 2D texture with mipmaps, linear filtering and repeat in x only (for lon/lat maps).
/// @param srgb  the bytes are sRGB-encoded colour (3 or 4 channels); otherwise they are plain numbers.
[[nodiscard]] TextureHandle make_map_texture(const Image& image, bool srgb);

/// A texture that shaders read by texelFetch: RGBA8, `width` wide, as many rows as the items need.
class LookupTexture {
public:
    static constexpr int kWidth = 256;
    /// @param texels  four bytes each, in order; texel i is at (i % kWidth, i / kWidth).
    void upload(std::span<const std::uint32_t> texels);
    void bind(int unit) const;

private:
    TextureHandle handle_;
    int rows_ = 0;
    std::vector<std::uint32_t> padded_;
};

}  // namespace linchpin::render
