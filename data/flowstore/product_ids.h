#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/flowstore/flow_store.h"

namespace linchpin::flows {

/// Numbers texts from 0 in order of their first appearance. Open addressing: one lookup a row decides how fast a file loads.
class ProductIds {
public:
    /// Empty when `text` would be one more than kMostProducts.
    [[nodiscard]] std::optional<std::uint16_t> number(std::string_view text) {
        std::size_t slot = hash(text) & mask();
        for (; slots_[slot] != kFree; slot = (slot + 1) & mask())
            if (names_[slots_[slot]] == text) return static_cast<std::uint16_t>(slots_[slot]);
        if (names_.size() >= kMostProducts) return std::nullopt;
        slots_[slot] = static_cast<std::uint32_t>(names_.size());
        names_.emplace_back(text);
        if (names_.size() * 2 > slots_.size()) grow();
        return static_cast<std::uint16_t>(names_.size() - 1);
    }
    [[nodiscard]] const std::deque<std::string>& names() const noexcept { return names_; }

private:
    static constexpr std::uint32_t kFree = 0xFFFFFFFFu;
    [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
    /// FNV-1a, its high bits folded down because a slot is chosen by the low ones.
    [[nodiscard]] static std::size_t hash(std::string_view text) noexcept {
        std::uint64_t value = 0xcbf29ce484222325u;
        for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        return static_cast<std::size_t>(value ^ value >> 32);
    }
    void grow() {
        slots_.assign(slots_.size() * 2, kFree);
        for (std::size_t i = 0; i < names_.size(); ++i) {
            std::size_t slot = hash(names_[i]) & mask();
            while (slots_[slot] != kFree) slot = (slot + 1) & mask();
            slots_[slot] = static_cast<std::uint32_t>(i);
        }
    }

    std::deque<std::string> names_;
    std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(1024, kFree);  // a power of two
};

}  // namespace linchpin::flows
