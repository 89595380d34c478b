#include "app/ui/figure_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

using report::Figure;
using report::FigureState;

constexpr const char* kDot = " \u00b7 ";

void add(std::string& line, const std::string& part) {
    if (part.empty()) return;
    line += (line.empty() ? "" : kDot) + part;
}

std::string bound_text(double value, report::Unit unit) { return std::isinf(value) ? std::string{"no limit"} : report::value_text(value, unit); }

/// Verdicts and classes are words, and a text that holds the number says it better ("at least 4"). Any other text is what the
/// number is about, and goes to the second line.
bool is_text(const Figure& figure) {
    if (figure.text.empty()) return false;
    if (!figure.value || figure.unit == report::Unit::Verdict || figure.unit == report::Unit::Class) return true;
    // As a word of its own: the 2 of a cable called LION2 is no number.
    const std::string value = report::value_text(figure);
    const std::size_t at = figure.text.find(value);
    if (at == std::string::npos) return false;
    const auto part_of_word = [&figure](std::size_t i) { return i < figure.text.size() && std::isalnum(static_cast<unsigned char>(figure.text[i])) != 0; };
    return !(at > 0 && part_of_word(at - 1)) && !part_of_word(at + value.size());
}

}  // namespace

std::string figure_value(const Figure& figure) {
    switch (figure.state) {
        case FigureState::Value: return is_text(figure) ? figure.text : report::value_text(figure);
        case FigureState::NoData: return "no data";
        case FigureState::NotAvailable: return "not available";
        case FigureState::NeedsInput: return "needs input";
    }
    return kMissingText;
}

std::string figure_context(const Figure& figure) {
    std::string line;
    if (figure.state == FigureState::NeedsInput) return figure.note;
    if (figure.state == FigureState::Value && !is_text(figure)) add(line, figure.text);
    if (figure.low && figure.high && *figure.low != *figure.high)
        add(line, bound_text(*figure.low, figure.unit) + " to " + bound_text(*figure.high, figure.unit));
    else if (figure.state != FigureState::Value && figure.high) add(line, "at most " + bound_text(*figure.high, figure.unit));
    if (figure.year > 0) add(line, figure.carried ? "carried from " + std::to_string(figure.year) : std::to_string(figure.year));
    add(line, figure.as_of);
    if (figure.coverage && *figure.coverage < 0.9995) add(line, report::value_text(*figure.coverage, report::Unit::Share) + " covered");
    if (figure.imputed > 0) add(line, format_count(static_cast<std::int64_t>(figure.imputed)) + (figure.imputed == 1 ? " capacity imputed" : " capacities imputed"));
    if (figure.state != FigureState::Value) add(line, figure.note);
    return line;
}

bool differs(const Figure& before, const Figure& after) { return before.partner != after.partner || figure_value(before) != figure_value(after); }

const Figure* counterpart(std::span<const Figure> others, const Figure& figure, std::span<const Figure> own) {
    if (const Figure* const same = same_figure(others, figure)) return same;
    const auto of_item = [&figure](const Figure& f) { return f.metric == figure.metric && f.item == figure.item && f.group == figure.group; };
    if (std::count_if(own.begin(), own.end(), of_item) != 1 || std::count_if(others.begin(), others.end(), of_item) != 1) return nullptr;
    return &*std::find_if(others.begin(), others.end(), of_item);
}

const Figure* same_figure(std::span<const Figure> figures, const Figure& like) {
    const auto it = std::find_if(figures.begin(), figures.end(), [&like](const Figure& f) {
        return f.metric == like.metric && f.item == like.item && f.group == like.group && f.partner == like.partner;
    });
    return it == figures.end() ? nullptr : &*it;
}

}  // namespace linchpin::app
