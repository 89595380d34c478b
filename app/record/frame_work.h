#pragma once
// What is done to pictures that were read back before they are a frame: supersampling and motion blur are averaged in linear light.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace linchpin::app {

/// Adds up the sub-frames of one frame.
class FrameSum {
public:
    /// @param factor  pictures are `factor` times larger each way than the frame
    FrameSum(int width_px, int height_px, int factor);
    void clear();
    /// @param premultiplied  sRGB-encoded RGBA, colour multiplied by alpha in linear light; (width * factor) x (height * factor)
    void add(std::span<const std::uint8_t> premultiplied);
    /// The same for straight alpha.
    void add_straight(std::span<const std::uint8_t> rgba);
    /// The mean of what was added: straight alpha, sRGB-encoded.
    void result(std::span<std::uint8_t> rgba) const;

private:
    template <bool straight> void add_up(std::span<const std::uint8_t> rgba);
    int width_px_, height_px_, factor_, pictures_ = 0;
    std::vector<float> sum_;  ///< linear, premultiplied, RGBA
};

/// Straight alpha from premultiplied, in place: the only work on a frame without supersampling or blur. Opaque pixels are left alone.
void to_straight_alpha(std::span<std::uint8_t> rgba);

/// XXH3 (128 bits) of a frame's bytes as 32 hexadecimal digits.
[[nodiscard]] std::string frame_hash(std::span<const std::uint8_t> bytes);

}  // namespace linchpin::app
