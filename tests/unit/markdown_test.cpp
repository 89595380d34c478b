// Notes: the Markdown that they are written in.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "app/story/markdown.h"

using namespace linchpin::app;
using Kind = MarkdownBlock::Kind;

TEST_CASE("blocks of Markdown") {
    const auto blocks = parse_markdown("# Title\r\n\r\nOne line\r\nand the next.\n\n- first\n  - *deeper*\n3. third\n> quoted\n> on\n\n---\n```\n*as is*\n  x\n```\nend");
    REQUIRE(blocks.size() == 9);
    CHECK(blocks[0].kind == Kind::Heading);
    CHECK(blocks[0].spans[0].text == "Title");
    CHECK(blocks[1].spans[0].text == "One line and the next.");
    CHECK(blocks[2].kind == Kind::Item);
    CHECK(blocks[2].level == 1);
    CHECK(blocks[3].level == 2);
    CHECK(blocks[3].spans[0].emphasis);
    CHECK(blocks[4].marker == "3.");
    CHECK(blocks[5].kind == Kind::Quote);
    CHECK(blocks[5].spans[0].text == "quoted on");
    CHECK(blocks[6].kind == Kind::Rule);
    CHECK(blocks[7].kind == Kind::Code);
    CHECK(blocks[7].spans[0].text == "*as is*\n  x");
    CHECK(blocks[8].spans[0].text == "end");
}

TEST_CASE("markup within a line, and what is none") {
    const auto spans = [](std::string_view text) { return parse_markdown(text).at(0).spans; };
    const auto mixed = spans("a **strong _both_** word, `code *x*` and [a link](https://example.org)");
    REQUIRE(mixed.size() == 7);
    CHECK(mixed[1] == MarkdownSpan{"strong ", true, false, false, ""});
    CHECK(mixed[2] == MarkdownSpan{"both", true, true, false, ""});
    CHECK(mixed[4] == MarkdownSpan{"code *x*", false, false, true, ""});
    CHECK(mixed[6] == MarkdownSpan{"a link", false, false, false, "https://example.org"});
    CHECK(spans("2 * 3 * 4")[0].text == "2 * 3 * 4");
    CHECK(spans("snake_case_name")[0].text == "snake_case_name");
    CHECK(spans("\\*stars\\*")[0].text == "*stars*");
    CHECK(spans("an open **start")[0].text == "an open **start");
    CHECK(spans("[no link] (here)")[0].text == "[no link] (here)");
    CHECK(spans("-5 degrees")[0].text == "-5 degrees");
    CHECK(markdown_words("# A\n- **b** c\n\n---\nd") == "A\nb c\nd");
}

TEST_CASE("any text is some Markdown: nothing is lost but marks") {
    std::mt19937 random{7};
    const std::string_view alphabet = "ab \n\t*_`[]()#->\\1.\r\xC3\xA9";
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto n = random() % 40; n > 0; --n) text += alphabet[random() % alphabet.size()];
        const auto letters = [](std::string_view s) { return std::count_if(s.begin(), s.end(), [](char c) { return c == 'a' || c == 'b'; }); };
        std::size_t urls = 0;
        for (const auto& block : parse_markdown(text))
            for (const auto& span : block.spans) urls += static_cast<std::size_t>(letters(span.url));
        const bool fenced = text.find("```") != std::string::npos;  // what stands behind the fence is the name of a language
        if (!fenced) CHECK(static_cast<std::size_t>(letters(markdown_words(text))) + urls == static_cast<std::size_t>(letters(text)));
    }
}
