#pragma once
// How often `operator new` is called, counted only while somebody asks.
#include <cstdint>
#include <optional>

namespace linchpin::app::bench {

/// Begins to count the allocations of the calling thread.
void start_counting_allocations() noexcept;
/// Ends it. @return  their number; nothing in a build whose allocations belong to a sanitizer
[[nodiscard]] std::optional<std::uint64_t> stop_counting_allocations() noexcept;

}  // namespace linchpin::app::bench
