#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace linchpin::pack {

/// Texts of one key (one or more columns) met so far, each with its line. Open addressing over 64-bit hashes; texts are compared
/// only when hashes are equal. The views must outlive the set.
class KeySet {
public:
    explicit KeySet(std::size_t width) : width_{width} {}
    /// Line of the earlier row with this key, or nothing and the key is remembered.
    [[nodiscard]] std::optional<std::uint32_t> add(const std::string_view* key, std::uint32_t line);
    [[nodiscard]] bool contains(const std::string_view* key) const noexcept;

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t entry = kFree;
    };
    static constexpr std::uint32_t kFree = 0xffffffffu;
    [[nodiscard]] std::uint64_t hash(const std::string_view* key) const noexcept;
    [[nodiscard]] std::size_t locate(const std::string_view* key, std::uint64_t hash) const noexcept;
    void grow();

    std::size_t width_;
    std::vector<Slot> slots_;
    std::vector<std::string_view> texts_;  // width_ an entry
    std::vector<std::uint32_t> lines_;
};

}  // namespace linchpin::pack
