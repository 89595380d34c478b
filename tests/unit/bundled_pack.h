#pragma once
// The pack that the program ships, loaded once a test program.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <memory>

#include "data/pack/load_pack.h"

namespace linchpin::testing {

inline const Dataset& bundled_pack() {
    static const std::unique_ptr<Dataset> loaded = [] {
        Result<Dataset> result = load_pack(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "pack");
        REQUIRE(result);
        return std::make_unique<Dataset>(std::move(*result));
    }();
    return *loaded;
}

}  // namespace linchpin::testing
