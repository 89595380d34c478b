#pragma once
// The two archives of every JSON file that the program writes: states, projects, stories. A format is one visit function that walks
// its fields in order, with ranges and enumerations; writer and reader both walk it, so they cannot disagree.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/state/json_lines.h"
#include "app/state/state_ids.h"
#include "data/core/date.h"
#include "data/core/result.h"

namespace linchpin::app {

using Json = nlohmann::ordered_json;
inline constexpr std::size_t kMostListElements = 20000;

/// "2026-08-21T09:49:00Z", with milliseconds only where there are some.
[[nodiscard]] std::string json_instant_text(double unix_s);
/// A value as it may stand in a message: short, one line.
[[nodiscard]] std::string json_shown(const Json& v);
[[nodiscard]] std::string json_number_text(double v);

/// A file opened: its object and version.
struct OpenedJson {
    Json root;
    std::string_view text;  ///< as given, without a byte order mark: what JsonReader counts lines in
    int version = 0;
};
/// Parses a text whose root is an object with a "version" from 1 to `newest`. Newer files are refused with a sentence.
/// @param what  "state", "project", "story"
[[nodiscard]] Result<OpenedJson> open_versioned_json(std::string_view text, const std::filesystem::path& file, int newest, std::string_view what);
/// Pretty-printed, ending in a line break; broken UTF-8 is replaced.
[[nodiscard]] std::string json_text(const Json& root);

class JsonWriter {
public:
    explicit JsonWriter(Json& out) : at_{&out} {}
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
    void numbers(std::string_view key, const std::vector<double>& v, std::size_t) { put(key, v); }
    template <class E> void one_of(std::string_view key, E v, std::span<const EnumName<E>> table) { put(key, enum_name(table, v).id); }
    void word(std::string_view key, const std::string& v, std::span<const std::string_view>) { put(key, v); }
    void date(std::string_view key, const std::optional<Date>& v) { put(key, v ? Json(v->iso()) : Json(nullptr)); }
    void instant(std::string_view key, const std::optional<double>& v) { put(key, v ? Json(json_instant_text(*v)) : Json(nullptr)); }
    void raw(std::string_view key, const Json& v) { put(key, v); }
    void seconds(std::string_view key, const std::optional<double>& v) { put(key, v ? Json(*v) : Json(nullptr)); }
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

/// Keeps going after the first mistake only to the end of the walk: one clear sentence is wanted, so the first is reported.
class JsonReader {
public:
    JsonReader(const Json& root, std::string_view text, const std::filesystem::path& file) : at_{&root}, text_{text}, file_{file} {}

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
        if (!(value >= low && value <= high)) return fail(key, "expected a number from " + json_number_text(low) + " to " + json_number_text(high), *v);
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
    /// Ascending numbers, at most so many.
    void numbers(std::string_view key, std::vector<double>& out, std::size_t most) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        const std::string expected = "expected a list of at most " + std::to_string(most) + " ascending numbers";
        if (!v->is_array() || v->size() > most) return fail(key, expected, *v);
        std::vector<double> all;
        for (const Json& one : *v) {
            const double value = one.is_number() ? one.get<double>() : std::nan("");
            if (!std::isfinite(value) || (!all.empty() && !(value > all.back()))) return fail(key, expected, *v);
            all.push_back(value);
        }
        out = std::move(all);
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

    /// An object whose content another reader understands.
    void raw(std::string_view key, Json& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (!v->is_object()) return fail(key, "expected an object", *v);
        out = *v;
    }
    /// A time from 0 s, or null.
    void seconds(std::string_view key, std::optional<double>& out) {
        const Json* const v = find(key);
        if (v == nullptr) return;
        if (v->is_null()) return out.reset();
        double value = 0.0;
        number(key, value, 0.0, 1e6);
        out = value;
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
        if (v->size() > kMostListElements) return fail(key, "expected at most " + std::to_string(kMostListElements) + " elements", Json(v->size()));
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
        if (!error_) error_ = Error{join(key) + ": " + expected + ", found " + json_shown(found), file_, line_of(join(key))};
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

}  // namespace linchpin::app
