#include "render/gl/texture.h"

#include <stb/stb_image.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace linchpin::render {

Result<Image> read_image(const std::filesystem::path& file, int channels) {
    std::error_code unreadable;
    if (!std::filesystem::exists(file, unreadable)) return Error{"expected a JPEG or PNG image, found no such file", file};
    Image image;
    int found = 0;
    const std::unique_ptr<stbi_uc, void (*)(void*)> pixels{
        stbi_load(file.c_str(), &image.width, &image.height, &found, channels), &stbi_image_free};
    if (!pixels) return Error{std::string("expected a readable JPEG or PNG image, found: ") + stbi_failure_reason(), file};
    image.channels = channels;
    const auto bytes = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * static_cast<std::size_t>(channels);
    image.pixels.assign(pixels.get(), pixels.get() + bytes);
    return image;
}

TextureHandle make_map_texture(const Image& image, bool srgb) {
    TextureHandle texture = TextureHandle::create();
    glBindTexture(GL_TEXTURE_2D, texture.id());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    const GLenum format = image.channels == 1 ? GL_RED : image.channels == 3 ? GL_RGB : GL_RGBA;
    const GLint internal = image.channels == 1 ? GL_R8 : image.channels == 3 ? (srgb ? GL_SRGB8 : GL_RGB8) : (srgb ? GL_SRGB8_ALPHA8 : GL_RGBA8);
    glTexImage2D(GL_TEXTURE_2D, 0, internal, image.width, image.height, 0, format, GL_UNSIGNED_BYTE, image.pixels.data());
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_REPEAT);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return texture;
}

void LookupTexture::upload(std::span<const std::uint32_t> texels) {
    const int rows = std::max(1, static_cast<int>((texels.size() + kWidth - 1) / kWidth));
    padded_.assign(static_cast<std::size_t>(rows) * kWidth, 0u);
    std::copy(texels.begin(), texels.end(), padded_.begin());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    if (!handle_ || rows > rows_) {
        handle_ = TextureHandle::create();
        rows_ = rows;
        glBindTexture(GL_TEXTURE_2D, handle_.id());
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kWidth, rows, 0, GL_RGBA, GL_UNSIGNED_BYTE, padded_.data());
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        return;
    }
    glBindTexture(GL_TEXTURE_2D, handle_.id());
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kWidth, rows, GL_RGBA, GL_UNSIGNED_BYTE, padded_.data());
}

void LookupTexture::bind(int unit) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, handle_.id());
}

}  // namespace linchpin::render
