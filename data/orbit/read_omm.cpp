#include "data/orbit/read_omm.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/csv/parse_number.h"
#include "data/csv/reader.h"

namespace linchpin::orbit {
namespace {

std::string_view trim(std::string_view s) noexcept {
    const auto from = s.find_first_not_of(" \t\r\n");
    return from == std::string_view::npos ? std::string_view{} : s.substr(from, s.find_last_not_of(" \t\r\n") - from + 1);
}

int newlines(std::string_view text) noexcept { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

/// One object of a JSON document.
void read_object(std::string_view text, int line, ElementSets& out) {
    const nlohmann::json object = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    if (!object.is_object()) {
        out.problems.push_back({"expected a JSON object, found " + csv::in_quotes(text), {}, line, 0});
        return;
    }
    OmmRecord record(line);
    for (const auto& [keyword, value] : object.items()) {
        if (value.is_null()) continue;
        if (value.is_string())
            record.set(keyword, value.get_ref<const std::string&>(), line);
        else if (value.is_number())
            record.set(keyword, value.dump(), line);
    }
    record.finish(out);
}

/// XML's five named entities and numeric ones below 128; others stay as they are written.
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
        if (end == std::string_view::npos || end - i > 8) {
            out += text[i];
            continue;
        }
        const std::string_view name = text.substr(i + 1, end - i - 1);
        char ch = '\0';
        if (name == "amp") ch = '&';
        if (name == "lt") ch = '<';
        if (name == "gt") ch = '>';
        if (name == "quot") ch = '"';
        if (name == "apos") ch = '\'';
        if (name.size() > 1 && name[0] == '#')
            if (const auto code = csv::parse_integer(name.substr(1)); code && *code >= 32 && *code < 127)
                ch = static_cast<char>(*code);
        if (ch == '\0') {
            out += text[i];
            continue;
        }
        out += ch;
        i = end;
    }
    return out;
}

}  // namespace

ElementSets read_omm_csv(std::string_view text) {
    ElementSets out;
    csv::Reader reader(text);
    if (!reader.next()) return out;
    std::vector<std::string> heading;
    for (const csv::Field& f : reader.row().fields) heading.emplace_back(trim(f.text));
    for (const char* required : {"EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER",
                                 "MEAN_ANOMALY", "BSTAR", "NORAD_CAT_ID"}) {
        if (std::find(heading.begin(), heading.end(), required) != heading.end()) continue;
        out.problems.push_back({std::string(required) + ": expected a column of this name in the heading, found none",
                                {},
                                static_cast<int>(reader.row().line),
                                0});
        return out;
    }
    while (reader.next()) {
        const csv::Row& row = reader.row();
        const int line = static_cast<int>(row.line);
        if (row.problem != csv::Problem::None) {
            out.problems.push_back({std::string(csv::describe(row.problem)), {}, line, 0});
            continue;
        }
        if (row.fields.size() != heading.size()) {
            out.problems.push_back({"expected " + std::to_string(heading.size()) + " fields as in the heading, found " +
                                        std::to_string(row.fields.size()),
                                    {},
                                    line,
                                    0});
            continue;
        }
        OmmRecord record(line);
        for (std::size_t i = 0; i < heading.size(); ++i) record.set(heading[i], row.fields[i].text, line);
        record.finish(out);
    }
    return out;
}

