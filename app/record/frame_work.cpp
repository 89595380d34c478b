#include "app/record/frame_work.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string>

#include "render/colour.h"

namespace linchpin::app {
namespace {

const std::array<float, 256>& linear_table() {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> t{};
        for (std::size_t i = 0; i < t.size(); ++i) t[i] = render::linear_of(static_cast<std::uint8_t>(i));
        return t;
    }();
    return table;
}

std::uint8_t byte_of(float share) { return static_cast<std::uint8_t>(std::clamp(share, 0.0f, 1.0f) * 255.0f + 0.5f); }

}  // namespace

FrameSum::FrameSum(int width_px, int height_px, int factor)
    : width_px_{width_px}, height_px_{height_px}, factor_{factor}, sum_(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 4) {}

void FrameSum::clear() {
    std::fill(sum_.begin(), sum_.end(), 0.0f);
    pictures_ = 0;
}

void FrameSum::add(std::span<const std::uint8_t> premultiplied) { add_up<false>(premultiplied); }
void FrameSum::add_straight(std::span<const std::uint8_t> rgba) { add_up<true>(rgba); }

template <bool straight> void FrameSum::add_up(std::span<const std::uint8_t> rgba) {
    const auto& linear = linear_table();
    const auto width = static_cast<std::size_t>(width_px_), factor = static_cast<std::size_t>(factor_);
    const std::uint8_t* from = rgba.data();
    for (std::size_t y = 0; y < static_cast<std::size_t>(height_px_) * factor; ++y) {
        float* to = sum_.data() + (y / factor) * width * 4;
        for (std::size_t x = 0; x < width; ++x, to += 4) {
            for (std::size_t k = 0; k < factor; ++k, from += 4) {
                const float weight = straight ? static_cast<float>(from[3]) / 255.0f : 1.0f;
                to[0] += linear[from[0]] * weight;
                to[1] += linear[from[1]] * weight;
                to[2] += linear[from[2]] * weight;
                to[3] += static_cast<float>(from[3]);
            }
        }
    }
    ++pictures_;
}

void FrameSum::result(std::span<std::uint8_t> rgba) const {
    const float count = static_cast<float>(std::max(pictures_, 1) * factor_ * factor_);
    for (std::size_t i = 0; i < sum_.size(); i += 4) {
        const float alpha = sum_[i + 3] / (255.0f * count);
        for (std::size_t k = 0; k < 3; ++k) rgba[i + k] = alpha > 0.0f ? render::encoded_of(std::min(sum_[i + k] / (count * alpha), 1.0f)) : std::uint8_t{0};
        rgba[i + 3] = byte_of(alpha);
    }
}

void to_straight_alpha(std::span<std::uint8_t> rgba) {
    const auto& linear = linear_table();
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        const std::uint8_t alpha = rgba[i + 3];
        if (alpha == 255 || alpha == 0) continue;
        for (std::size_t k = 0; k < 3; ++k) rgba[i + k] = render::encoded_of(std::min(linear[rgba[i + k]] * 255.0f / static_cast<float>(alpha), 1.0f));
    }
}

std::string frame_hash(std::span<const std::uint8_t> bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace linchpin::app
