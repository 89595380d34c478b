#include "app/record/job_identity.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <memory>

#include "app/record/frame_work.h"
#include "app/timeline/project_json.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

std::string text_hash(const std::string& text) { return frame_hash({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}); }

}  // namespace

std::string folder_hash(const fs::path& folder) {
    std::error_code ec;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it{folder, ec}, end; !ec && it != end; it.increment(ec))
        if (it->is_regular_file(ec)) files.push_back(it->path());
    if (files.empty()) return "-";
    std::sort(files.begin(), files.end());
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> hash{XXH3_createState(), &XXH3_freeState};
    XXH3_128bits_reset(hash.get());
    std::vector<char> buffer(1u << 20);
    for (const fs::path& file : files) {
        const std::string name = file.lexically_relative(folder).generic_string();
        XXH3_128bits_update(hash.get(), name.c_str(), name.size() + 1);
        std::ifstream in{file, std::ios::binary};
        while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
            XXH3_128bits_update(hash.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
    }
    const XXH128_hash_t value = XXH3_128bits_digest(hash.get());
    return fmt::format("{:016x}{:016x}", value.high64, value.low64);
}

JobIdentity identify(const Studio& studio, const Timeline& timeline, const RecordJob& job) {
    JobIdentity identity;
    identity.project_hash = text_hash(project_to_json(timeline.project()));
    identity.pack_hash = folder_hash(studio.dataset().folder);
    const VideoSettings& v = job.video;
    identity.settings = fmt::format("{} crf {} {}x{} {}/{} supersample {} blur {} {}", info_of(v.codec).id, crf_of(v), v.width_px, v.height_px, v.fps, v.fps_divisor,
                                    job.supersample, job.motion_blur, job.transparent ? "transparent" : "opaque");
    if (job.passes) identity.settings += " passes";
    for (const std::string& argument : v.extra_arguments) identity.settings += " " + argument;
    identity.program = LINCHPIN_VERSION;
    identity.drawn_by = render::gl_description();
    return identity;
}

std::string job_text(const JobIdentity& identity, const RecordJob& job) {
    return fmt::format("project {}\npack {}\nsettings {}\nprogram {}\ndriver {}\nframes {}:{} parts of {}\n", identity.project_hash, identity.pack_hash, identity.settings,
                       identity.program, identity.drawn_by, job.first, job.end, job.part_frames);
}

}  // namespace linchpin::app
