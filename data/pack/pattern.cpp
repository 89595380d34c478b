#include "data/pack/pattern.h"

#include <algorithm>
#include <map>
#include <memory>

namespace linchpin::pack {
namespace {

using ByteSet = std::bitset<256>;
constexpr std::size_t kMostStates = 4000;
constexpr int kMostDepth = 50;
constexpr int kMostRepeats = 1000;
constexpr int kNoLimit = -1;

struct Node {
    enum class Kind { Bytes, Sequence, Either, Repeat } kind = Kind::Sequence;
    ByteSet bytes;
    bool whole_character = false;  // Bytes: also any non-ASCII character
    std::vector<std::unique_ptr<Node>> parts;
    int least = 0, most = kNoLimit;
};
using NodePtr = std::unique_ptr<Node>;

void add_range(ByteSet& set, unsigned first, unsigned last) {
    for (unsigned c = first; c <= last; ++c) set.set(c);
}

ByteSet ascii_only(ByteSet set) {
    for (unsigned c = 128; c < 256; ++c) set.reset(c);
    return set;
}

/// The set behind \d \w \s; nothing when `c` names none.
std::optional<ByteSet> shorthand(char c) {
    ByteSet set;
    switch (c) {
        case 'd':
            add_range(set, '0', '9');
            return set;
        case 'w':
            add_range(set, '0', '9');
            add_range(set, 'a', 'z');
            add_range(set, 'A', 'Z');
            set.set('_');
            return set;
        case 's':
            for (const char blank : {' ', '\t', '\n', '\r', '\f', '\v'}) set.set(static_cast<unsigned char>(blank));
            return set;
        default:
            return std::nullopt;
    }
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Recursive descent over the expression; a null pointer means that it is broken.
class Parser {
public:
    explicit Parser(std::string_view text) : text_{text} {}

    NodePtr whole() {
        skip('^');
        if (text_.size() > pos_ && text_.back() == '$' && !(text_.size() > 1 && text_[text_.size() - 2] == '\\'))
            text_.remove_suffix(1);
        NodePtr node = either(0);
        return node && pos_ == text_.size() ? std::move(node) : nullptr;
    }

private:
    bool more() const { return pos_ < text_.size(); }
    bool skip(char c) {
        if (!more() || text_[pos_] != c) return false;
        ++pos_;
        return true;
    }

    NodePtr either(int depth) {
        if (depth > kMostDepth) return nullptr;
        auto node = std::make_unique<Node>();
        node->kind = Node::Kind::Either;
        do {
            NodePtr branch = sequence(depth);
            if (!branch) return nullptr;
            node->parts.push_back(std::move(branch));
        } while (skip('|'));
        return node;
    }

    NodePtr sequence(int depth) {
        auto node = std::make_unique<Node>();
        while (more() && text_[pos_] != '|' && text_[pos_] != ')') {
            NodePtr item = atom(depth);
            if (item) item = repeated(std::move(item));
            if (!item) return nullptr;
            node->parts.push_back(std::move(item));
        }
        return node;
    }

    NodePtr atom(int depth) {
        const char c = text_[pos_++];
        auto node = std::make_unique<Node>();
        node->kind = Node::Kind::Bytes;
        switch (c) {
            case '(': {
                if (skip('?') && !skip(':')) return nullptr;
                NodePtr inner = either(depth + 1);
                return inner && skip(')') ? std::move(inner) : nullptr;
            }
            case '[':
                return character_class(std::move(node));
            case '.':
                add_range(node->bytes, 1, 127);
                node->bytes.reset('\n');
                node->whole_character = true;
                return node;
            case '\\':
                return escape(*node) ? std::move(node) : nullptr;
            case '*':
            case '+':
            case '?':
            case '{':
            case '}':
            case ']':
            case '^':
            case '$':
                return nullptr;
            default:
                node->bytes.set(static_cast<unsigned char>(c));
                return node;
        }
    }

    bool escape(Node& node) {
        if (!more()) return false;
        const char c = text_[pos_++];
        if (const auto set = shorthand(c)) {
            node.bytes |= *set;
        } else if (const auto inverse = shorthand(static_cast<char>(c | 0x20)); inverse && c >= 'A' && c <= 'Z') {
            node.bytes |= ascii_only(~*inverse);
            node.whole_character = true;
        } else if (c == 't' || c == 'n' || c == 'r') {
            node.bytes.set(c == 't' ? '\t' : c == 'n' ? '\n' : '\r');
        } else if (is_letter_or_digit(c)) {
            return false;  // \b, \1 and the like
        } else {
            node.bytes.set(static_cast<unsigned char>(c));
        }
        return true;
    }

    NodePtr character_class(NodePtr node) {
        const bool negated = skip('^');
        bool first = true;
        for (; more() && (first || text_[pos_] != ']'); first = false) {
            const auto low = static_cast<unsigned char>(text_[pos_++]);
            if (low >= 128) return nullptr;
            if (low == '\\') {
                if (!escape(*node)) return nullptr;
                continue;
            }
            auto high = low;
            if (pos_ + 1 < text_.size() && text_[pos_] == '-' && text_[pos_ + 1] != ']') {
                high = static_cast<unsigned char>(text_[pos_ + 1]);
                pos_ += 2;
                if (high < low || high >= 128 || high == '\\') return nullptr;
            }
            add_range(node->bytes, low, high);
        }
        if (!skip(']')) return nullptr;
        if (negated) {
            node->bytes = ascii_only(~node->bytes);
            node->whole_character = !node->whole_character;
        }
        return node;
    }

    std::optional<int> count() {
        int value = 0;
        const std::size_t begin = pos_;
        for (; more() && text_[pos_] >= '0' && text_[pos_] <= '9'; ++pos_)
            if ((value = value * 10 + (text_[pos_] - '0')) > kMostRepeats) return std::nullopt;
        return pos_ == begin ? std::nullopt : std::optional{value};
    }

    NodePtr repeated(NodePtr item) {
        if (!more()) return item;
        int least = 0;
        int most = kNoLimit;
        if (skip('*')) {
        } else if (skip('+')) {
            least = 1;
        } else if (skip('?')) {
            most = 1;
        } else if (skip('{')) {
            const auto low = count();
            if (!low) return nullptr;
            least = most = *low;
            if (skip(',')) {
                most = kNoLimit;
                if (more() && text_[pos_] != '}') {
                    const auto high = count();
                    if (!high || *high < least) return nullptr;
                    most = *high;
                }
            }
            if (!skip('}')) return nullptr;
        } else {
            return item;
        }
        auto node = std::make_unique<Node>();
        node->kind = Node::Kind::Repeat;
        node->least = least;
        node->most = most;
        node->parts.push_back(std::move(item));
        return node;
    }

    std::string_view text_;
    std::size_t pos_ = 0;
};

}  // namespace

/// Builds the automaton from its end: each piece is told what follows it.
class PatternCompiler {
public:
    explicit PatternCompiler(Pattern& out) : out_{out} {}

