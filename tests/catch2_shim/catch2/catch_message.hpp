#pragma once
// The package's header name, answered by the amalgamated header.
#include <catch_amalgamated.hpp>
