#include "data/csv/reader.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "data/csv/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace linchpin::csv {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bit i is set if byte i of the 64 is a comma, a quote, LF or CR.
std::uint64_t specials(const char* bytes) noexcept {
#if defined(__SSE2__)
    const __m128i comma = _mm_set1_epi8(',');
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    std::uint64_t mask = 0;
    for (int part = 0; part < 4; ++part) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part * 16));
        const __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, comma), _mm_cmpeq_epi8(chunk, quote)),
                                          _mm_or_si128(_mm_cmpeq_epi8(chunk, lf), _mm_cmpeq_epi8(chunk, cr)));
        mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(hits))) << (part * 16);
    }
    return mask;
#else
    std::uint64_t mask = 0;
    for (int i = 0; i < 64; ++i) {
        const char c = bytes[i];
        const bool hit = (c == ',') | (c == '"') | (c == '\n') | (c == '\r');
        mask |= static_cast<std::uint64_t>(hit) << i;
    }
    return mask;
#endif
}

}  // namespace

std::string_view describe(Problem problem) noexcept {
    switch (problem) {
        case Problem::None:
            return "";
        case Problem::UnclosedQuote:
            return "expected a closing quote for this field, found the end of the file";
        case Problem::TextAfterQuote:
            return "expected a comma or the end of the line after the closing quote, found more text";
        case Problem::StrayQuote:
            return "expected quotes around the whole field, found a quote inside it";
        case Problem::BareCarriageReturn:
            return "expected a line to end with LF or CR LF, found a CR alone";
        case Problem::InvalidUtf8:
            return "expected UTF-8 text, found a byte that is not";
        case Problem::NulByte:
            return "expected text, found a NUL byte";
    }
    return "";
}

Reader::Reader(std::string_view bytes) : bytes_{bytes} {
    if (bytes_.starts_with(kByteOrderMark)) pos_ = kByteOrderMark.size();
    clean_ = first_bad_byte(bytes_) == std::string_view::npos;
    seek(pos_);
}

std::uint64_t Reader::specials_at(std::size_t block) const noexcept {
    if (block + 64 <= bytes_.size()) return specials(bytes_.data() + block);
    char rest[64] = {};
    if (block < bytes_.size()) std::memcpy(rest, bytes_.data() + block, bytes_.size() - block);
    return specials(rest);
}

void Reader::seek(std::size_t offset) noexcept {
    block_ = offset & ~std::size_t{63};
    mask_ = specials_at(block_) & (~std::uint64_t{0} << (offset & 63u));
}

std::size_t Reader::next_special() noexcept {
    while (mask_ == 0) {
        if (block_ + 64 >= bytes_.size()) return bytes_.size();
        block_ += 64;
        mask_ = specials_at(block_);
    }
    const auto bit = static_cast<std::size_t>(std::countr_zero(mask_));
    mask_ &= mask_ - 1;
    return block_ + bit;
}

void Reader::note(Problem problem, std::size_t offset) noexcept {
    if (row_.problem != Problem::None) return;  // the first problem explains the others
    row_.problem = problem;
    row_.problem_offset = offset;
}

bool Reader::next() {
    while (pos_ < bytes_.size()) {  // blank lines hold no row
        if (bytes_[pos_] == '\n') {
            ++pos_;
        } else if (bytes_[pos_] == '\r' && pos_ + 1 < bytes_.size() && bytes_[pos_ + 1] == '\n') {
            pos_ += 2;
        } else {
            break;
        }
        ++line_;
        seek(pos_);
    }
    row_.fields.clear();
    row_.line = line_;
    row_.offset = pos_;
    row_.at_end_without_newline = false;
    row_.problem = Problem::None;
    row_.problem_offset = 0;
    if (pos_ >= bytes_.size()) return false;
    newlines_in_row_ = 0;
    read_fields(pos_);
    if (!clean_) check_bytes();
    return true;
}