    bool run(const Node& node) {
        const std::uint32_t match = add({Pattern::State::Kind::Match, 0, 0, 0});
        out_.start_ = build(node, match);
        return !full_;
    }

private:
    std::uint32_t add(Pattern::State state) {
        if (out_.states_.size() >= kMostStates) {
            full_ = true;
            return 0;
        }
        out_.states_.push_back(state);
        return static_cast<std::uint32_t>(out_.states_.size() - 1);
    }
    std::uint32_t add_bytes(const ByteSet& set, std::uint32_t next) {
        out_.sets_.push_back(set);
        return add({Pattern::State::Kind::Bytes, next, 0, static_cast<std::uint32_t>(out_.sets_.size() - 1)});
    }
    std::uint32_t add_split(std::uint32_t a, std::uint32_t b) { return add({Pattern::State::Kind::Split, a, b, 0}); }

    /// A lead byte and its continuation bytes. The text is known to be well formed, so the tail needs no closer look.
    std::uint32_t add_non_ascii(std::uint32_t next) {
        ByteSet tail, two, three, four;
        add_range(tail, 0x80, 0xbf);
        add_range(two, 0xc2, 0xdf);
        add_range(three, 0xe0, 0xef);
        add_range(four, 0xf0, 0xf4);
        const std::uint32_t last = add_bytes(tail, next);
        const std::uint32_t last_two = add_bytes(tail, last);
        const std::uint32_t last_three = add_bytes(tail, last_two);
        return add_split(add_bytes(two, last), add_split(add_bytes(three, last_two), add_bytes(four, last_three)));
    }

