#include "render/target/image_file.h"

#include <stb/stb_image_write.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>

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

}  // namespace

Status write_png(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba) {
    const std::filesystem::path temporary = file.string() + ".part" + std::to_string(getpid());
    Sink sink{std::fopen(temporary.c_str(), "wb")};
    if (sink.file == nullptr) return Error{std::string("the picture cannot be written: ") + std::strerror(errno), file};
    const bool encoded = stbi_write_png_to_func(&write_some, &sink, width_px, height_px, 4, rgba.data(), width_px * 4) != 0;
    errno = 0;
    const bool closed = std::fflush(sink.file) == 0 && sink.ok;
    const int reason = errno;
    std::fclose(sink.file);
    std::error_code failed;
    if (encoded && closed) std::filesystem::rename(temporary, file, failed);
    if (encoded && closed && !failed) return Done{};
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    const std::string why = failed ? failed.message() : reason != 0 ? std::strerror(reason) : "the disk is full or cannot be written";
    return Error{"the picture could not be written completely: " + why, file};
}

}  // namespace linchpin::render
