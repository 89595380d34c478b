#include "app/state/json_lines.h"

#include <algorithm>

namespace linchpin::app {
namespace {


class Scanner {
public:
    explicit Scanner(std::string_view text) : text_{text} {}
    std::map<std::string, TextPosition> run() {
        value("", 0);
        return std::move(places_);
    }

private:
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) advance();
    }
    void advance() {
        if (text_[at_] == '\n') ++line_, line_start_ = at_ + 1;
        ++at_;
    }
    std::string quoted() {
        std::string out;
        advance();
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) out += text_[at_++];
            out += text_[at_];
            advance();
        }
        if (at_ < text_.size()) advance();
        return out;
    }
    void value(const std::string& path, int depth) {
        skip_space();
        if (at_ >= text_.size() || depth > kDeepestJson) return;
        places_.emplace(path, TextPosition{line_, static_cast<int>(at_ - line_start_) + 1});
        if (text_[at_] == '{') members(path, depth);
        else if (text_[at_] == '[') elements(path, depth);
        else if (text_[at_] == '"') quoted();
        else
            while (at_ < text_.size() && std::string_view{",]} \t\r\n"}.find(text_[at_]) == std::string_view::npos) advance();
    }
    void members(const std::string& path, int depth) {
        advance();
        for (;;) {
            skip_space();
            if (at_ >= text_.size() || text_[at_] != '"') break;
            const std::string key = quoted();
            skip_space();
            if (at_ < text_.size()) advance();  // the colon
            value(path.empty() ? key : path + "." + key, depth + 1);
            if (!next_item()) return;
        }
        if (at_ < text_.size()) advance();
    }
    void elements(const std::string& path, int depth) {
        advance();
        for (int i = 0;; ++i) {
            skip_space();
            if (at_ >= text_.size() || text_[at_] == ']') break;
            value(path + "[" + std::to_string(i) + "]", depth + 1);
            if (!next_item()) return;
        }
        if (at_ < text_.size()) advance();
    }
    /// Past a comma: true. Past the closing bracket, or at a stop too deep to follow: false.
    bool next_item() {
        skip_space();
        if (at_ >= text_.size()) return false;
        const bool comma = text_[at_] == ',';
        advance();
        return comma;
    }

    std::string_view text_;
    std::size_t at_ = 0, line_start_ = 0;
    int line_ = 1;
    std::map<std::string, TextPosition> places_;
};

}  // namespace

std::map<std::string, TextPosition> json_value_places(std::string_view text) { return Scanner{text}.run(); }

int json_depth(std::string_view text) noexcept {
    int depth = 0, deepest = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            else if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

std::map<std::string, int> json_value_lines(std::string_view text) {
    std::map<std::string, int> lines;
    for (const auto& [path, place] : json_value_places(text)) lines.emplace(path, place.line);
    return lines;
}

TextPosition position_of(std::string_view text, std::size_t byte_offset) noexcept {
    const std::string_view before = text.substr(0, std::min(byte_offset, text.size()));
    const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    const std::size_t newline = before.rfind('\n');
    const std::size_t column = newline == std::string_view::npos ? before.size() + 1 : before.size() - newline;
    return {line, static_cast<int>(column)};
}

}  // namespace linchpin::app
