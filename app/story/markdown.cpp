#include "app/story/markdown.h"

#include <algorithm>

namespace linchpin::app {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Part of a word, letters beyond ASCII included: an underscore between two of them is no markup.
bool is_wordy(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_mark(char c) { return std::string_view{"\\`*_{}[]()#+-.!>~|"}.find(c) != std::string_view::npos; }

/// Reads the markup within a line.
class Spans {
public:
    explicit Spans(std::string_view text) : text_{text} {}
    std::vector<MarkdownSpan> run() {
        while (at_ < text_.size()) step();
        flush();
        return std::move(spans_);
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '\\' && at_ + 1 < text_.size() && is_mark(text_[at_ + 1])) {
            word_ += text_[at_ + 1];
            at_ += 2;
        } else if (c == '`' && code()) {
        } else if (c == '[' && link()) {
        } else if ((c == '*' || c == '_') && emphasis(c)) {
        } else {
            word_ += c;
            ++at_;
        }
    }
    void flush() {
        if (!word_.empty()) spans_.push_back({std::move(word_), strong_, emphasis_, false, {}});
        word_.clear();
    }
    bool code() {
        const std::size_t end = text_.find('`', at_ + 1);
        if (end == std::string_view::npos || end == at_ + 1) return false;
        flush();
        spans_.push_back({std::string{text_.substr(at_ + 1, end - at_ - 1)}, strong_, emphasis_, true, {}});
        at_ = end + 1;
        return true;
    }
    bool link() {
        const std::size_t close = text_.find("](", at_);
        const std::size_t end = close == std::string_view::npos ? close : text_.find(')', close);
        if (end == std::string_view::npos) return false;
        flush();
        spans_.push_back({std::string{text_.substr(at_ + 1, close - at_ - 1)}, strong_, emphasis_, false, std::string{text_.substr(close + 2, end - close - 2)}});
        at_ = end + 1;
        return true;
    }
    bool emphasis(char mark) {
        const std::size_t length = at_ + 1 < text_.size() && text_[at_ + 1] == mark ? 2 : 1;
        bool& on = length == 2 ? strong_ : emphasis_;
        const char before = at_ > 0 ? text_[at_ - 1] : ' ', after = at_ + length < text_.size() ? text_[at_ + length] : ' ';
        if (mark == '_' && is_wordy(before) && is_wordy(after)) return false;
        if (on) {
            if (is_space(before)) return false;
        } else {
            // It has to end somewhere, else it is a star.
            const std::string closing(length, mark);
            if (is_space(after) || text_.find(closing, at_ + length) == std::string_view::npos) return false;
        }
        flush();
        on = !on;
        at_ += length;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string word_;
    bool strong_ = false, emphasis_ = false;
    std::vector<MarkdownSpan> spans_;
};

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (is_space(s.front()) || s.front() == '\r')) s.remove_prefix(1);
    while (!s.empty() && (is_space(s.back()) || s.back() == '\r')) s.remove_suffix(1);
    return s;
}

bool is_rule(std::string_view line) {
    if (line.size() < 3 || std::string_view{"-*_"}.find(line[0]) == std::string_view::npos) return false;
    return std::all_of(line.begin(), line.end(), [&](char c) { return c == line[0] || is_space(c); }) && std::count(line.begin(), line.end(), line[0]) >= 3;
}

int heading_level(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && line[n] == '#') ++n;
    return n >= 1 && n <= 6 && n < line.size() && is_space(line[n]) ? static_cast<int>(n) : 0;
}

/// Length of "- " or "12. " at the beginning; 0 = no item.
std::size_t item_length(std::string_view line, std::string& marker) {
    marker.clear();
    if (line.size() >= 2 && std::string_view{"-*+"}.find(line[0]) != std::string_view::npos && is_space(line[1])) return 2;
    std::size_t n = 0;
    while (n < line.size() && n < 4 && is_digit(line[n])) ++n;
    if (n == 0 || n + 1 >= line.size() || (line[n] != '.' && line[n] != ')') || !is_space(line[n + 1])) return 0;
    marker = std::string{line.substr(0, n)} + ".";
    return n + 2;
}

class Blocks {
public:
    std::vector<MarkdownBlock> run(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            line(text.substr(0, end));
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        }
        close();
        return std::move(blocks_);
    }

private:
    void line(std::string_view raw) {
        const std::string_view content = trimmed(raw);
        if (content.starts_with("```")) {
            const bool was = in_code_;
            close();
            in_code_ = !was;
            if (in_code_) open(MarkdownBlock::Kind::Code, 1);
            return;
        }
        if (in_code_) {
            text_ += (text_.empty() ? "" : "\n") + std::string{raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw};
            return;
        }
        if (content.empty()) return close();
        if (is_rule(content)) return close(), open(MarkdownBlock::Kind::Rule, 1), close();
        if (const int level = heading_level(content)) {
            close();
            open(MarkdownBlock::Kind::Heading, level);
            text_ = trimmed(content.substr(static_cast<std::size_t>(level)));
            return close();
        }
        std::string marker;
        if (const std::size_t length = item_length(content, marker)) {
            close();
            std::size_t indent = 0;
            for (const char c : raw.substr(0, raw.find_first_not_of(" \t"))) indent += c == '\t' ? 4 : 1;
            open(MarkdownBlock::Kind::Item, 1 + static_cast<int>(std::min<std::size_t>(indent / 2, 5)));
            block_.marker = marker;
            text_ = trimmed(content.substr(length));
            return;
        }
        if (content.front() == '>') {
            if (!open_ || block_.kind != MarkdownBlock::Kind::Quote) close(), open(MarkdownBlock::Kind::Quote, 1);
            return append(trimmed(content.substr(1)));
        }
        if (!open_) open(MarkdownBlock::Kind::Paragraph, 1);
        append(content);
    }
    void append(std::string_view content) { text_ += (text_.empty() ? "" : " ") + std::string{content}; }
    void open(MarkdownBlock::Kind kind, int level) {
        block_ = {};
        block_.kind = kind;
        block_.level = level;
        open_ = true;
    }
    void close() {
        if (!open_) return;
        if (block_.kind == MarkdownBlock::Kind::Code) block_.spans.push_back({text_, false, false, true, {}});
        else if (block_.kind != MarkdownBlock::Kind::Rule) block_.spans = Spans{text_}.run();
        blocks_.push_back(std::move(block_));
        text_.clear();
        open_ = false;
    }

    std::vector<MarkdownBlock> blocks_;
    MarkdownBlock block_;
    std::string text_;
    bool open_ = false, in_code_ = false;
};

}  // namespace

std::vector<MarkdownBlock> parse_markdown(std::string_view text) { return Blocks{}.run(text); }

std::string markdown_words(std::string_view text) {
    std::string words;
    for (const MarkdownBlock& block : parse_markdown(text)) {
        if (block.kind == MarkdownBlock::Kind::Rule) continue;
        if (!words.empty()) words += '\n';
        for (const MarkdownSpan& span : block.spans) words += span.text;
    }
    return words;
}

}  // namespace linchpin::app