ElementSets read_omm_json(std::string_view text) {
    // The document is cut into its objects here, so that one broken record costs one record, and each has a line.
    ElementSets out;
    int line = 1, depth = 0, lists = 0, start_line = 1;
    std::size_t start = 0;
    bool in_text = false;
    char before = '\0';  // last character that is no blank
    const auto unclosed = [&] {
        out.problems.push_back({"expected a closing brace of the record that starts here, found none", {}, start_line, 0});
    };
    const auto open = [&](std::size_t i) { depth = 1, lists = 0, start = i, start_line = line; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char ch = text[i];
        if (ch == '\n') {
            ++line;
            in_text = false;  // no JSON text runs over a line end: a missing quote ends here
            continue;
        }
        if (in_text) {
            if (ch == '\\' && i + 1 < text.size() && text[i + 1] != '\n') ++i;
            if (ch == '"') in_text = false;
        } else if (ch == '"') {
            in_text = true;
        } else if (ch == '{') {
            // A brace that is no value, inside a record, starts the next one: the record before was never closed.
            if (depth > 0 && before != ':' && lists == 0)
                unclosed(), open(i);
            else if (depth++ == 0)
                open(i);
        } else if (ch == '}' && depth > 0) {
            if (--depth == 0) read_object(text.substr(start, i + 1 - start), start_line, out);
        } else if (depth > 0 && ch == '[') {
            ++lists;
        } else if (depth > 0 && ch == ']' && lists > 0) {
            --lists;
        }
        if (ch != ' ' && ch != '\t' && ch != '\r') before = ch;
    }
    if (depth > 0) unclosed();
    if (out.elements.empty() && out.problems.empty() && trim(text).find_first_not_of("[] \t\r\n") != std::string_view::npos)
        out.problems.push_back({"expected an array of JSON objects, found " + csv::in_quotes(trim(text)), {}, 1, 0});
    return out;
}

ElementSets read_omm_xml(std::string_view text) {
    ElementSets out;
    OmmRecord record(1);
    bool inside = false;
    int record_line = 1, line = 1, records = 0;
    std::size_t counted = 0;
    const auto line_at = [&](std::size_t offset) {
        line += newlines(text.substr(counted, offset - counted));
        counted = offset;
        return line;
    };
    std::string_view open;  // innermost tag, when nothing but text has followed it
    std::size_t content = 0;
    for (std::size_t i = text.find('<'); i != std::string_view::npos; i = text.find('<', i)) {
        const auto skip = [&](std::string_view opening, std::string_view closing) {
            if (text.substr(i, opening.size()) != opening) return false;
            const auto end = text.find(closing, i + opening.size());
            i = end == std::string_view::npos ? text.size() : end + closing.size();
            return true;
        };
        if (skip("<!--", "-->") || skip("<?", "?>") || skip("<!", ">")) continue;
        const auto end = text.find('>', i);
        if (end == std::string_view::npos) {
            out.problems.push_back({"expected '>' at the end of a tag, found the end of the text", {}, line_at(i), 0});
            break;
        }
        std::string_view tag = text.substr(i + 1, end - i - 1);
        const bool closing = tag.starts_with('/'), single = tag.ends_with('/');
        if (closing) tag.remove_prefix(1);
        std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
        if (name == "omm" && !single) {
            if (inside && !closing)
                out.problems.push_back({"expected </omm> before the next <omm>, found none", {}, record_line, 0});
            if (inside && closing) record.finish(out);
            inside = !closing;
            record_line = line_at(i);
            record = OmmRecord(record_line);
            ++records;
        } else if (closing && inside && name == open) {
            record.set(name, unescape(text.substr(content, i - content)), line_at(i));
        }
        open = closing || single ? std::string_view{} : name;
        i = content = end + 1;
    }
    if (inside) out.problems.push_back({"expected </omm>, found the end of the text", {}, record_line, 0});
    if (records == 0) out.problems.push_back({"expected an <omm> element, found none", {}, 1, 0});
    return out;
}

ElementSets read_omm_kvn(std::string_view text) {
    ElementSets out;
    OmmRecord record(1);
    bool inside = false;
    int number = 0;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (line.empty() || line.starts_with("COMMENT")) continue;
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) {
            out.problems.push_back({"expected KEYWORD = value, found " + csv::in_quotes(line), {}, number, 0});
            continue;
        }
        const std::string_view keyword = trim(line.substr(0, equals));
        std::string_view value = trim(line.substr(equals + 1));
        if (keyword == "CCSDS_OMM_VERS") {
            if (inside) record.finish(out);
            record = OmmRecord(number);
            inside = true;
            continue;
        }
        // A unit may follow a value: "53.0 [deg]". Names may hold brackets too, and keep them.
        if (const auto unit = value.rfind('['); unit != std::string_view::npos && value.ends_with(']') && keyword != "OBJECT_NAME")
            value = trim(value.substr(0, unit));
        if (inside) record.set(keyword, value, number);
    }
    if (inside) record.finish(out);
    if (!inside) out.problems.push_back({"expected CCSDS_OMM_VERS at the start of a message, found none", {}, 1, 0});
    return out;
}

}  // namespace linchpin::orbit
