#include "data/pack/key_set.h"

#include <algorithm>
#include <cstring>

namespace linchpin::pack {
namespace {

/// Multiply and fold, eight bytes at a time: short keys dominate, and nothing here faces an adversary worth a keyed hash.
std::uint64_t mix(std::uint64_t seed, std::string_view text) noexcept {
    constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15u;
    std::uint64_t state = seed ^ (text.size() * kOdd);
    while (!text.empty()) {
        std::uint64_t word = 0;
        const std::size_t n = std::min<std::size_t>(8, text.size());
        std::memcpy(&word, text.data(), n);
        state = (state ^ word) * kOdd;
        state ^= state >> 32;
        text.remove_prefix(n);
    }
    return state * kOdd;
}

}  // namespace

std::uint64_t KeySet::hash(const std::string_view* key) const noexcept {
    std::uint64_t state = 0;
    for (std::size_t i = 0; i < width_; ++i) state = mix(state, key[i]);
    return state ^ (state >> 29);
}

std::size_t KeySet::locate(const std::string_view* key, std::uint64_t wanted) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(wanted) & mask;
    for (;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.entry == kFree) return at;
        if (slot.hash == wanted && std::equal(key, key + width_, texts_.data() + slot.entry * width_)) return at;
    }
}

std::optional<std::uint32_t> KeySet::add(const std::string_view* key, std::uint32_t line) {
    if ((lines_.size() + 1) * 2 > slots_.size()) grow();
    const std::uint64_t h = hash(key);
    Slot& slot = slots_[locate(key, h)];
    if (slot.entry != kFree) return lines_[slot.entry];
    slot = {h, static_cast<std::uint32_t>(lines_.size())};
    texts_.insert(texts_.end(), key, key + width_);
    lines_.push_back(line);
    return std::nullopt;
}

bool KeySet::contains(const std::string_view* key) const noexcept {
    return !slots_.empty() && slots_[locate(key, hash(key))].entry != kFree;
}

void KeySet::grow() {
    std::vector<Slot> old(std::max<std::size_t>(64, slots_.size() * 2));
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.entry == kFree) continue;
        std::size_t at = static_cast<std::size_t>(slot.hash) & mask;
        while (slots_[at].entry != kFree) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace linchpin::pack
