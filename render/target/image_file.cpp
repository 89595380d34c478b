#include "render/target/image_file.h"

#include <stb/stb_image_write.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>

#include "render/target/png_writer.h"

namespace linchpin::render {
namespace {

struct Sink {
    std::FILE* file;
    bool ok = true;
};

void write_some(void* context, void* data, int size) {
    auto& sink = *static_cast<Sink*>(context);
    sink.ok = sink.ok && std::fwrite(data, 1, static_cast<std::size_t>(size), sink.file) == static_cast<std::size_t>(size);
}

void append(void* context, void* data, int size) {
    auto& bytes = *static_cast<std::vector<std::uint8_t>*>(context);
    const auto* const from = static_cast<const std::uint8_t*>(data);
    bytes.insert(bytes.end(), from, from + size);
}

}  // namespace

Status write_png(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba) {
    Result<PngWriter> writer = PngWriter::create(file, width_px, height_px, PngPixels::Rgba8);
    if (!writer) return writer.error();
    if (Status added = writer->add_rows(rgba); !added) return added;
    return writer->finish();
}

Status write_jpeg(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba, int quality) {
    const std::filesystem::path temporary = file.string() + ".part" + std::to_string(getpid());
    Sink sink{std::fopen(temporary.c_str(), "wb")};
    if (sink.file == nullptr) return Error{std::string("the picture cannot be written: ") + std::strerror(errno), file};
    errno = 0;
    bool ok = stbi_write_jpg_to_func(&write_some, &sink, width_px, height_px, 4, rgba.data(), quality) != 0 && sink.ok;
    ok = std::fflush(sink.file) == 0 && ok;
    const int reason = errno;
    std::fclose(sink.file);
    std::error_code failed;
    if (ok) std::filesystem::rename(temporary, file, failed);
    if (ok && !failed) return Done{};
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return Error{"the picture could not be written completely: " + (failed ? failed.message() : std::string(std::strerror(reason != 0 ? reason : ENOSPC))), file};
}

std::vector<std::uint8_t> jpeg_bytes(int width_px, int height_px, std::span<const std::uint8_t> rgba, int quality) {
    std::vector<std::uint8_t> bytes;
    if (stbi_write_jpg_to_func(&append, &bytes, width_px, height_px, 4, rgba.data(), quality) == 0) bytes.clear();
    return bytes;
}

}  // namespace linchpin::render
