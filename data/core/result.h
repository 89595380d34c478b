#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <variant>

namespace linchpin {

/// One sentence for a person: where, what was expected, what was found.
struct Error {
    std::string message;            ///< "expected ..., found ..."
    std::filesystem::path file{};   ///< empty when no file is to blame
    int line = 0;                   ///< 1-based; 0 = whole file
    int column = 0;                 ///< 1-based; 0 = whole line

    /// "file:line:column: message", leaving out the parts that are not known.
    [[nodiscard]] std::string text() const;
};

/// A value or the reason why there is none. Loading never throws.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : state_{std::move(value)} {}
    Result(Error error) : state_{std::move(error)} {}
    [[nodiscard]] explicit operator bool() const noexcept { return state_.index() == 0; }
    [[nodiscard]] T& operator*() & { return std::get<0>(state_); }
    [[nodiscard]] const T& operator*() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(state_)); }
    [[nodiscard]] T* operator->() { return &std::get<0>(state_); }
    [[nodiscard]] const T* operator->() const { return &std::get<0>(state_); }
    [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace linchpin
