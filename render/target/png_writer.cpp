// The format: W3C "Portable Network Graphics (PNG) Specification", second edition.
#include "render/target/png_writer.h"

#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

namespace linchpin::render {
namespace fs = std::filesystem;
namespace {

constexpr int kLevel = 5;                  // of zlib: rendered pictures gain little beyond
constexpr std::size_t kChunk = 1 << 18;    // bytes of an IDAT chunk

std::size_t bytes_of(PngPixels pixels) {
    switch (pixels) {
        case PngPixels::Rgba8: return 4;
        case PngPixels::Rgb8: return 3;
        case PngPixels::Rgba16: return 8;
        case PngPixels::Grey16: return 2;
    }
    return 4;
}

void put32(std::uint8_t* at, std::uint32_t v) {
    for (int i = 0; i < 4; ++i) at[i] = static_cast<std::uint8_t>(v >> (24 - 8 * i));
}

std::uint8_t paeth(int left, int up, int corner) {
    const int estimate = left + up - corner, a = std::abs(estimate - left), b = std::abs(estimate - up), c = std::abs(estimate - corner);
    return static_cast<std::uint8_t>(a <= b && a <= c ? left : b <= c ? up : corner);
}

}  // namespace

struct PngWriter::State {
    fs::path file, temporary;
    std::FILE* out = nullptr;
    std::size_t row_bytes = 0, pixel_bytes = 0;
    int rows_left = 0;
    int problem = 0;                       ///< errno of the first write that failed
    z_stream zlib{};
    bool deflating = false;
    std::vector<std::uint8_t> above, packed;
    std::array<std::vector<std::uint8_t>, 4> filtered;   ///< each with the filter's number in front

    ~State() {
        if (deflating) deflateEnd(&zlib);
        if (out != nullptr) {
            std::fclose(out);
            std::error_code ignored;
            fs::remove(temporary, ignored);
        }
    }

    void write(const void* data, std::size_t size) {
        if (problem != 0) return;
        errno = 0;
        if (std::fwrite(data, 1, size, out) != size) problem = errno != 0 ? errno : ENOSPC;
    }

    void chunk(const char* kind, std::span<const std::uint8_t> body) {
        std::array<std::uint8_t, 8> head{};
        put32(head.data(), static_cast<std::uint32_t>(body.size()));
        std::memcpy(head.data() + 4, kind, 4);
        uLong sum = crc32(0, head.data() + 4, 4);
        if (!body.empty()) sum = crc32(sum, body.data(), static_cast<uInt>(body.size()));  // of nothing it would begin anew
        std::array<std::uint8_t, 4> tail{};
        put32(tail.data(), static_cast<std::uint32_t>(sum));
        write(head.data(), head.size());
        if (!body.empty()) write(body.data(), body.size());   // an empty span may have no address
        write(tail.data(), tail.size());
    }

    void deflate_some(std::span<const std::uint8_t> bytes, int flush) {
        zlib.next_in = const_cast<Bytef*>(bytes.data());
        zlib.avail_in = static_cast<uInt>(bytes.size());
        int state = Z_OK;
        do {
            state = deflate(&zlib, flush);
            if (zlib.avail_out == 0 || (flush == Z_FINISH && state == Z_STREAM_END)) {
                chunk("IDAT", {packed.data(), packed.size() - zlib.avail_out});
                zlib.next_out = packed.data();
                zlib.avail_out = static_cast<uInt>(packed.size());
            }
        } while (zlib.avail_in > 0 || (flush == Z_FINISH && state != Z_STREAM_END));
    }

    /// The filter whose differences are smallest in sum, as the specification advises.
    void add_row(const std::uint8_t* row) {
        const std::size_t n = row_bytes, step = pixel_bytes;
        std::array<std::uint64_t, 4> cost{};
        const auto at = [](const std::uint8_t* p, std::size_t i, std::size_t back) { return i >= back ? p[i - back] : std::uint8_t{0}; };
        for (std::size_t i = 0; i < n; ++i) {
            const std::uint8_t left = at(row, i, step), up = above[i], corner = at(above.data(), i, step);
            filtered[0][i + 1] = row[i];
            filtered[1][i + 1] = static_cast<std::uint8_t>(row[i] - left);
            filtered[2][i + 1] = static_cast<std::uint8_t>(row[i] - up);
            filtered[3][i + 1] = static_cast<std::uint8_t>(row[i] - paeth(left, up, corner));
        }
        for (std::size_t f = 0; f < cost.size(); ++f)
            for (std::size_t i = 1; i <= n; ++i) cost[f] += static_cast<std::uint64_t>(std::abs(static_cast<std::int8_t>(filtered[f][i])));
        std::size_t best = 0;
        for (std::size_t f = 1; f < cost.size(); ++f)
            if (cost[f] < cost[best]) best = f;
        deflate_some(filtered[best], Z_NO_FLUSH);
        std::memcpy(above.data(), row, n);
        --rows_left;
    }

