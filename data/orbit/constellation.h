#pragma once
#include <cstddef>
#include <cstdint>
#include <glm/vec3.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/orbit/elements.h"
#include "data/orbit/sgp4.h"

namespace linchpin::orbit {

/// Instruction sets that this processor can run the batch with, best first ("AVX3", "AVX2", "SSE4", "SCALAR").
[[nodiscard]] std::vector<std::string> instruction_sets();
/// For tests and benchmarks: use this one from now on; the empty name means the best again. False when there is none of that name.
bool use_instruction_set(std::string_view name);

/// Many satellites propagated together: structure of arrays, SIMD across satellites, near-earth and deep-space apart.
/// propagate() only reads, so one object may be shared between threads. A satellite's result depends on its elements and the time
/// alone: not on the number of threads, its place in the list, its neighbours, or the instruction set chosen at run time.
class Constellation {
public:
    explicit Constellation(std::span<const MeanElements> elements);
    ~Constellation();
    Constellation(Constellation&&) noexcept;
    Constellation& operator=(Constellation&&) noexcept;

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] std::size_t deep_space_count() const noexcept;
    [[nodiscard]] bool is_deep_space(std::size_t i) const noexcept;

    /// @param unix_s           POSIX instant, UTC.
    /// @param teme_km_out      Shape [size()].
    /// @param velocity_out     Shape [size()], km/s, or empty when not wanted.
    /// @param error_out        Shape [size()], PropagationError as number. With an error position and velocity are zero.
    /// @param threads          1 = on the calling thread; more spread the work, at most one a block of satellites.
    void propagate(double unix_s, std::span<glm::dvec3> teme_km_out, std::span<glm::dvec3> velocity_out,
                   std::span<std::uint8_t> error_out, int threads = 1) const;
    /// One satellite, by the same arithmetic (the same bits as in the batch).
    [[nodiscard]] TemeState propagate_one(std::size_t i, double unix_s) const;

private:
    struct Arrays;
    std::unique_ptr<const Arrays> arrays_;
};

}  // namespace linchpin::orbit
