#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "data/core/result.h"

namespace linchpin::render {

enum class PngPixels : std::uint8_t {
    Rgba8,   ///< 4 bytes: straight alpha, sRGB
    Rgb8,    ///< 3 bytes: sRGB
    Rgba16,  ///< 8 bytes, high bytes first: straight alpha, sRGB
    Grey16,  ///< 2 bytes, high byte first
};

/// Writes a PNG row after row, so that a picture need never be in memory as a whole. What is written goes to a temporary file beside
/// the target, renamed by finish(): the target is whole or untouched.
class PngWriter {
public:
    /// @param width_px, height_px  >= 1
    [[nodiscard]] static Result<PngWriter> create(const std::filesystem::path& file, int width_px, int height_px, PngPixels pixels);
    PngWriter(PngWriter&&) noexcept;
    PngWriter& operator=(PngWriter&&) noexcept;
    ~PngWriter();   ///< of an unfinished file nothing stays

    /// @param rows  whole rows, top first
    [[nodiscard]] Status add_rows(std::span<const std::uint8_t> rows);
    /// Call when all rows are in.
    [[nodiscard]] Status finish();

private:
    struct State;
    explicit PngWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace linchpin::render
