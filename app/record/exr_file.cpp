#include <ImfChannelList.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfOutputFile.h>
#include <ImfStandardAttributes.h>
#include <half.h>

#include <array>
#include <exception>
#include <vector>

#include "app/record/frame_sink.h"
#include "app/state/atomic_file.h"
#include "render/colour.h"

namespace linchpin::app {
namespace {

struct HalfPixel {
    half r, g, b, a;
};

std::vector<HalfPixel> linear_premultiplied(std::span<const std::uint8_t> rgba) {
    std::array<float, 256> linear{};
    for (std::size_t i = 0; i < linear.size(); ++i) linear[i] = render::linear_of(static_cast<std::uint8_t>(i));
    std::vector<HalfPixel> pixels(rgba.size() / 4);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const std::uint8_t* const p = rgba.data() + i * 4;
        const float alpha = static_cast<float>(p[3]) / 255.0f;
        pixels[i] = {half(linear[p[0]] * alpha), half(linear[p[1]] * alpha), half(linear[p[2]] * alpha), half(alpha)};
    }
    return pixels;
}

Status write_to(const std::filesystem::path& file, int width_px, int height_px, std::vector<HalfPixel>& pixels) {
    Imf::Header header(width_px, height_px);
    header.compression() = Imf::ZIP_COMPRESSION;
    Imf::addChromaticities(header, Imf::Chromaticities());  // the default is BT.709 with white at D65
    for (const char* const channel : {"R", "G", "B", "A"}) header.channels().insert(channel, Imf::Channel(Imf::HALF));
    char* const base = reinterpret_cast<char*>(pixels.data());
    const std::size_t row = sizeof(HalfPixel) * static_cast<std::size_t>(width_px);
    Imf::FrameBuffer buffer;
    buffer.insert("R", Imf::Slice(Imf::HALF, base + offsetof(HalfPixel, r), sizeof(HalfPixel), row));
    buffer.insert("G", Imf::Slice(Imf::HALF, base + offsetof(HalfPixel, g), sizeof(HalfPixel), row));
    buffer.insert("B", Imf::Slice(Imf::HALF, base + offsetof(HalfPixel, b), sizeof(HalfPixel), row));
    buffer.insert("A", Imf::Slice(Imf::HALF, base + offsetof(HalfPixel, a), sizeof(HalfPixel), row));
    try {
        Imf::OutputFile out(file.c_str(), header);
        out.setFrameBuffer(buffer);
        out.writePixels(height_px);
    } catch (const std::exception& e) {
        return Error{std::string{"cannot write the picture: "} + e.what(), file};
    }
    return Done{};
}

}  // namespace

Status write_exr_light(const std::filesystem::path& file, int width_px, int height_px, std::span<const float> light) {
    std::vector<HalfPixel> pixels(light.size() / 4);
    for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = {half(light[i * 4]), half(light[i * 4 + 1]), half(light[i * 4 + 2]), half(light[i * 4 + 3])};
    return replace_file(file, [&](const std::filesystem::path& temporary) { return write_to(temporary, width_px, height_px, pixels); });
}

Status write_exr(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba) {
    std::vector<HalfPixel> pixels = linear_premultiplied(rgba);
    return replace_file(file, [&](const std::filesystem::path& temporary) { return write_to(temporary, width_px, height_px, pixels); });
}

}  // namespace linchpin::app
