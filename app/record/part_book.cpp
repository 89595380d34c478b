#include "app/record/part_book.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <sstream>
#include <utility>

#include "app/state/atomic_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxListBytes = 64u << 20;
constexpr std::int64_t kLeastFrames = 8;

std::string part_name(PartRange part) { return fmt::format("part-{:06d}-{:06d}", part.first, part.end); }

/// "part-000300-000600.mp4", ".txt" and what is not finished of it: two numbers of six digits or more.
bool is_part(std::string_view name) {
    const auto number = [&name](char end) {
        std::size_t digits = 0;
        while (digits < name.size() && std::isdigit(static_cast<unsigned char>(name[digits])) != 0) ++digits;
        if (digits < 6 || digits == name.size() || name[digits] != end) return false;
        name.remove_prefix(digits + 1);
        return true;
    };
    if (!name.starts_with("part-")) return false;
    name.remove_prefix(5);
    return number('-') && number('.');
}

/// Only what a recording itself puts there is ever removed.
bool is_ours(const fs::path& file) {
    const std::string name = file.filename().string();
    return name == "job.txt" || name == "list.txt" || name == "chapters.txt" || name == "palette.png" || is_part(name);
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
    // Encoders begin with fewer frames in hand when there are only a few, and the clock of the joined file would limp there.
    const std::int64_t least = std::min(kLeastFrames, size);
    const auto is_short = [&](PartRange part) { return part.end - part.first < least; };
    if (parts.size() > 1 && is_short(parts.front())) {
        parts[1].first = parts.front().first;
        parts.erase(parts.begin());
    }
    if (parts.size() > 1 && is_short(parts.back())) {
        parts[parts.size() - 2].end = parts.back().end;
        parts.pop_back();
    }
    return parts;
}

Result<PartBook> PartBook::open(const fs::path& folder, const std::string& job, std::string_view ending, bool resume) {
    std::error_code ec;
    fs::create_directories(folder, ec);
    if (ec || !fs::is_directory(folder, ec)) return Error{"cannot make the folder for unfinished parts: " + ec.message(), folder};
    const int lock = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) return Error{std::string{"the folder for unfinished parts cannot be written: "} + std::strerror(errno), folder};
    PartBook book{folder, ending, lock};
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return Error{"another recording is writing this file", folder};
    const fs::path job_file = folder / "job.txt";
    const Result<std::string> there = read_text_file(job_file, 1u << 20);
    if (resume && there && *there != job)
        return Error{"the unfinished parts there are of another project or of other settings; record without --resume, or remove the folder", folder};
    if (!resume || !there) remove_ours(folder);
    if (const Status written = write_text_file(job_file, job); !written) return written.error();
    return book;
}

PartBook::PartBook(PartBook&& other) noexcept
    : folder_{std::move(other.folder_)}, ending_{std::move(other.ending_)}, lock_{std::exchange(other.lock_, -1)} {}

PartBook::~PartBook() {
    if (lock_ >= 0) ::close(lock_);
}

fs::path PartBook::file_of(PartRange part) const { return folder_ / (part_name(part) + ending_); }

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
    fs::remove(folder_ / "lock", ec);
    fs::remove(folder_, ec);  // stays when somebody else's files are in it
}

}  // namespace linchpin::app
