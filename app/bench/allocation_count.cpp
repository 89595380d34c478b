#include "app/bench/allocation_count.h"

#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LINCHPIN_COUNTS_ALLOCATIONS 0
#else
#define LINCHPIN_COUNTS_ALLOCATIONS 1
#endif

namespace linchpin::app::bench {
namespace {

thread_local bool counting = false;
thread_local std::uint64_t counted = 0;

}  // namespace

void start_counting_allocations() noexcept {
    counted = 0;
    counting = true;
}

std::optional<std::uint64_t> stop_counting_allocations() noexcept {
    counting = false;
    if (LINCHPIN_COUNTS_ALLOCATIONS == 0) return std::nullopt;
    return counted;
}

#if LINCHPIN_COUNTS_ALLOCATIONS
namespace {

void* allocate(std::size_t bytes) {
    if (counting) ++counted;
    for (;;) {
        if (void* const memory = std::malloc(bytes != 0 ? bytes : 1)) return memory;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc{};
        handler();
    }
}

}  // namespace
#endif

}  // namespace linchpin::app::bench

#if LINCHPIN_COUNTS_ALLOCATIONS
// All forms but the aligned ones end here.
void* operator new(std::size_t bytes) { return linchpin::app::bench::allocate(bytes); }
void* operator new[](std::size_t bytes) { return linchpin::app::bench::allocate(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
#endif
