#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::pack {

/// A compiled regular expression of the common subset: literals, '.', \d \w \s \D \W \S, classes [a-z0-9_] and [^,], groups,
/// '|', '*', '+', '?', '{m}', '{m,}', '{m,n}', and ^ $ at the ends (a pattern matches the whole text anyway).
/// Matching takes time proportional to the text, whatever the pattern: std::regex recurses per character and can be made to
/// exhaust the stack by a long field. Text is compared byte by byte, so a class may hold ASCII only; '.' and negated classes take
/// a whole UTF-8 character.
class Pattern {
public:
    /// Nothing when the expression is broken, uses something else (back references, look-around), or is too large.
    [[nodiscard]] static std::optional<Pattern> compile(std::string_view source);
    [[nodiscard]] bool matches(std::string_view text) const;
    [[nodiscard]] const std::string& source() const noexcept { return source_; }

    /// One state of the automaton. Public for the compiler in pattern.cpp alone.
    struct State {
        enum class Kind : std::uint8_t { Bytes, Split, Match } kind = Kind::Match;
        std::uint32_t next = 0, other = 0;  ///< Split goes to both
        std::uint32_t set = 0;              ///< Bytes: index into sets_
    };

private:
    friend class PatternCompiler;
    using StateSet = std::vector<std::uint32_t>;  // sorted
    void determinise();
    void enter(std::uint32_t first, StateSet& into, std::vector<bool>& seen) const;
    [[nodiscard]] StateSet step(const StateSet& from, unsigned char byte) const;
    [[nodiscard]] StateSet initial() const;
    [[nodiscard]] bool accepts(const StateSet& states) const;
    [[nodiscard]] bool matches_by_sets(std::string_view text) const;

    std::string source_;
    std::vector<State> states_;
    std::vector<std::bitset<256>> sets_;
    std::uint32_t start_ = 0;
    // The same automaton with one state at a time, where that stays small: 256 next states each; 0 is the dead end, 1 the start.
    std::vector<std::uint16_t> table_;
    std::vector<std::uint8_t> accepting_;
};

}  // namespace linchpin::pack
