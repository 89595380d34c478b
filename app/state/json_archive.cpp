#include "app/state/json_archive.h"

#include "app/state/json_lines.h"

namespace linchpin::app {
namespace {

/// The version of the file, or why it cannot be read.
Result<int> checked_version(const Json& root, const std::filesystem::path& file, std::string_view text, int newest, std::string_view what) {
    const auto line_of_version = [&] {
        const auto lines = json_value_lines(text);
        const auto it = lines.find("version");
        return it == lines.end() ? 0 : it->second;
    };
    const auto it = root.find("version");
    if (it == root.end()) return Error{"expected a \"version\", found none; this is no Linchpin " + std::string{what} + " file", file, 1};
    if (!it->is_number_integer() || it->get<std::int64_t>() < 1) return Error{"version: expected a whole number from 1, found " + json_shown(*it), file, line_of_version()};
    if (it->get<std::int64_t>() > newest)
        return Error{"this file has version " + json_shown(*it) + ", this program reads up to version " + std::to_string(newest) +
                         "; please update Linchpin to open it",
                     file, line_of_version()};
    return it->get<int>();
}

}  // namespace

std::string json_instant_text(double unix_s) {
    const double ms = std::round(unix_s * 1000.0);
    const double whole_s = std::floor(ms / 1000.0);
    const int rest_ms = static_cast<int>(ms - whole_s * 1000.0);
    std::string text = format_instant(whole_s);
    if (rest_ms == 0) return text;
    std::string fraction = std::to_string(1000 + rest_ms).substr(1);
    while (fraction.back() == '0') fraction.pop_back();
    text.insert(text.size() - 1, "." + fraction);
    return text;
}

std::string json_shown(const Json& v) {
    std::string text = v.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
}

std::string json_number_text(double v) { return Json(v == std::floor(v) && std::abs(v) < 1e15 ? Json(static_cast<std::int64_t>(v)) : Json(v)).dump(); }

Result<OpenedJson> open_versioned_json(std::string_view text, const std::filesystem::path& file, int newest, std::string_view what) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (json_depth(text) > kDeepestJson) return Error{"expected JSON of at most " + std::to_string(kDeepestJson) + " levels, found more", file};
    OpenedJson opened;
    try {
        opened.root = Json::parse(text);
    } catch (const Json::parse_error& e) {
        const TextPosition at = position_of(text, e.byte > 0 ? e.byte - 1 : 0);
        return Error{"expected JSON, found a mistake in its writing here", file, at.line, at.column};
    } catch (const Json::out_of_range&) {
        return Error{"expected numbers below 1e308, found a greater one", file};
    }
    if (!opened.root.is_object()) return Error{"expected a JSON object, found " + json_shown(opened.root), file, 1};
    const Result<int> version = checked_version(opened.root, file, text, newest, what);
    if (!version) return version.error();
    opened.text = text;
    opened.version = *version;
    return opened;
}

std::string json_text(const Json& root) { return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace linchpin::app
