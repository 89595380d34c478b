#include "app/remote/osc_listener.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "app/remote/osc.h"

namespace linchpin::app {
namespace {

constexpr int kLook_ms = 100;
constexpr std::size_t kDatagramBytes = 4096;  // show control sends a few dozen bytes

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

Result<std::unique_ptr<OscListener>> OscListener::start(const Endpoint& endpoint, RemoteExchange& show, PinGuard& guard) {
    sockaddr_storage address{};
    const unsigned length = socket_address(endpoint, address);
    const int socket = ::socket(address.ss_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0 || ::bind(socket, reinterpret_cast<const sockaddr*>(&address), length) != 0) {
        const std::string reason = std::strerror(errno);
        if (socket >= 0) ::close(socket);
        return Error{"expected an address of this machine with a free port, found that " + endpoint.text() + " cannot be used: " + reason};
    }
    sockaddr_storage real{};
    socklen_t real_length = sizeof real;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&real), &real_length);
    const Endpoint bound{endpoint.address, endpoint_of(real).port};
    return std::unique_ptr<OscListener>{new OscListener{socket, bound, show, guard}};
}

OscListener::OscListener(int socket, Endpoint bound, RemoteExchange& show, PinGuard& guard)
    : socket_{socket}, bound_{std::move(bound)}, show_{show}, guard_{guard}, thread_{[this] { run(); }} {}

OscListener::~OscListener() {
    stop_ = true;
    thread_.join();
    ::close(socket_);
}

void OscListener::run() {
    while (!stop_) {
        pollfd ready{socket_, POLLIN, 0};
        if (::poll(&ready, 1, kLook_ms) > 0) receive();
    }
}

void OscListener::receive() {
    std::array<std::uint8_t, kDatagramBytes + 1> bytes{};
    sockaddr_storage from{};
    socklen_t from_length = sizeof from;
    const ssize_t size = ::recvfrom(socket_, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), &from_length);
    if (size <= 0 || static_cast<std::size_t>(size) > kDatagramBytes) return;
    const std::string peer = endpoint_of(from).address;
    if (!rate_.allows(peer, now_s())) return;
    const auto messages = parse_osc({bytes.data(), static_cast<std::size_t>(size)});
    if (!messages) return;  // UDP has no answer, and a stranger's datagram is nothing to bother a speaker with
    const bool with_pin = !bound_.loopback();
    for (const OscMessage& message : *messages) {
        const auto request = osc_request(message, with_pin);
        if (!request) continue;
        if (with_pin && (request->pin.empty() || guard_.try_pin(peer, request->pin, now_s()).verdict != PinGuard::Verdict::Right)) return;
        if (request->command && !show_.push(*request->command)) return;
    }
}

}  // namespace linchpin::app
