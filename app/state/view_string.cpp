#include "app/state/view_string.h"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/state/json_lines.h"
#include "app/state/state_patch.h"

namespace linchpin::app {
namespace {

constexpr std::string_view kVersion = "1";
constexpr std::size_t kLongestText = 64 * 1024, kLongestJson = 1024 * 1024;
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64url(const std::vector<std::uint8_t>& bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k) three = three << 8 | (i + k < bytes.size() ? bytes[i + k] : 0u);
        const std::size_t letters = std::min<std::size_t>(bytes.size() - i, 3) + 1;
        for (std::size_t k = 0; k < letters; ++k) text += kLetters[three >> (18 - 6 * k) & 63u];
    }
    return text;
}

/// @return  the bytes, or the place of the first letter that is none
std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text, std::size_t& wrong_at) {
    std::vector<std::uint8_t> bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto value = kLetters.find(text[i]);
        if (value == std::string_view::npos) return wrong_at = i, std::nullopt;
        held = (held << 6 | static_cast<std::uint32_t>(value)) & 0xffffu;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(held >> bits & 0xffu));
    }
    return bytes;
}

std::vector<std::uint8_t> packed(const std::string& text) {
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    std::vector<std::uint8_t> bytes(size);
    compress2(bytes.data(), &size, reinterpret_cast<const Bytef*>(text.data()), static_cast<uLong>(text.size()), Z_BEST_COMPRESSION);
    bytes.resize(size);
    return bytes;
}

/// Empty when the bytes are damaged or would unfold to more than a view can be.
std::optional<std::string> unpacked(const std::vector<std::uint8_t>& bytes) {
    std::string text(kLongestJson, '\0');
    uLongf size = static_cast<uLongf>(text.size());
    if (uncompress(reinterpret_cast<Bytef*>(text.data()), &size, bytes.data(), static_cast<uLong>(bytes.size())) != Z_OK) return std::nullopt;
    text.resize(size);
    return text;
}

/// Changes whenever the settings of the first picture do.
std::string mark_of_defaults() {
    const std::string text = state_to_json(AppState{});
    const auto sum = static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()))) & 0xffffu;
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string mark;
    for (int shift = 12; shift >= 0; shift -= 4) mark += kHex[sum >> shift & 15u];
    return mark;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

Error wrong(const std::string& what) { return Error{"the view string " + what}; }

}  // namespace

std::string view_string(const AppState& state) {
    AppState shared = state;
    shared.report.inputs_folder.clear();
    // How a window is read belongs to who sits before it.
    const AppState own;
    shared.text_scale = own.text_scale;
    shared.quality = own.quality;
    shared.reduce_motion = own.reduce_motion;
    const std::string json = difference_of(AppState{}, shared).dump();
    return std::string{kViewScheme} + std::string{kVersion} + ":" + mark_of_defaults() + ":" + base64url(packed(json));
}

Result<LoadedState> view_from_string(std::string_view given) {
    std::string_view text = trimmed(given);
    if (!text.starts_with(kViewScheme)) return wrong("begins with \"linchpin:\"; found \"" + std::string{text.substr(0, 20)} + "\"");
    if (text.size() > kLongestText) return wrong("has " + std::to_string(text.size()) + " letters; expected at most " + std::to_string(kLongestText));
    text.remove_prefix(kViewScheme.size());
    const auto version_end = text.find(':'), mark_end = version_end == std::string_view::npos ? version_end : text.find(':', version_end + 1);
    if (mark_end == std::string_view::npos) return wrong("is cut off: expected linchpin:VERSION:MARK:DATA");
    if (const auto version = text.substr(0, version_end); version != kVersion)
        return wrong("has version \"" + std::string{version.substr(0, 20)} + "\"; this program reads version " + std::string{kVersion});
    const auto mark = text.substr(version_end + 1, mark_end - version_end - 1), data = text.substr(mark_end + 1);
    std::size_t wrong_at = 0;
    const auto bytes = from_base64url(data, wrong_at);
    if (!bytes) return wrong("holds a letter that does not belong there: \"" + std::string{data.substr(wrong_at, 1)} + "\" at place " + std::to_string(wrong_at + 1) + " of its data");
    const auto json = unpacked(*bytes);
    if (!json) return wrong("is damaged or cut off: its data cannot be unpacked");
    if (json_depth(*json) > kDeepestJson) return wrong("is nested deeper than " + std::to_string(kDeepestJson) + " levels: no view is");
    const Json part = Json::parse(*json, nullptr, false);
    if (part.is_discarded() || !part.is_object()) return wrong("is damaged: its data is no JSON object");
    Result<AppState> state = patched(AppState{}, part);
    if (!state) return wrong("does not fit this program: " + state.error().message);
    LoadedState loaded{std::move(*state), {}};
    loaded.state.idle_turn = false;  // a chosen view stays where it was put
    loaded.state.report.inputs_folder.clear();  // a stranger does not say what is read from this machine
    if (mark != mark_of_defaults()) loaded.warnings.push_back(wrong("comes from a version of the program with another first picture: what it does not name may look different"));
    return loaded;
}

}  // namespace linchpin::app
