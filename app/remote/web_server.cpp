#include "app/remote/web_server.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <string>
#include <thread>

namespace linchpin::app {
namespace {

constexpr int kLook_ms = 100;  // how long the end of the program and of slow connections may wait
constexpr std::size_t kPathBytes = 256;
constexpr std::size_t kSwallowedBytes = 64 * 1024;  // of a body that is too long, so that its sender can read why

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::string header(MHD_Connection* connection, const char* name) {
    const char* const value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value != nullptr ? value : "";
}

std::string peer_of(MHD_Connection* connection) {
    const MHD_ConnectionInfo* const info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == nullptr || info->client_addr == nullptr) return "";
    sockaddr_storage address{};
    std::memcpy(&address, info->client_addr, info->client_addr->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in));
    return endpoint_of(address).address;
}

/// One request while its body comes in.
struct Incoming {
    WebRequest request;
    std::size_t received = 0;
};

bool may_be_empty(const std::string& length) { return length.empty() || length == "0"; }

}  // namespace

struct WebServer::Inside {
    MHD_Daemon* daemon = nullptr;
    Endpoint bound;
    Handler handler;
    std::map<MHD_socket, double> open_since_s;  // server's thread only
    std::atomic<bool> stop{false};
    std::thread thread;

    ~Inside() {
        stop = true;
        if (thread.joinable()) thread.join();
        if (daemon != nullptr) MHD_stop_daemon(daemon);
    }

    void run() {
        while (!stop) {
            MHD_run_wait(daemon, kLook_ms);
            // The library's own limit starts anew with every byte; a sender of one byte a second would stay for ever.
            for (const auto& [socket, since_s] : open_since_s)
                if (now_s() - since_s > kLife_s) ::shutdown(socket, SHUT_RDWR);
        }
    }

    static MHD_Result reply(MHD_Connection* connection, const WebAnswer& answer) {
        MHD_Response* const response =
            MHD_create_response_from_buffer(answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_MUST_COPY);  // C interface
        if (response == nullptr) return MHD_NO;
        if (!answer.content_type.empty()) MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, std::string{answer.content_type}.c_str());
        for (const auto& [name, value] : kRemoteHeaders) MHD_add_response_header(response, name, value);
        for (const auto& [name, value] : answer.headers) MHD_add_response_header(response, name, value.c_str());
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");  // so that no connection outlives its ten seconds
        const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
        MHD_destroy_response(response);
        return queued;
    }

    MHD_Result begin(MHD_Connection* connection, const char* url, const char* method, void** request_state) {
        auto incoming = std::make_unique<Incoming>();
        WebRequest& r = incoming->request;
        r.method = method;
        r.path = std::strlen(url) > kPathBytes ? std::string{} : std::string{url};  // no address of ours is empty: 404
        r.host = header(connection, MHD_HTTP_HEADER_HOST);
        r.origin = header(connection, MHD_HTTP_HEADER_ORIGIN);
        r.content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
        r.authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
        r.pin = header(connection, "X-Linchpin-PIN");
        r.peer = peer_of(connection);
        // A length that is announced as too long is refused before a byte of it is read.
        const std::string length = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
        if (!may_be_empty(length) && (length.size() > 4 || std::strtoul(length.c_str(), nullptr, 10) > kRemoteBodyBytes)) {
            r.body_too_long = true;
            return reply(connection, handler(r));
        }
        *request_state = incoming.release();
        return MHD_YES;
    }

    static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url, const char* method, const char*, const char* data,
                                 std::size_t* size, void** request_state) {
        auto& inside = *static_cast<Inside*>(self);
        auto* const incoming = static_cast<Incoming*>(*request_state);
        if (incoming == nullptr) return inside.begin(connection, url, method, request_state);
        if (*size > 0) {
            incoming->received += *size;
            if (incoming->received <= kRemoteBodyBytes) incoming->request.body.append(data, *size);
            else incoming->request.body_too_long = true;
            *size = 0;
            return incoming->received > kSwallowedBytes ? MHD_NO : MHD_YES;
        }
        return reply(connection, inside.handler(incoming->request));
    }

    static void on_complete(void*, MHD_Connection*, void** request_state, MHD_RequestTerminationCode) {
        delete static_cast<Incoming*>(*request_state);
        *request_state = nullptr;
    }

    static void on_connection(void* self, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode what) {
        auto& inside = *static_cast<Inside*>(self);
        const MHD_ConnectionInfo* const info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        if (info == nullptr) return;
        if (what == MHD_CONNECTION_NOTIFY_STARTED) inside.open_since_s[info->connect_fd] = now_s();
        else inside.open_since_s.erase(info->connect_fd);
    }

    static void swallow(void*, const char*, va_list) {}  // what strangers send is no message to the speaker
};

WebServer::WebServer(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
WebServer::~WebServer() = default;
const Endpoint& WebServer::bound() const noexcept { return inside_->bound; }

Result<std::unique_ptr<WebServer>> WebServer::start(const Endpoint& endpoint, const std::function<Handler(const Endpoint&)>& handler) {
    auto inside = std::make_unique<Inside>();
    sockaddr_storage address{};
    const unsigned length = socket_address(endpoint, address);
    // The socket is ours, so that a refusal has the system's reason: the library would only say no.
    const int listener = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    if (listener >= 0) ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);  // a port of the rehearsal just before
    if (listener < 0 || ::bind(listener, reinterpret_cast<const sockaddr*>(&address), length) != 0 || ::listen(listener, 16) != 0) {
        const std::string reason = std::strerror(errno);
        if (listener >= 0) ::close(listener);
        return Error{"expected an address of this machine with a free port, found that " + endpoint.text() + " cannot be used: " + reason};
    }
    sockaddr_storage real{};
    socklen_t real_length = sizeof real;
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&real), &real_length);
    inside->bound = {endpoint.address, endpoint_of(real).port};
    inside->handler = handler(inside->bound);
    inside->daemon = MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_ERROR_LOG | (endpoint.ipv6() ? MHD_USE_IPv6 : 0), 0, nullptr, nullptr, &Inside::on_request, inside.get(),
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_EXTERNAL_LOGGER, &Inside::swallow, nullptr, MHD_OPTION_CONNECTION_LIMIT, kConnections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, kConnectionsOfOne, MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned>(kLife_s),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<std::size_t>(kBytesOfOne), MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED,
        &Inside::on_complete, nullptr, MHD_OPTION_NOTIFY_CONNECTION, &Inside::on_connection, inside.get(), MHD_OPTION_END);
    if (inside->daemon == nullptr) {
        ::close(listener);
        return Error{"the web server of the remote could not start on " + endpoint.text()};
    }
    inside->thread = std::thread{[server = inside.get()] { server->run(); }};
    return std::unique_ptr<WebServer>{new WebServer{std::move(inside)}};
}

}  // namespace linchpin::app
