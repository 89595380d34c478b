#include "app/remote/remote.h"

#include <chrono>

namespace linchpin::app {
namespace {

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

Result<std::unique_ptr<Remote>> Remote::start(const RemoteOptions& options, std::function<void()> wake) {
    std::unique_ptr<Remote> remote{new Remote{std::move(wake)}};
    if (options.web) {
        auto server = WebServer::start(*options.web, [&remote](const Endpoint& bound) -> WebServer::Handler {
            remote->requests_ = std::make_unique<RemoteRequests>(remote->exchange_, remote->guard_, bound);
            return [requests = remote->requests_.get()](const WebRequest& request) { return requests->answer(request, now_s()); };
        });
        if (!server) return Error{"--remote: " + server.error().message};
        remote->web_ = std::move(*server);
    }
    if (options.osc) {
        auto listener = OscListener::start(*options.osc, remote->exchange_, remote->guard_);
        if (!listener) return Error{"--osc: " + listener.error().message};
        remote->osc_ = std::move(*listener);
    }
    return remote;
}

std::string Remote::web_address() const {
    if (!web_) return {};
    Endpoint where = web_->bound();
    if (where.any()) {  // nobody can ask for 0.0.0.0: the first address that the machine goes by
        const std::vector<std::string> own = own_addresses();
        where.address = own.empty() ? "127.0.0.1" : own.front();
    }
    return "http://" + where.text() + "/";
}
std::string Remote::osc_address() const { return osc_ ? osc_->bound().text() : std::string{}; }


std::string Remote::summary() const {
    std::string text = web_ ? web_address() + " with PIN " + pin() : std::string{};
    if (osc_) text += (text.empty() ? "" : ", ") + ("OSC at " + osc_address()) + (web_ || osc_->bound().loopback() ? "" : " with PIN " + pin());
    return text;
}

}  // namespace linchpin::app
