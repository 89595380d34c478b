#pragma once
#include <string>

#include "app/handout/handout.h"

namespace linchpin::app {

/// One HTML file that needs nothing else, page after page, so that no more than one picture is in memory.
class HandoutHtml {
public:
    /// @param notes  the speaker's notes too
    HandoutHtml(const HandoutCover& cover, bool notes);
    /// @return  false when the picture could not be encoded
    [[nodiscard]] bool add(const HandoutPage& page);
    [[nodiscard]] std::string finish() &&;

private:
    std::string html_;
    bool notes_;
};

/// Text for HTML: & < > and quotes as entities.
[[nodiscard]] std::string html_text(std::string_view text);
/// The blocks of a Markdown text as HTML.
[[nodiscard]] std::string html_markdown(std::string_view markdown);

}  // namespace linchpin::app