    std::uint32_t build(const Node& node, std::uint32_t next) {
        if (full_) return 0;
        switch (node.kind) {
            case Node::Kind::Bytes: {
                const std::uint32_t one = add_bytes(node.bytes, next);
                return node.whole_character ? add_split(one, add_non_ascii(next)) : one;
            }
            case Node::Kind::Sequence:
                for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) next = build(**part, next);
                return next;
            case Node::Kind::Either: {
                std::uint32_t all = build(*node.parts.back(), next);
                for (std::size_t i = node.parts.size() - 1; i-- > 0;) all = add_split(build(*node.parts[i], next), all);
                return all;
            }
            case Node::Kind::Repeat:
                return build_repeat(node, next);
        }
        return next;
    }

    std::uint32_t build_repeat(const Node& node, std::uint32_t next) {
        const Node& part = *node.parts.front();
        if (node.most == kNoLimit) {
            const std::uint32_t loop = add_split(0, next);
            const std::uint32_t body = build(part, loop);
            if (full_) return 0;
            out_.states_[loop].next = body;
            next = loop;
        } else {
            const std::uint32_t end = next;
            for (int i = node.least; i < node.most && !full_; ++i) next = add_split(build(part, next), end);
        }
        for (int i = 0; i < node.least && !full_; ++i) next = build(part, next);
        return next;
    }

    Pattern& out_;
    bool full_ = false;
};

std::optional<Pattern> Pattern::compile(std::string_view source) {
    const NodePtr tree = Parser{source}.whole();
    if (!tree) return std::nullopt;
    Pattern out;
    out.source_ = source;
    if (!PatternCompiler{out}.run(*tree)) return std::nullopt;
    out.determinise();
    return out;
}

/// Adds `first` and all that splits lead to, without the splits themselves.
void Pattern::enter(std::uint32_t first, StateSet& into, std::vector<bool>& seen) const {
    std::vector<std::uint32_t> stack{first};
    while (!stack.empty()) {
        const std::uint32_t s = stack.back();
        stack.pop_back();
        if (seen[s]) continue;
        seen[s] = true;
        if (states_[s].kind == State::Kind::Split) {
            stack.push_back(states_[s].next);
            stack.push_back(states_[s].other);
        } else {
            into.push_back(s);
        }
    }
}

Pattern::StateSet Pattern::initial() const {
    StateSet out;
    std::vector<bool> seen(states_.size());
    enter(start_, out, seen);
    std::sort(out.begin(), out.end());
    return out;
}

Pattern::StateSet Pattern::step(const StateSet& from, unsigned char byte) const {
    StateSet out;
    std::vector<bool> seen(states_.size());
    for (const std::uint32_t s : from)
        if (states_[s].kind == State::Kind::Bytes && sets_[states_[s].set].test(byte)) enter(states_[s].next, out, seen);
    std::sort(out.begin(), out.end());
    return out;
}

bool Pattern::accepts(const StateSet& states) const {
    return std::any_of(states.begin(), states.end(), [&](std::uint32_t s) { return states_[s].kind == State::Kind::Match; });
}

/// Subset construction. Left undone when it would take too many states: matching then steps through sets of states.
void Pattern::determinise() {
    constexpr std::size_t kMostTableStates = 64;
    if (states_.size() > 8 * kMostTableStates) return;
    std::map<StateSet, std::uint16_t> numbers{{{}, 0}};
    std::vector<StateSet> sets{{}};
    const auto number = [&](StateSet set) {
        const auto [it, fresh] = numbers.try_emplace(set, static_cast<std::uint16_t>(sets.size()));
        if (fresh) sets.push_back(std::move(set));
        return it->second;
    };
    (void)number(initial());
    std::vector<std::uint16_t> table;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (sets.size() > kMostTableStates) return;
        const StateSet from = sets[i];
        for (unsigned byte = 0; byte < 256; ++byte)
            table.push_back(from.empty() ? std::uint16_t{0} : number(step(from, static_cast<unsigned char>(byte))));
    }
    for (const StateSet& set : sets) accepting_.push_back(accepts(set));
    table_ = std::move(table);
}

bool Pattern::matches(std::string_view text) const {
    if (table_.empty()) return matches_by_sets(text);
    std::size_t state = 1;
    for (const char c : text) state = table_[state * 256 + static_cast<unsigned char>(c)];
    return accepting_[state] != 0;
}

bool Pattern::matches_by_sets(std::string_view text) const {
    StateSet states = initial();
    for (const char c : text) {
        states = step(states, static_cast<unsigned char>(c));
        if (states.empty()) return false;
    }
    return accepts(states);
}

}  // namespace linchpin::pack