    [[nodiscard]] Status status() const {
        if (problem == 0) return Done{};
        return Error{std::string("the picture could not be written completely: ") + std::strerror(problem), file};
    }
};

PngWriter::PngWriter(std::unique_ptr<State> state) : state_{std::move(state)} {}
PngWriter::PngWriter(PngWriter&&) noexcept = default;
PngWriter& PngWriter::operator=(PngWriter&&) noexcept = default;
PngWriter::~PngWriter() = default;

Result<PngWriter> PngWriter::create(const fs::path& file, int width_px, int height_px, PngPixels pixels) {
    auto state = std::make_unique<State>();
    state->file = file;
    state->temporary = file.string() + ".part" + std::to_string(getpid());
    state->out = std::fopen(state->temporary.c_str(), "wb");
    if (state->out == nullptr) return Error{std::string("the picture cannot be written: ") + std::strerror(errno), file};
    state->pixel_bytes = bytes_of(pixels);
    state->row_bytes = static_cast<std::size_t>(width_px) * state->pixel_bytes;
    state->rows_left = height_px;
    state->above.assign(state->row_bytes, 0);
    constexpr std::array<std::uint8_t, 4> kFilters{0, 1, 2, 4};
    for (std::size_t f = 0; f < kFilters.size(); ++f) {
        state->filtered[f].assign(state->row_bytes + 1, 0);
        state->filtered[f][0] = kFilters[f];
    }
    if (deflateInit(&state->zlib, kLevel) != Z_OK) return Error{"there is no memory left to compress the picture", file};
    state->deflating = true;
    state->packed.resize(kChunk);
    state->zlib.next_out = state->packed.data();
    state->zlib.avail_out = static_cast<uInt>(state->packed.size());
    static constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    state->write(kSignature.data(), kSignature.size());
    std::array<std::uint8_t, 13> header{};
    put32(header.data(), static_cast<std::uint32_t>(width_px));
    put32(header.data() + 4, static_cast<std::uint32_t>(height_px));
    header[8] = pixels == PngPixels::Grey16 || pixels == PngPixels::Rgba16 ? 16 : 8;
    header[9] = pixels == PngPixels::Grey16 ? 0 : pixels == PngPixels::Rgb8 ? 2 : 6;
    state->chunk("IHDR", header);
    if (pixels != PngPixels::Grey16) state->chunk("sRGB", std::array<std::uint8_t, 1>{0});
    if (Status written = state->status(); !written) return written.error();
    return PngWriter{std::move(state)};
}

Status PngWriter::add_rows(std::span<const std::uint8_t> rows) {
    for (std::size_t at = 0; at + state_->row_bytes <= rows.size() && state_->rows_left > 0; at += state_->row_bytes) state_->add_row(rows.data() + at);
    return state_->status();
}

Status PngWriter::finish() {
    State& s = *state_;
    s.deflate_some({}, Z_FINISH);
    s.chunk("IEND", {});
    if (s.problem == 0 && std::fflush(s.out) != 0) s.problem = errno != 0 ? errno : ENOSPC;
    if (s.problem == 0 && fsync(fileno(s.out)) != 0 && errno != EINVAL) s.problem = errno;
    if (Status written = s.status(); !written) return written;
    std::fclose(s.out);
    s.out = nullptr;
    std::error_code failed;
    fs::rename(s.temporary, s.file, failed);
    if (!failed) return Done{};
    std::error_code ignored;
    fs::remove(s.temporary, ignored);
    return Error{"the picture could not be written completely: " + failed.message(), s.file};
}

}  // namespace linchpin::render
