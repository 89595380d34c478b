#include "app/timeline/number_paths.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "app/state/state_fields.h"

namespace linchpin::app {
namespace {

/// Walks a state as the JSON archives do, and tells of every number with its path.
template <class Visit> class NumberWalk {
public:
    explicit NumberWalk(Visit visit) : visit_{std::move(visit)} {}
    template <class F> void object(std::string_view key, F body) {
        const std::size_t length = enter(key);
        body();
        path_.resize(length);
    }
    template <class N> void number(std::string_view key, N& v, double low, double high) { tell(key, v, {low, high, false}); }
    template <class N> void integer(std::string_view key, N& v, int low, int high) {
        tell(key, v, {static_cast<double>(low), static_cast<double>(high), true});
    }
    template <class T, class F> void list(std::string_view key, std::vector<T>& v, F body) { walk(key, v, body); }
    template <class T, class F> void list(std::string_view key, const std::vector<T>& v, F body) { walk(key, v, body); }
    // Everything else is no number.
    template <class... A> void flag(A&&...) {}
    template <class... A> void text(A&&...) {}
    template <class... A> void texts(A&&...) {}
    template <class... A> void numbers(A&&...) {}
    template <class K, class E, class N> void one_of(const K&, E&, std::span<const EnumName<N>>) {}
    template <class... A> void word(A&&...) {}
    template <class... A> void date(A&&...) {}
    template <class... A> void instant(A&&...) {}
    template <class... A> void place(A&&...) {}

private:
    std::size_t enter(std::string_view key) {
        const std::size_t length = path_.size();
        if (!path_.empty()) path_ += '.';
        path_ += key;
        return length;
    }
    template <class N> void tell(std::string_view key, N& v, NumberRange range) {
        const std::size_t length = enter(key);
        visit_(std::string_view{path_}, v, range);
        path_.resize(length);
    }
    template <class V, class F> void walk(std::string_view key, V& v, F body) {
        for (std::size_t i = 0; i < v.size(); ++i) {
            const std::size_t length = enter(std::string{key} + "[" + std::to_string(i) + "]");
            body(v[i]);
            path_.resize(length);
        }
    }
    Visit visit_;
    std::string path_;
};

template <class State, class Visit> void walk_numbers(State& state, Visit visit) {
    NumberWalk walk{std::move(visit)};
    visit_state(walk, state);
}

}  // namespace

std::vector<std::string> number_paths(const AppState& state) {
    std::vector<std::string> paths;
    walk_numbers(state, [&](std::string_view path, const auto&, NumberRange) { paths.emplace_back(path); });
    return paths;
}

std::optional<NumberRange> number_range(const AppState& state, std::string_view path) {
    std::optional<NumberRange> found;
    walk_numbers(state, [&](std::string_view at, const auto&, NumberRange range) {
        if (at == path) found = range;
    });
    return found;
}

std::optional<double> number_at(const AppState& state, std::string_view path) {
    std::optional<double> found;
    walk_numbers(state, [&](std::string_view at, const auto& v, NumberRange) {
        if (at == path) found = static_cast<double>(v);
    });
    return found;
}

bool set_number(AppState& state, std::string_view path, double value) {
    bool found = false;
    if (!std::isfinite(value)) return false;
    walk_numbers(state, [&](std::string_view at, auto& v, NumberRange range) {
        if (at != path) return;
        const double clamped = std::clamp(value, range.low, range.high);
        v = static_cast<std::remove_reference_t<decltype(v)>>(range.whole ? std::round(clamped) : clamped);
        found = true;
    });
    return found;
}

}  // namespace linchpin::app
