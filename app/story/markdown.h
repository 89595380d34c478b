#pragma once
// The part of Markdown that notes need: headings, lists, quotes, rules, code, strong, emphasis, links. No HTML, no pictures.
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::app {

struct MarkdownSpan {
    std::string text;
    bool strong = false, emphasis = false, code = false;
    std::string url;           ///< of a link; empty = none
    bool operator==(const MarkdownSpan&) const = default;
};

struct MarkdownBlock {
    enum class Kind { Paragraph, Heading, Item, Quote, Code, Rule };
    Kind kind = Kind::Paragraph;
    int level = 1;             ///< Heading: 1..6; Item: depth from 1
    std::string marker;        ///< Item: "3." of a numbered list; empty = a bullet
    std::vector<MarkdownSpan> spans;  ///< Code: one span, its lines as they are
    bool operator==(const MarkdownBlock&) const = default;
};

/// Every text is some Markdown: what is no markup stays as it is written.
[[nodiscard]] std::vector<MarkdownBlock> parse_markdown(std::string_view text);
/// The words alone, a block a line.
[[nodiscard]] std::string markdown_words(std::string_view text);

}  // namespace linchpin::app
