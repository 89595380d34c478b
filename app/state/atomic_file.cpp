#include "app/state/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

Error failed(const fs::path& path, const char* what, int error) {
    return Error{std::string{what} + ": " + std::strerror(error), path};
}

/// "picture.png" -> ".picture.png.1234.tmp.png": same folder (rename must stay on one file system), same extension (writers look at it).
fs::path temporary_name(const fs::path& target) {
    return target.parent_path() / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ".tmp" + target.extension().string());
}

/// Closes on every way out.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_{fd} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { if (fd_ >= 0) ::close(fd_); }
    [[nodiscard]] int get() const { return fd_; }
    /// Some file systems report a full disk only here.
    [[nodiscard]] bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

Status write_all(const fs::path& path, std::string_view text) {
    Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
    if (file.get() < 0) return failed(path, "cannot be created", errno);
    while (!text.empty()) {
        const ssize_t n = ::write(file.get(), text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed(path, "cannot be written", errno);
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    if (!file.close()) return failed(path, "cannot be written", errno);
    return Done{};
}

}  // namespace

Result<std::string> read_text_file(const fs::path& path, std::size_t max_bytes) {
    std::error_code ec;
    const fs::file_status status = fs::status(path, ec);
    if (!fs::exists(status)) return Error{"there is no such file", path};
    if (fs::is_directory(status)) return Error{"expected a file, found a folder", path};
    std::ifstream in{path, std::ios::binary};
    if (!in) return Error{"cannot be read", path};
    std::string text;
    char buffer[65536];
    while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
        text.append(buffer, static_cast<std::size_t>(in.gcount()));
        if (text.size() > max_bytes) return Error{"expected at most " + std::to_string(max_bytes) + " bytes, found more", path};
    }
    return text;
}

Status replace_file(const fs::path& target, const std::function<Status(const fs::path&)>& write) {
    if (target.filename().empty()) return Error{"expected the name of a file", target};
    std::error_code ec;
    if (fs::is_directory(target, ec)) return Error{"expected the name of a file, found a folder", target};
    const fs::path temporary = temporary_name(target);
    if (Status s = write(temporary); !s) {
        Error error = s.error();
        fs::remove(temporary, ec);
        if (error.file == temporary || error.file.empty()) error.file = target;  // the person knows the target, not the temporary name
        return error;
    }
    fs::rename(temporary, target, ec);
    if (ec) {
        const Error error{"cannot be replaced: " + ec.message(), target};
        fs::remove(temporary, ec);
        return error;
    }
    return Done{};
}

Status write_text_file(const fs::path& target, std::string_view text) {
    return replace_file(target, [&](const fs::path& temporary) { return write_all(temporary, text); });
}

Status check_writable(const fs::path& target) {
    std::error_code ec;
    const fs::path folder = target.parent_path().empty() ? fs::path{"."} : target.parent_path();
    if (!fs::exists(folder, ec)) return Error{"the folder " + folder.string() + " does not exist", target};
    if (!fs::is_directory(folder, ec)) return Error{folder.string() + " is not a folder", target};
    if (fs::is_directory(target, ec)) return Error{"expected the name of a file, found a folder", target};
    if (::access(folder.c_str(), W_OK | X_OK) != 0) return Error{"the folder " + folder.string() + " cannot be written: " + std::strerror(errno), target};
    return Done{};
}

}  // namespace linchpin::app