void Reader::read_fields(std::size_t begin) {
    for (;;) {
        const std::size_t at = next_special();
        if (at >= bytes_.size()) {
            push(begin, bytes_.size());
            end_row(bytes_.size(), true);
            return;
        }
        switch (bytes_[at]) {
            case ',':
                push(begin, at);
                begin = at + 1;
                break;
            case '\n':
                push(begin, at);
                end_row(at + 1, false);
                return;
            case '\r':
                if (at + 1 < bytes_.size() && bytes_[at + 1] == '\n') {
                    (void)next_special();  // the LF
                    push(begin, at);
                    end_row(at + 2, false);
                    return;
                }
                note(Problem::BareCarriageReturn, at);
                break;
            default:  // a quote
                if (at != begin) {
                    note(Problem::StrayQuote, at);
                    break;
                }
                std::size_t after = 0;
                if (!read_quoted(at, after)) return recover(at);
                begin = after;
                if (row_.at_end_without_newline || after == pos_) return;
        }
    }
}

/// The quoted field that opens at `open`. False when it does not end as it should; else `after` is the start of the next field, or
/// the row is finished (then after == pos_).
bool Reader::read_quoted(std::size_t open, std::size_t& after) {
    bool doubled = false;
    std::uint32_t newlines = 0;
    std::size_t close = 0;
    for (;;) {
        const std::size_t at = next_special();
        if (at >= bytes_.size()) {
            note(Problem::UnclosedQuote, open);
            return false;
        }
        if (bytes_[at] == '\n') ++newlines;
        if (bytes_[at] != '"') continue;
        if (at + 1 < bytes_.size() && bytes_[at + 1] == '"') {
            (void)next_special();
            doubled = true;
            continue;
        }
        close = at;
        break;
    }
    const std::size_t end = close + 1;
    const bool at_end = end >= bytes_.size();
    const bool crlf = !at_end && bytes_[end] == '\r' && end + 1 < bytes_.size() && bytes_[end + 1] == '\n';
    if (!at_end && !crlf && bytes_[end] != ',' && bytes_[end] != '\n') {
        note(Problem::TextAfterQuote, end);
        return false;
    }
    std::string_view text = bytes_.substr(open + 1, close - open - 1);
    if (doubled) {
        std::string& plain = unescaped_.emplace_back();
        plain.reserve(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            plain += text[i];
            if (text[i] == '"') ++i;
        }
        text = plain;
    }
    row_.fields.push_back({text, open});
    newlines_in_row_ += newlines;
    if (at_end) {
        end_row(bytes_.size(), true);
        after = pos_;
        return true;
    }
    (void)next_special();  // the comma, LF or CR
    if (bytes_[end] == ',') {
        after = end + 1;
        // A comma just before the end of the file opens one more, empty field: read_fields pushes it.
        return true;
    }
    if (crlf) (void)next_special();
    end_row(end + (crlf ? 2 : 1), false);
    after = pos_;
    return true;
}

void Reader::end_row(std::size_t next_row, bool without_newline) noexcept {
    pos_ = next_row;
    line_ = row_.line + newlines_in_row_ + (without_newline ? 0u : 1u);
    row_.at_end_without_newline = without_newline;
}

void Reader::recover(std::size_t quote) noexcept {
    const std::size_t newline = bytes_.find('\n', quote);
    end_row(newline == std::string_view::npos ? bytes_.size() : newline + 1, newline == std::string_view::npos);
    seek(pos_);
}

void Reader::check_bytes() noexcept {
    const std::size_t bad = first_bad_byte(bytes_.substr(row_.offset, pos_ - row_.offset));
    if (bad == std::string_view::npos) return;
    const std::size_t at = row_.offset + bad;
    note(bytes_[at] == '\0' ? Problem::NulByte : Problem::InvalidUtf8, at);
}

Position Reader::position(std::size_t offset) const noexcept {
    Position out{row_.line, 1};
    const std::string_view before = bytes_.substr(row_.offset, offset - row_.offset);
    const std::size_t newline = before.rfind('\n');
    if (newline == std::string_view::npos) {
        out.column += static_cast<std::uint32_t>(count_characters(before));
    } else {
        out.line += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
        out.column += static_cast<std::uint32_t>(count_characters(before.substr(newline + 1)));
    }
    return out;
}

}  // namespace linchpin::csv
