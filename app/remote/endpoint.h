#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"

struct sockaddr_storage;

namespace linchpin::app {

/// An address of this machine and a port. Always a number, never a name: nothing here may ask a name server.
struct Endpoint {
    std::string address = "127.0.0.1";  ///< as inet_ntop writes it, IPv6 without brackets
    std::uint16_t port = 0;             ///< 0 = any that is free
    bool operator==(const Endpoint&) const = default;

    [[nodiscard]] bool ipv6() const noexcept { return address.find(':') != std::string::npos; }
    /// Can it be reached from this machine only?
    [[nodiscard]] bool loopback() const noexcept;
    /// Does it stand for every address of the machine (0.0.0.0, ::)?
    [[nodiscard]] bool any() const noexcept;
    [[nodiscard]] std::string text() const;  ///< "192.168.0.7:8080", "[::1]:8080"
};

/// Reads ADDRESS:PORT, for example 192.168.0.7:8080, [::1]:8080 or localhost:8080. @return or a sentence
[[nodiscard]] Result<Endpoint> parse_endpoint(std::string_view text);

/// Addresses at which other machines may find this one: those of its network interfaces, IPv4 first, without loopback and link-local ones.
[[nodiscard]] std::vector<std::string> own_addresses();

/// The form that the operating system wants. @return its length in bytes; 0 when the address is none
[[nodiscard]] unsigned socket_address(const Endpoint& endpoint, sockaddr_storage& to);
/// The endpoint of a socket's address; the address of an IPv4 peer that came in over IPv6 is given as IPv4.
[[nodiscard]] Endpoint endpoint_of(const sockaddr_storage& from);

}  // namespace linchpin::app
