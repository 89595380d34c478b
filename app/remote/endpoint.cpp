#include "app/remote/endpoint.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <cstring>
#include <optional>

namespace linchpin::app {
namespace {

std::optional<std::string> normal_form(const std::string& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    in_addr four{};
    in6_addr six{};
    if (inet_pton(AF_INET, address.c_str(), &four) == 1) return inet_ntop(AF_INET, &four, text.data(), text.size());
    if (inet_pton(AF_INET6, address.c_str(), &six) == 1) return inet_ntop(AF_INET6, &six, text.data(), text.size());
    return std::nullopt;
}

}  // namespace

bool Endpoint::loopback() const noexcept { return address.starts_with("127.") || address == "::1"; }
bool Endpoint::any() const noexcept { return address == "0.0.0.0" || address == "::"; }
std::string Endpoint::text() const { return (ipv6() ? "[" + address + "]" : address) + ":" + std::to_string(port); }

Result<Endpoint> parse_endpoint(std::string_view text) {
    const Error refused{"expected an address of this machine and a port, for example 192.168.0.7:8080 or localhost:8080, found \"" + std::string{text} + "\""};
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || text.size() > 64) return refused;
    std::string address{text.substr(0, colon)};
    const std::string_view digits = text.substr(colon + 1);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    else if (address.find(':') != std::string::npos) return refused;  // IPv6 without brackets: which colon begins the port?
    if (address == "localhost") address = "127.0.0.1";
    unsigned port = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (failed != std::errc{} || end != digits.data() + digits.size() || port > 65535) return refused;
    const std::optional<std::string> normal = normal_form(address);
    if (!normal) return refused;
    return Endpoint{*normal, static_cast<std::uint16_t>(port)};
}

std::vector<std::string> own_addresses() {
    std::vector<std::string> four, six;
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return four;
    for (const ifaddrs* each = first; each != nullptr; each = each->ifa_next) {
        if (each->ifa_addr == nullptr || (each->ifa_addr->sa_family != AF_INET && each->ifa_addr->sa_family != AF_INET6)) continue;
        sockaddr_storage address{};
        std::memcpy(&address, each->ifa_addr, each->ifa_addr->sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
        const Endpoint found = endpoint_of(address);
        if (found.loopback() || found.address.starts_with("fe80:") || found.address.starts_with("169.254.")) continue;
        (found.ipv6() ? six : four).push_back(found.address);
    }
    freeifaddrs(first);
    four.insert(four.end(), six.begin(), six.end());
    return four;
}

unsigned socket_address(const Endpoint& endpoint, sockaddr_storage& to) {
    to = {};
    if (endpoint.ipv6()) {
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(endpoint.port);
        if (inet_pton(AF_INET6, endpoint.address.c_str(), &six.sin6_addr) != 1) return 0;
        std::memcpy(&to, &six, sizeof six);
        return sizeof six;
    }
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(endpoint.port);
    if (inet_pton(AF_INET, endpoint.address.c_str(), &four.sin_addr) != 1) return 0;
    std::memcpy(&to, &four, sizeof four);
    return sizeof four;
}

Endpoint endpoint_of(const sockaddr_storage& from) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (from.ss_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &from, sizeof four);
        inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
        return {text.data(), ntohs(four.sin_port)};
    }
    if (from.ss_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &from, sizeof six);
        if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) inet_ntop(AF_INET, &six.sin6_addr.s6_addr[12], text.data(), text.size());
        else inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
        return {text.data(), ntohs(six.sin6_port)};
    }
    return {"", 0};
}

}  // namespace linchpin::app
