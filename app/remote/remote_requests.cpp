#include "app/remote/remote_requests.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace linchpin::app {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::string_view kJson = "application/json";

WebAnswer json_answer(int status, const Json& body) {
    // Titles and notes come from a file: what is not UTF-8 in them is replaced, never thrown at.
    return {status, kJson, body.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n", {}};
}
WebAnswer refusal(int status, const char* sentence) { return json_answer(status, Json{{"error", sentence}}); }
WebAnswer wrong_method(const char* allowed) {
    WebAnswer answer = refusal(405, "this address does not take that method");
    answer.headers.emplace_back("Allow", allowed);
    return answer;
}
WebAnswer wait_answer(double wait_s) {
    const int seconds = static_cast<int>(std::ceil(wait_s));
    WebAnswer answer = json_answer(429, Json{{"error", "too many wrong PINs"}, {"wait_s", seconds}});
    answer.headers.emplace_back("Retry-After", std::to_string(seconds));
    return answer;
}

Json view_json(const RemoteView& v) {
    Json j{{"presenting", v.presenting}, {"scene", v.scene}, {"title", v.title}, {"notes", v.notes}, {"next", v.next},
           {"scenes", v.scenes},         {"blank", v.blank}, {"elapsed_s", std::floor(v.elapsed_s)}};
    j["remaining_s"] = v.remaining_s ? Json(std::floor(*v.remaining_s)) : Json(nullptr);
    return j;
}

bool is_json(std::string_view content_type) {
    return content_type == kJson || (content_type.starts_with(kJson) && content_type.size() > kJson.size() && content_type[kJson.size()] == ';');
}

}  // namespace

bool RemoteRequests::host_is_ours(std::string_view host) const {
    // A web page elsewhere can point a name of its own at this machine (DNS rebinding), but not a number.
    const Result<Endpoint> named = parse_endpoint(bound_.port == 80 && host.find(':') == std::string_view::npos ? std::string{host} + ":80" : std::string{host});
    if (!named || named->port != bound_.port) return false;
    return bound_.any() || named->address == bound_.address || (bound_.loopback() && named->loopback());
}

WebAnswer RemoteRequests::answer(const WebRequest& request, double now_s) {
    if (!rate_.allows(request.peer, now_s)) {
        WebAnswer slow = refusal(429, "too many requests");
        slow.headers.emplace_back("Retry-After", "1");
        return slow;
    }
    if (!host_is_ours(request.host)) return refusal(421, "ask for the address that the program shows");
    if (!request.origin.empty() && request.origin != "http://" + request.host) return refusal(403, "requests from other pages are not taken");
    if (request.body_too_long || request.body.size() > kRemoteBodyBytes) return refusal(413, "a request has at most 1024 bytes");

    const bool get = request.method == "GET", post = request.method == "POST";
    if (request.path == "/") return get ? WebAnswer{200, "text/html; charset=utf-8", std::string{remote_page_html()}, {}} : wrong_method("GET");
    if (request.path == "/remote.css") return get ? WebAnswer{200, "text/css; charset=utf-8", std::string{remote_page_css()}, {}} : wrong_method("GET");
    if (request.path == "/remote.js") return get ? WebAnswer{200, "text/javascript; charset=utf-8", std::string{remote_page_js()}, {}} : wrong_method("GET");
    if (request.path == "/api/login") return post ? login(request, now_s) : wrong_method("POST");
    const bool show = request.path == "/api/show";
    const bool steers = request.path == "/api/next" || request.path == "/api/previous" || request.path == "/api/goto" || request.path == "/api/blank";
    if (!show && !steers) return refusal(404, "there is nothing here");
    if (show && !get) return wrong_method("GET");
    if (steers && !post) return wrong_method("POST");
    WebAnswer refused;
    if (!may_steer(request, now_s, refused)) return refused;
    return show ? json_answer(200, view_json(show_.view())) : steer(request);
}

WebAnswer RemoteRequests::login(const WebRequest& request, double now_s) {
    if (!is_json(request.content_type)) return refusal(415, "expected application/json");
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("pin") || !body["pin"].is_string()) return refusal(400, "expected {\"pin\": \"123456\"}");
    const PinGuard::Answer tried = guard_.try_pin(request.peer, body["pin"].get_ref<const std::string&>(), now_s);
    if (tried.verdict == PinGuard::Verdict::Wait) return wait_answer(tried.wait_s);
    if (tried.verdict == PinGuard::Verdict::Wrong)
        return json_answer(403, Json{{"error", "wrong PIN"}, {"tries_left", tried.tries_left}, {"wait_s", static_cast<int>(std::ceil(tried.wait_s))}});
    return json_answer(200, Json{{"token", guard_.issue_token(now_s)}});
}

bool RemoteRequests::may_steer(const WebRequest& request, double now_s, WebAnswer& refused) {
    constexpr std::string_view kBearer = "Bearer ";
    if (request.authorization.starts_with(kBearer) && guard_.knows_token(std::string_view{request.authorization}.substr(kBearer.size()), now_s)) return true;
    if (!request.pin.empty()) {
        const PinGuard::Answer tried = guard_.try_pin(request.peer, request.pin, now_s);
        if (tried.verdict == PinGuard::Verdict::Right) return true;
        refused = tried.verdict == PinGuard::Verdict::Wait ? wait_answer(tried.wait_s) : refusal(403, "wrong PIN");
        return false;
    }
    refused = refusal(401, "the PIN comes first");
    refused.headers.emplace_back("WWW-Authenticate", "Bearer");
    return false;
}

WebAnswer RemoteRequests::steer(const WebRequest& request) {
    RemoteCommand command;
    if (request.path == "/api/previous") command.kind = RemoteCommand::Kind::Previous;
    if (request.path == "/api/blank") command.kind = RemoteCommand::Kind::Blank;
    if (request.path == "/api/goto") {
        if (!is_json(request.content_type)) return refusal(415, "expected application/json");
        const Json body = Json::parse(request.body, nullptr, false);
        const int scenes = static_cast<int>(show_.view().scenes.size());
        if (!body.is_object() || !body.contains("scene") || !body["scene"].is_number_unsigned()) return refusal(400, "expected {\"scene\": 3}");
        const auto scene = body["scene"].get<std::uint64_t>();
        if (scene < 1 || scene > static_cast<std::uint64_t>(scenes)) return json_answer(400, Json{{"error", "there is no such scene"}, {"scenes", scenes}});
        command = {RemoteCommand::Kind::GoTo, static_cast<int>(scene)};
    }
    if (!show_.push(command)) return refusal(503, "the show is busy");
    return json_answer(202, Json{{"accepted", true}});
}

}  // namespace linchpin::app
