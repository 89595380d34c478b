#include "app/state/state_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "app/state/atomic_file.h"
#include "app/state/json_lines.h"
#include "app/state/state_fields.h"

namespace linchpin::app {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMaxStateBytes = 16u << 20;
constexpr std::size_t kMostElements = 1000;  ///< of a list; a scenario of more events is a mistake

/// "2026-08-21T09:49:00Z", with milliseconds only where there are some.
std::string instant_text(double unix_s) {
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

class Writer {
public:
    explicit Writer(Json& out) : at_{&out} {}
    template <class F> void object(std::string_view key, F body) {
        Json* const outer = at_;
        at_ = &(*outer)[std::string{key}];
        *at_ = Json::object();
        body();
        at_ = outer;
    }
    void number(std::string_view key, double v, double, double) { put(key, v); }
    void integer(std::string_view key, int v, int, int) { put(key, v); }
    void flag(std::string_view key, bool v) { put(key, v); }
    void text(std::string_view key, const std::string& v) { put(key, v); }
    void texts(std::string_view key, const std::vector<std::string>& v) { put(key, v); }
    template <class E> void one_of(std::string_view key, E v, std::span<const EnumName<E>> table) { put(key, enum_name(table, v).id); }
    void word(std::string_view key, const std::string& v, std::span<const std::string_view>) { put(key, v); }
    void date(std::string_view key, const std::optional<Date>& v) { put(key, v ? Json(v->iso()) : Json(nullptr)); }
    void instant(std::string_view key, const std::optional<double>& v) { put(key, v ? Json(instant_text(*v)) : Json(nullptr)); }
    void place(std::string_view key, const std::optional<int>& v) { put(key, v ? Json(*v) : Json(nullptr)); }
    template <class T, class F> void list(std::string_view key, const std::vector<T>& v, F body) {
        Json all = Json::array();
        Json* const outer = at_;
        for (const T& element : v) {
            Json one = Json::object();
            at_ = &one;
            body(element);
            all.push_back(std::move(one));
        }
        at_ = outer;
        put(key, all);
    }

private:
    template <class T> void put(std::string_view key, const T& v) { (*at_)[std::string{key}] = v; }
    Json* at_;
};

/// A value as it may stand in a message: short, one line.
std::string shown(const Json& v) {
    std::string text = v.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
}

std::string number_text(double v) { return Json(v == std::floor(v) && std::abs(v) < 1e15 ? Json(static_cast<std::int64_t>(v)) : Json(v)).dump(); }

/// Keeps going after the first mistake only to the end of the walk: one clear sentence is wanted, so the first is reported.
class Reader {
public:
    Reader(const Json& root, std::string_view text, const std::filesystem::path& file) : at_{&root}, text_{text}, file_{file} {}

    template <class F> void object(std::string_view key, F body) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_object()) return fail(key, "expected an object", *v);
        const Json* const outer = std::exchange(at_, v);
        const std::string outer_path = std::exchange(path_, join(key));
        std::set<std::string> outer_known = std::exchange(known_, {});
        body();
        warn_unknown();
        known_ = std::move(outer_known);
        path_ = outer_path;
        at_ = outer;
    }
    void number(std::string_view key, double& out, double low, double high) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        const double value = v->is_number() ? v->get<double>() : std::nan("");
        if (!(value >= low && value <= high)) return fail(key, "expected a number from " + number_text(low) + " to " + number_text(high), *v);
        out = value;
    }
    void integer(std::string_view key, int& out, int low, int high) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        const double value = v->is_number() ? v->get<double>() : std::nan("");
        if (!(value >= low && value <= high && value == std::floor(value)))
            return fail(key, "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high), *v);
        out = static_cast<int>(value);
    }
    void flag(std::string_view key, bool& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_boolean()) return fail(key, "expected true or false", *v);
        out = v->get<bool>();
    }
    void text(std::string_view key, std::string& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_string()) return fail(key, "expected a text in quotes", *v);
        out = v->get<std::string>();
    }
    void texts(std::string_view key, std::vector<std::string>& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_array()) return fail(key, "expected a list of texts", *v);
        std::vector<std::string> list;
        for (std::size_t i = 0; i < v->size(); ++i) {
            if (!(*v)[i].is_string()) return fail(std::string{key} + "[" + std::to_string(i) + "]", "expected a text in quotes", (*v)[i]);
            list.push_back((*v)[i].get<std::string>());
        }
        std::sort(list.begin(), list.end());  // the filter's contract; a hand-written file need not know it
        list.erase(std::unique(list.begin(), list.end()), list.end());
        out = std::move(list);
    }
    template <class E> void one_of(std::string_view key, E& out, std::span<const EnumName<E>> table) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        const EnumName<E>* const row = v->is_string() ? find_enum(table, std::string_view{v->get_ref<const std::string&>()}) : nullptr;
        if (row == nullptr) {
            std::string list;
            for (const auto& each : table) list += (list.empty() ? "" : ", ") + std::string{each.id};
            return fail(key, "expected one of " + list, *v);
        }
        out = row->value;
    }
    void word(std::string_view key, std::string& out, std::span<const std::string_view> ids) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_string() || std::find(ids.begin(), ids.end(), v->get_ref<const std::string&>()) == ids.end()) {
            std::string list;
            for (const auto id : ids) list += (list.empty() ? "" : ", ") + std::string{id};
            return fail(key, "expected one of " + list, *v);
        }
        out = v->get<std::string>();
    }
    void date(std::string_view key, std::optional<Date>& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (v->is_null()) return out.reset();
        const auto date = v->is_string() ? Date::parse(v->get_ref<const std::string&>()) : std::nullopt;
        if (!date) return fail(key, "expected a date like \"2026-08-21\" or null", *v);
        out = date;
    }
    void instant(std::string_view key, std::optional<double>& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (v->is_null()) return out.reset();
        const auto instant = v->is_string() ? parse_instant_unix_s(v->get_ref<const std::string&>()) : std::nullopt;
        if (!instant) return fail(key, "expected a UTC time like \"2026-08-21T09:49:00Z\" or null", *v);
        out = instant;
    }

    void place(std::string_view key, std::optional<int>& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (v->is_null()) return out.reset();
        int whole = 0;
        integer(key, whole, 0, 1'000'000);
        out = whole;
    }
    template <class T, class F> void list(std::string_view key, std::vector<T>& out, F body) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_array()) return fail(key, "expected a list", *v);
        if (v->size() > kMostElements) return fail(key, "expected at most " + std::to_string(kMostElements) + " elements", Json(v->size()));
        std::vector<T> all(v->size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string name = std::string{key} + "[" + std::to_string(i) + "]";
            if (!(*v)[i].is_object()) return fail(name, "expected an object", (*v)[i]);
            const Json* const outer = std::exchange(at_, &(*v)[i]);
            const std::string outer_path = std::exchange(path_, join(name));
            std::set<std::string> outer_known = std::exchange(known_, {});
            body(all[i]);
            warn_unknown();
            known_ = std::move(outer_known);
            path_ = outer_path;
            at_ = outer;
        }
        out = std::move(all);
    }

    void know(std::string_view key) { known_.emplace(key); }
    void warn_unknown() {
        for (const auto& [key, value] : at_->items())
            if (!known_.contains(key)) warnings_.push_back({join(key) + ": unknown key, left out", file_, line_of(join(key))});
    }
    [[nodiscard]] std::optional<Error>& error() { return error_; }
    [[nodiscard]] std::vector<Error>& warnings() { return warnings_; }
    void fail(std::string_view key, const std::string& expected, const Json& found) {
        if (!error_) error_ = Error{join(key) + ": " + expected + ", found " + shown(found), file_, line_of(join(key))};
    }

