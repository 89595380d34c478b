#include "app/record/part_book.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "app/state/atomic_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxListBytes = 64u << 20;

std::string part_name(PartRange part) { return fmt::format("part-{:06d}-{:06d}", part.first, part.end); }

/// Only what a recording itself puts there is ever removed.
bool is_ours(const fs::path& file) {
    const std::string name = file.filename().string();
    return name == "job.txt" || name == "list.txt" || name == "chapters.txt" || name.starts_with("part-");
}

void remove_ours(const fs::path& folder) noexcept {
    std::error_code ec;
    std::vector<fs::path> files;
    for (fs::directory_iterator it{folder, ec}, end; !ec && it != end; it.increment(ec))
        if (is_ours(it->path())) files.push_back(it->path());
    for (const fs::path& file : files) fs::remove(file, ec);
}

}  // namespace

std::vector<PartRange> cut_into_parts(std::int64_t first, std::int64_t end, std::int64_t part_frames) {
    std::vector<PartRange> parts;
    const std::int64_t size = std::max<std::int64_t>(part_frames, 1);
    for (std::int64_t at = first; at < end;) {
        const std::int64_t next = std::min(end, (at / size + 1) * size);
        parts.push_back({at, next});
        at = next;
    }
    return parts;
}

Result<PartBook> PartBook::open(const fs::path& folder, const std::string& job, bool resume) {
    std::error_code ec;
    fs::create_directories(folder, ec);
    if (ec || !fs::is_directory(folder, ec)) return Error{"cannot make the folder for unfinished parts: " + ec.message(), folder};
    PartBook book{folder};
    const fs::path job_file = folder / "job.txt";
    const Result<std::string> there = read_text_file(job_file, 1u << 20);
    if (resume && there && *there != job)
        return Error{"the unfinished parts there are of another project or of other settings; record without --resume, or remove the folder", folder};
    if (!resume || !there) remove_ours(folder);
    if (const Status written = write_text_file(job_file, job); !written) return written.error();
    return book;
}

fs::path PartBook::file_of(PartRange part) const { return folder_ / (part_name(part) + ".mkv"); }

std::optional<std::vector<std::string>> PartBook::hashes_of(PartRange part) const {
    const Result<std::string> text = read_text_file(folder_ / (part_name(part) + ".txt"), kMaxListBytes);
    if (!text) return std::nullopt;
    std::vector<std::string> hashes;
    std::istringstream lines{*text};
    for (std::string line; std::getline(lines, line);) hashes.push_back(line);
    if (hashes.size() != static_cast<std::size_t>(part.end - part.first)) return std::nullopt;
    return hashes;
}

Status PartBook::complete(PartRange part, const std::vector<std::string>& hashes) const {
    std::string text;
    for (const std::string& hash : hashes) text += hash + "\n";
    return write_text_file(folder_ / (part_name(part) + ".txt"), text);
}

void PartBook::remove() const noexcept {
    remove_ours(folder_);
    std::error_code ec;
    fs::remove(folder_, ec);  // stays when somebody else's files are in it
}

}  // namespace linchpin::app
