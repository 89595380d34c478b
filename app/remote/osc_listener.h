#pragma once
#include <atomic>
#include <memory>
#include <thread>

#include "app/remote/endpoint.h"
#include "app/remote/pin_guard.h"
#include "app/remote/remote_show.h"

namespace linchpin::app {

/// Takes OSC datagrams on a thread of its own. Bound to anything but a loopback address, every message has to bring the PIN.
class OscListener {
public:
    /// Both must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<OscListener>> start(const Endpoint& endpoint, RemoteExchange& show, PinGuard& guard);
    ~OscListener();
    OscListener(const OscListener&) = delete;
    OscListener& operator=(const OscListener&) = delete;
    [[nodiscard]] const Endpoint& bound() const noexcept { return bound_; }

private:
    OscListener(int socket, Endpoint bound, RemoteExchange& show, PinGuard& guard);
    void run();
    void receive();

    int socket_;
    Endpoint bound_;
    RemoteExchange& show_;
    PinGuard& guard_;
    RequestRate rate_{20.0, 60.0};
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace linchpin::app