private:
    const Json* find(std::string_view key) {
        known_.emplace(key);
        const auto it = at_->find(std::string{key});
        return it == at_->end() ? nullptr : &*it;
    }
    [[nodiscard]] std::string join(std::string_view key) const { return path_.empty() ? std::string{key} : path_ + "." + std::string{key}; }
    int line_of(const std::string& path) {
        if (lines_.empty()) lines_ = json_value_lines(text_);
        const auto it = lines_.find(path);
        return it == lines_.end() ? 0 : it->second;
    }

    const Json* at_;
    std::string_view text_;
    std::filesystem::path file_;
    std::string path_;
    std::set<std::string> known_;
    std::map<std::string, int> lines_;
    std::optional<Error> error_;
    std::vector<Error> warnings_;
};

/// The version of the file, or why it cannot be read.
Result<int> checked_version(const Json& root, const std::filesystem::path& file, std::string_view text) {
    const auto line_of_version = [&] {
        const auto lines = json_value_lines(text);
        const auto it = lines.find("version");
        return it == lines.end() ? 0 : it->second;
    };
    const auto it = root.find("version");
    if (it == root.end()) return Error{"expected a \"version\", found none; this is no Linchpin state file", file, 1};
    if (!it->is_number_integer() || it->get<std::int64_t>() < 1) return Error{"version: expected a whole number from 1, found " + shown(*it), file, line_of_version()};
    if (it->get<std::int64_t>() > kStateVersion)
        return Error{"this file has version " + shown(*it) + ", this program reads up to version " + std::to_string(kStateVersion) +
                         "; please update Linchpin to open it",
                     file, line_of_version()};
    return it->get<int>();
}

}  // namespace

std::string state_to_json(const AppState& state) {
    Json root = Json::object();
    root["$schema"] = "state.schema.json";
    root["version"] = kStateVersion;
    Writer writer{root};
    visit_state(writer, state);
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<LoadedState> state_from_json(std::string_view text, const std::filesystem::path& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Json root;
    try {
        root = Json::parse(text);
    } catch (const Json::parse_error& e) {
        const TextPosition at = position_of(text, e.byte > 0 ? e.byte - 1 : 0);
        return Error{"expected JSON, found a mistake in its writing here", file, at.line, at.column};
    } catch (const Json::out_of_range&) {
        return Error{"expected numbers below 1e308, found a greater one", file};
    }
    if (!root.is_object()) return Error{"expected a JSON object, found " + shown(root), file, 1};
    const Result<int> version = checked_version(root, file, text);
    if (!version) return version.error();

    LoadedState loaded;
    Reader reader{root, text, file};
    reader.know("$schema");
    reader.know("version");
    visit_state(reader, loaded.state);
    reader.warn_unknown();
    if (reader.error()) return *reader.error();
    loaded.warnings = std::move(reader.warnings());
    return loaded;
}

Result<LoadedState> load_state(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMaxStateBytes);
    if (!text) return text.error();
    return state_from_json(*text, file);
}

Status save_state(const std::filesystem::path& file, const AppState& state) { return write_text_file(file, state_to_json(state)); }

}  // namespace linchpin::app
