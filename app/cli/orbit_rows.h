#pragma once
// What the tables of `linchpin orbit` share.
#include <cstdio>
#include <string>
#include <string_view>

namespace linchpin::app {

/// Instants with as many digits as they were given with, at most microseconds: "2026-08-21T12:00:00.5Z".
[[nodiscard]] std::string instant_text(double unix_s);
/// RFC 4180: quoted where a name holds a comma, a quote or a line end.
[[nodiscard]] std::string csv_text(const std::string& text);

/// Rows to standard output, a page at a time.
class RowSink {
public:
    ~RowSink() { flush(); }
    [[nodiscard]] std::string& row() noexcept { return page_; }
    /// False when the rest cannot be written either: a full disk, a closed pipe.
    [[nodiscard]] bool end_row() { return page_.size() < kPage || flush(); }

private:
    static constexpr std::size_t kPage = 1 << 16;
    bool flush() {
        std::fwrite(page_.data(), 1, page_.size(), stdout);
        page_.clear();
        return std::ferror(stdout) == 0;
    }
    std::string page_;
};

}  // namespace linchpin::app
