#pragma once
// The remote of a talk: a web page for a phone, HTTP and OSC for show control. Off until somebody names an address.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/remote/endpoint.h"
#include "app/remote/osc_listener.h"
#include "app/remote/pin_guard.h"
#include "app/remote/remote_show.h"
#include "app/remote/web_server.h"

namespace linchpin::app {

struct RemoteOptions {
    std::optional<Endpoint> web, osc;  ///< empty = off
    [[nodiscard]] bool on() const noexcept { return web || osc; }
};

class Remote {
public:
    /// @param wake  called on another thread when a command has come; may be empty
    /// @return  or why it cannot listen: the address is none of this machine, or the port is taken
    [[nodiscard]] static Result<std::unique_ptr<Remote>> start(const RemoteOptions& options, std::function<void()> wake);

    /// Main thread, as often as it likes.
    void publish(RemoteView view) { exchange_.publish(std::move(view)); }
    [[nodiscard]] std::vector<RemoteCommand> take() { return exchange_.take(); }

    [[nodiscard]] const std::string& pin() const noexcept { return guard_.pin(); }
    [[nodiscard]] int wrong_pins() const { return guard_.wrong_tries(); }
    /// "http://192.168.0.7:8080/"; empty without a page.
    [[nodiscard]] std::string web_address() const;
    /// "http://192.168.0.7:8080/ with PIN 123456, OSC at 127.0.0.1:9000", for the speaker's eyes.
    [[nodiscard]] std::string summary() const;
    [[nodiscard]] std::string osc_address() const;  ///< "192.168.0.7:9000"; empty without OSC

private:
    explicit Remote(std::function<void()> wake) : exchange_{std::move(wake)}, guard_{random_pin()} {}
    RemoteExchange exchange_;
    PinGuard guard_;
    std::unique_ptr<RemoteRequests> requests_;
    std::unique_ptr<WebServer> web_;        // last: their threads end before what they use
    std::unique_ptr<OscListener> osc_;
};

}  // namespace linchpin::app
