#pragma once
// Open Sound Control 1.0, as show control sends it: messages and bundles of them in one datagram.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "app/remote/remote_show.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Whole numbers (i h), fractions (f d), texts (s S), truth values (T F). Arguments of other kinds are read over.
using OscArgument = std::variant<std::int64_t, double, std::string, bool>;
struct OscMessage {
    std::string address;  ///< "/linchpin/goto"
    std::vector<OscArgument> arguments;
};

/// All messages of a datagram, those in bundles too; time tags are not waited for.
/// @return  or what is wrong with it
[[nodiscard]] Result<std::vector<OscMessage>> parse_osc(std::span<const std::uint8_t> packet);

/// What a message asks for. Addresses: /linchpin/next, previous, blank; /linchpin/goto N.
struct OscRequest {
    std::optional<RemoteCommand> command;  ///< empty for a released button (argument 0)
    std::string pin;                       ///< the last argument, where a PIN is asked for
};
/// @param with_pin  the last argument is the PIN, as text or as a number
/// @return  or why the message means nothing here
[[nodiscard]] Result<OscRequest> osc_request(const OscMessage& message, bool with_pin);

}  // namespace linchpin::app
