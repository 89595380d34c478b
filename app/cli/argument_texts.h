#pragma once
// How the options of every command are read. Internal to the parser.
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/exit_status.h"
#include "app/cli/nearest.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Options are taken as text and read by our own functions: their sentences say what was expected, CLI11's do not.
class Texts {
public:
    /// Declares `--name VALUE`; `read` is called after parsing when the option was given.
    template <class Read>
    CLI::Option* add(CLI::App& to, const std::string& name, const std::string& value_name, const std::string& help, Read read) {
        auto text = std::make_shared<std::string>();
        CLI::Option* const option = to.add_option(name, *text, help)->type_name(value_name);
        readers_.push_back([option, text, name, read]() -> std::string {
            if (option->count() == 0) return {};
            const std::string problem = read(*text);
            return problem.empty() ? problem : name + ": " + problem;
        });
        return option;
    }
    /// The first complaint, or an empty text.
    [[nodiscard]] std::string read_all() const {
        for (const auto& read : readers_)
            if (std::string problem = read(); !problem.empty()) return problem;
        return {};
    }

private:
    std::vector<std::function<std::string()>> readers_;
};

/// `out` = the value, or the complaint.
template <class T, class Out>
std::string take(const Result<T>& value, Out& out) {
    if (!value) return value.error().message;
    out = *value;
    return {};
}

/// The position of `text` in `words`, or the complaint.
inline std::string one_word(const std::string& option, const std::string& text, const std::vector<std::string>& words,
                            std::size_t& index) {
    for (index = 0; index < words.size(); ++index)
        if (words[index] == text) return {};
    return option + ": " + unknown_word(option.substr(2), text, words);
}

/// A sentence and the exit status that goes with it; no text = none.
struct Problem {
    int status = kDone;
    std::string text;
};

}  // namespace linchpin::app
