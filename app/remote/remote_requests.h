#pragma once
// What the remote's web page may ask and what it gets. Knows neither sockets nor files: everything that is sent stands in the program.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/remote/endpoint.h"
#include "app/remote/pin_guard.h"
#include "app/remote/remote_show.h"

namespace linchpin::app {

inline constexpr std::size_t kRemoteBodyBytes = 1024;  ///< of a request; more is refused

struct WebRequest {
    std::string method, path;    ///< the path as sent, without its query
    std::string host, origin, content_type;
    std::string authorization;   ///< "Bearer TOKEN"
    std::string pin;             ///< header X-Linchpin-PIN: for scripts, instead of a token
    std::string body;
    bool body_too_long = false;
    std::string peer;            ///< address it came from
};

struct WebAnswer {
    int status = 200;
    std::string_view content_type;
    std::string body;
    std::vector<std::pair<const char*, std::string>> headers;  ///< besides kRemoteHeaders
};

/// Sent with every answer: nothing from elsewhere may be loaded, framed or kept.
inline constexpr std::pair<const char*, const char*> kRemoteHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

/// Answers requests. One thread.
class RemoteRequests {
public:
    /// Both must outlive it. @param bound  where the server listens, with its real port
    RemoteRequests(RemoteExchange& show, PinGuard& guard, Endpoint bound) : show_{show}, guard_{guard}, bound_{std::move(bound)} {}
    [[nodiscard]] WebAnswer answer(const WebRequest& request, double now_s);

private:
    [[nodiscard]] bool host_is_ours(std::string_view host) const;
    [[nodiscard]] WebAnswer login(const WebRequest& request, double now_s);
    [[nodiscard]] bool may_steer(const WebRequest& request, double now_s, WebAnswer& refusal);
    [[nodiscard]] WebAnswer steer(const WebRequest& request);

    RemoteExchange& show_;
    PinGuard& guard_;
    Endpoint bound_;
    RequestRate rate_{20.0, 60.0};
};

/// The page, its style and its script (app/remote/page), compiled in.
[[nodiscard]] std::string_view remote_page_html();
[[nodiscard]] std::string_view remote_page_css();
[[nodiscard]] std::string_view remote_page_js();

}  // namespace linchpin::app
