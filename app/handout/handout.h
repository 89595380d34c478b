#pragma once
// What stays with an audience: a story's scenes as pictures with their captions, numbers, sources and, if wished, notes.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/story/show_frames.h"

namespace linchpin::app {

/// A number in a caption that there is none for: the page says so, and so do the commands.
[[nodiscard]] bool is_missing(const BoundNumber& number) noexcept;

struct HandoutCaption {
    std::string text, detail;  ///< with their numbers
    bool title = false, number = false;
    bool computed = false;     ///< a number of the data stands in it
};

struct HandoutNumber {
    std::string shown, what;   ///< "41.3 %", "Kenya: Supplier's share (China), Batteries"
    std::string when;          ///< "2024"; empty = the scene's date
    std::string note, source;
    bool missing = false;
};

struct HandoutPage {
    std::size_t number = 0;    ///< from 1
    std::string id, title;
    std::string date;          ///< ISO: what the scene shows
    std::string scenario;      ///< what it supposes; empty = the data as they are
    int width_px = 0, height_px = 0;
    std::vector<std::uint8_t> rgba;  ///< the picture, top row first
    std::vector<HandoutCaption> captions;
    std::vector<HandoutNumber> numbers;
    std::vector<SceneSource> sources;
    std::string notes;         ///< Markdown
    std::string credits;       ///< of the data in the picture
};

struct HandoutCover {
    std::string title, author, event;
    std::string basis;         ///< "Data pack 0.1.0 of 2026-11-22"
    std::string date;          ///< of the data, ISO
    std::size_t pages = 0;
};
[[nodiscard]] HandoutCover handout_cover(const Studio& studio, const Story& story);

/// Draws and fills in the page of one scene.
[[nodiscard]] Result<HandoutPage> handout_page(Studio& studio, const ReadyStory& story, std::size_t scene, PixelSize size, int supersample);

/// "03-the-power-chain": name of a page's picture, without its ending.
[[nodiscard]] std::string page_name(const HandoutPage& page);

}  // namespace linchpin::app
