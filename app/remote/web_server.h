#pragma once
#include <functional>
#include <memory>

#include "app/remote/remote_requests.h"

namespace linchpin::app {

/// A small HTTP server on a thread of its own (libmicrohttpd). Memory is bounded: at most 32 connections, 8 of one peer, each with a
/// fixed buffer, each closed after ten seconds however slowly its bytes come.
class WebServer {
public:
    using Handler = std::function<WebAnswer(const WebRequest&)>;  ///< called on the server's thread
    static constexpr unsigned kConnections = 32, kConnectionsOfOne = 8, kBytesOfOne = 32 * 1024;
    static constexpr double kLife_s = 10.0;

    /// @param handler  given the bound endpoint, makes what answers
    [[nodiscard]] static Result<std::unique_ptr<WebServer>> start(const Endpoint& endpoint, const std::function<Handler(const Endpoint&)>& handler);
    ~WebServer();
    [[nodiscard]] const Endpoint& bound() const noexcept;  ///< with the port that was free

private:
    struct Inside;
    explicit WebServer(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace linchpin::app
