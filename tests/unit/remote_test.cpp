// The remote of a talk: addresses, PINs, what requests get, OSC. app/remote; the real sockets are tested by tests/cli/remote_cli.py.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "app/remote/endpoint.h"
#include "app/remote/osc.h"
#include "app/remote/pin_guard.h"
#include "app/remote/remote.h"
#include "app/remote/remote_requests.h"
#include "app/remote/show_remote.h"

namespace {

using namespace linchpin;
using namespace linchpin::app;
using Json = nlohmann::json;

TEST_CASE("remote: an address is a number and a port, never a name", "[remote]") {
    CHECK(*parse_endpoint("192.168.0.7:8080") == Endpoint{"192.168.0.7", 8080});
    CHECK(*parse_endpoint("localhost:1") == Endpoint{"127.0.0.1", 1});
    CHECK(*parse_endpoint("[::1]:65535") == Endpoint{"::1", 65535});
    CHECK(*parse_endpoint("[2001:DB8:0:0:0:0:0:1]:80") == Endpoint{"2001:db8::1", 80});
    CHECK(parse_endpoint("[::1]:9")->text() == "[::1]:9");
    CHECK(parse_endpoint("127.9.9.9:1")->loopback());
    CHECK(!parse_endpoint("10.0.0.1:1")->loopback());
    CHECK(parse_endpoint("0.0.0.0:1")->any());
    for (const char* wrong : {"", ":", "8080", "example.org:80", "1.2.3.4", "1.2.3.4:", "1.2.3.4:x", "1.2.3.4:-1", "1.2.3.4:65536", "1.2.3.4:80 ", "::1:80", "[::1]",
                              "1.2.3:80", "01.2.3.4:80", "1.2.3.4:99999999999999999999", "[1.2.3.4:80"}) {
        INFO(wrong);
        const auto read = parse_endpoint(wrong);
        REQUIRE(!read);
        CHECK(read.error().message.find("expected") != std::string::npos);
    }
}

TEST_CASE("remote: PINs and tokens are random and of their size", "[remote]") {
    std::set<std::string> pins, tokens;
    for (int i = 0; i < 200; ++i) {
        const std::string pin = random_pin();
        CHECK((pin.size() == 6 && pin.find_first_not_of("0123456789") == std::string::npos));
        pins.insert(pin);
        tokens.insert(random_token());
    }
    CHECK(pins.size() > 190);
    CHECK(tokens.size() == 200);
    CHECK(tokens.begin()->size() == 64);
    CHECK(same_secret("123456", "123456"));
    for (const char* other : {"", "12345", "1234567", "123457", "023456"}) CHECK(!same_secret(other, "123456"));
    CHECK(!same_secret("1", ""));
}

TEST_CASE("remote: five wrong PINs make a peer wait, longer each time, and even the right one is not looked at", "[remote]") {
    PinGuard guard{"123456"};
    for (int left = 4; left >= 0; --left) {
        const auto tried = guard.try_pin("10.0.0.2", "000000", 0.0);
        CHECK(tried.verdict == PinGuard::Verdict::Wrong);
        CHECK(tried.tries_left == left);
    }
    CHECK(guard.try_pin("10.0.0.2", "123456", 59.0).verdict == PinGuard::Verdict::Wait);
    CHECK(guard.try_pin("10.0.0.2", "123456", 59.0).wait_s == Catch::Approx(1.0));
    CHECK(guard.try_pin("10.0.0.3", "123456", 59.0).verdict == PinGuard::Verdict::Right);  // another phone is not shut out
    CHECK(guard.wrong_tries() == 5);
    double wait_s = PinGuard::kFirstWait_s, now_s = 0.0;
    for (int round = 0; round < 8; ++round) {  // far apart, so that the limit for all does not speak first
        now_s += 5000.0;
        PinGuard::Answer tried;
        for (int i = 0; i < PinGuard::kTries; ++i) tried = guard.try_pin("10.0.0.2", "000000", now_s);
        wait_s = std::min(2.0 * wait_s, PinGuard::kLongestWait_s);
        CHECK(tried.wait_s == Catch::Approx(wait_s));
    }
    CHECK(guard.try_pin("10.0.0.2", "123456", now_s + 961.0).verdict == PinGuard::Verdict::Right);
    for (int i = 0; i < 4; ++i) CHECK(guard.try_pin("10.0.0.2", "000000", now_s + 962.0).verdict == PinGuard::Verdict::Wrong);  // it counts anew
}

TEST_CASE("remote: many addresses share one limit, and one IPv6 network is one peer", "[remote]") {
    PinGuard guard{"123456"};
    for (int i = 0; i < PinGuard::kTriesOfAll; ++i)
        CHECK(guard.try_pin("10.0.1." + std::to_string(i), "000000", 1.0).verdict == PinGuard::Verdict::Wrong);
    const auto tried = guard.try_pin("10.0.2.1", "123456", 2.0);
    CHECK(tried.verdict == PinGuard::Verdict::Wait);
    CHECK(tried.wait_s == Catch::Approx(PinGuard::kWaitOfAll_s - 1.0));
    CHECK(guard.try_pin("10.0.2.1", "123456", 302.0).verdict == PinGuard::Verdict::Right);

    PinGuard six{"123456"};
    for (int i = 1; i <= PinGuard::kTries; ++i) (void)six.try_pin("2001:db8::" + std::to_string(i), "000000", 1.0);
    CHECK(six.try_pin("2001:db8::ff", "123456", 2.0).verdict == PinGuard::Verdict::Wait);
    CHECK(six.try_pin("2001:db8:0:1::1", "123456", 2.0).verdict == PinGuard::Verdict::Right);

    // However it is tried, no more than 2,880 of a million PINs a day.
    PinGuard day{"999999"};
    int looked_at = 0;
    for (double now_s = 0.0; now_s < 86'400.0; now_s += 2.0)
        looked_at += day.try_pin("10." + std::to_string(static_cast<int>(now_s) / 50'000) + ".3." + std::to_string(static_cast<int>(now_s / 2.0) % 200), "000000", now_s).verdict ==
                     PinGuard::Verdict::Wrong;
    CHECK(looked_at > 100);
    CHECK(looked_at <= 2880);
    // A lock is not forgotten because hundreds of other addresses came by.
    PinGuard full{"123456"};
    for (int i = 0; i < PinGuard::kTries; ++i) (void)full.try_pin("10.9.9.9", "000000", 1.0);
    for (int i = 0; i < 600; ++i) (void)full.try_pin("10.8." + std::to_string(i / 250) + "." + std::to_string(i % 250), "123456", 2.0);
    CHECK(full.try_pin("10.9.9.9", "123456", 3.0).verdict == PinGuard::Verdict::Wait);
}

TEST_CASE("remote: tokens live a day's work and there are sixteen", "[remote]") {
    PinGuard guard{"123456"};
    const std::string first = guard.issue_token(0.0);
    CHECK(guard.knows_token(first, 10.0));
    CHECK(!guard.knows_token(first, PinGuard::kTokenLife_s + 1.0));
    CHECK(!guard.knows_token("", 10.0));
    CHECK(!guard.knows_token(first.substr(1), 10.0));
    for (std::size_t i = 0; i < PinGuard::kTokens; ++i) (void)guard.issue_token(1.0);
    CHECK(!guard.knows_token(first, 10.0));
}

TEST_CASE("remote: a peer has a rate, and others are not slowed by it", "[remote]") {
    RequestRate rate{10.0, 5.0};
    for (int i = 0; i < 5; ++i) CHECK(rate.allows("10.0.0.1", 0.0));
    CHECK(!rate.allows("10.0.0.1", 0.0));
    CHECK(rate.allows("10.0.0.2", 0.0));
    CHECK(rate.allows("10.0.0.1", 0.11));
    CHECK(!rate.allows("10.0.0.1", 0.11));
}

struct Desk {
    RemoteExchange show;
    PinGuard guard{"123456"};
    RemoteRequests requests{show, guard, {"192.168.0.7", 8080}};
    double now_s = 0.0;
    Desk() {
        RemoteView view;
        view.scenes = {"one", "two", "three"};
        view.scene = 2;
        view.title = "bad \xff text";
        show.publish(view);
    }
    static WebRequest request(const char* method, const char* path, const char* body = "") {
        WebRequest r;
        r.method = method;
        r.path = path;
        r.host = "192.168.0.7:8080";
        r.body = body;
        r.peer = "192.168.0.20";
        if (*body) r.content_type = "application/json";
        return r;
    }
    WebAnswer ask(WebRequest r) { return requests.answer(r, now_s += 1.0); }
    std::string token() { return Json::parse(ask(request("POST", "/api/login", R"({"pin":"123456"})")).body)["token"]; }
    WebAnswer steer(const char* path, const char* body = "") {
        WebRequest r = request("POST", path, body);
        r.authorization = "Bearer " + token();
        return ask(r);
    }
};

TEST_CASE("remote: without the PIN there is the page and nothing else", "[remote]") {
    Desk desk;
    CHECK(desk.ask(Desk::request("GET", "/")).status == 200);
    for (const char* path : {"/api/next", "/api/previous", "/api/blank", "/api/goto"}) CHECK(desk.ask(Desk::request("POST", path, R"({"scene":1})")).status == 401);
    const WebAnswer show = desk.ask(Desk::request("GET", "/api/show"));
    CHECK(show.status == 401);
    CHECK(show.body.find("two") == std::string::npos);
    WebRequest forged = Desk::request("POST", "/api/next");
    forged.authorization = "Bearer " + std::string(64, '0');
    CHECK(desk.ask(forged).status == 401);
    CHECK(desk.show.take().empty());
}

TEST_CASE("remote: with the PIN one press is one command", "[remote]") {
    Desk desk;
    CHECK(desk.steer("/api/next").status == 202);
    CHECK(desk.steer("/api/previous").status == 202);
    CHECK(desk.steer("/api/goto", R"({"scene":3})").status == 202);
    CHECK(desk.steer("/api/blank").status == 202);
    using Kind = RemoteCommand::Kind;
    CHECK(desk.show.take() == std::vector<RemoteCommand>{{Kind::Next, 0}, {Kind::Previous, 0}, {Kind::GoTo, 3}, {Kind::Blank, 0}});
    for (const char* wrong : {R"({"scene":0})", R"({"scene":4})", R"({"scene":-1})", R"({"scene":"1"})", R"({"scene":1.5})", "[1]", "{", "null", R"({"scene":99999999999999999999})"}) {
        INFO(wrong);
        CHECK(desk.steer("/api/goto", wrong).status == 400);
    }
    WebRequest script = Desk::request("POST", "/api/next");
    script.pin = "123456";
    CHECK(desk.ask(script).status == 202);
    script.pin = "123450";
    CHECK(desk.ask(script).status == 403);
    CHECK(desk.show.take().size() == 1);
    WebRequest look = Desk::request("GET", "/api/show");
    look.authorization = "Bearer " + desk.token();
    const WebAnswer view = desk.ask(look);
    CHECK(view.status == 200);
    CHECK(Json::parse(view.body)["scene"] == 2);  // and text that is not UTF-8 is replaced
    for (std::size_t i = 0; i < RemoteExchange::kQueue; ++i) CHECK(desk.steer("/api/next").status == 202);
    CHECK(desk.steer("/api/next").status == 503);
}

TEST_CASE("remote: requests that are not as they should be are refused", "[remote]") {
    Desk desk;
    const auto status = [&](auto change) {
        WebRequest r = Desk::request("POST", "/api/login", R"({"pin":"123456"})");
        change(r);
        return desk.ask(r).status;
    };
    CHECK(status([](WebRequest&) {}) == 200);
    for (const char* host : {"", "evil.example:8080", "192.168.0.7", "192.168.0.7:80", "192.168.0.8:8080", "127.0.0.1:8080", "192.168.0.7:8080.evil.example"})
        CHECK(status([&](WebRequest& r) { r.host = host; }) == 421);
    CHECK(status([](WebRequest& r) { r.origin = "http://evil.example"; }) == 403);
    CHECK(status([](WebRequest& r) { r.origin = "null"; }) == 403);
    CHECK(status([](WebRequest& r) { r.origin = "http://192.168.0.7:8080"; }) == 200);
    CHECK(status([](WebRequest& r) { r.content_type = "text/plain"; }) == 415);  // what a form on another page could send
    CHECK(status([](WebRequest& r) { r.content_type = "application/json; charset=utf-8"; }) == 200);
    CHECK(status([](WebRequest& r) { r.body = R"({"pin":123456})"; }) == 400);
    CHECK(status([](WebRequest& r) { r.body = std::string(2000, '['); }) == 413);
    CHECK(status([](WebRequest& r) { r.body = std::string(1000, '['); }) == 400);
    CHECK(status([](WebRequest& r) { r.body_too_long = true; }) == 413);
    CHECK(status([](WebRequest& r) { r.method = "GET"; }) == 405);
    CHECK(status([](WebRequest& r) { r.method = "OPTIONS"; }) == 405);
    for (const char* path : {"", "/etc/passwd", "/../../etc/passwd", "/remote.css/", "//", "/api", "/api/login/", "/API/login", "/remote.js%00", "/index.html"})
        CHECK(status([&](WebRequest& r) { r.path = path; }) == 404);
    CHECK(desk.ask(Desk::request("POST", "/")).status == 405);
    desk.now_s = 100.0;
    int slowed = 0;
    for (int i = 0; i < 200; ++i) slowed += desk.requests.answer(Desk::request("GET", "/"), 200.0).status == 429;
    CHECK(slowed == 140);
}

TEST_CASE("remote: the page asks for nothing from elsewhere", "[remote]") {
    CHECK(remote_page_html().find("<title>Linchpin remote</title>") != std::string_view::npos);
    for (const std::string_view part : {remote_page_html(), remote_page_css(), remote_page_js()}) {
        CHECK(part.size() > 500);
        for (const char* forbidden : {"http:", "https:", "//cdn", "@import", "url(", "innerHTML", "eval(", "document.write"}) CHECK(part.find(forbidden) == std::string_view::npos);
    }
    CHECK(remote_page_html().find(" style=") == std::string_view::npos);  // the content policy would drop them
    for (const char* handler : {" onclick", " onload", " onsubmit", " onchange"}) CHECK(remote_page_html().find(handler) == std::string_view::npos);
}

std::vector<std::uint8_t> packet(std::string text) { return {text.begin(), text.end()}; }
std::string padded(std::string text) {
    text += '\0';
    while (text.size() % 4 != 0) text += '\0';
    return text;
}
std::string big_endian(std::uint32_t v) { return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)}; }

std::optional<RemoteCommand> command_of(const std::string& bytes, bool with_pin = false) {
    const auto messages = parse_osc(packet(bytes));
    REQUIRE(messages);
    REQUIRE(messages->size() == 1);
    const auto request = osc_request(messages->front(), with_pin);
    REQUIRE(request);
    return request->command;
}

TEST_CASE("remote: OSC messages mean next, previous, goto and blank", "[remote]") {
    using Kind = RemoteCommand::Kind;
    CHECK(command_of(padded("/linchpin/next") + padded(",")) == RemoteCommand{Kind::Next, 0});
    CHECK(command_of(padded("/linchpin/next")) == RemoteCommand{Kind::Next, 0});
    CHECK(command_of(padded("/linchpin/previous") + padded(",T")) == RemoteCommand{Kind::Previous, 0});
    CHECK(command_of(padded("/linchpin/blank") + padded(",f") + big_endian(0x3f800000)) == RemoteCommand{Kind::Blank, 0});
    CHECK(command_of(padded("/linchpin/next") + padded(",f") + big_endian(0)) == std::nullopt);  // a button let go
    CHECK(command_of(padded("/linchpin/next") + padded(",F")) == std::nullopt);
    CHECK(command_of(padded("/linchpin/goto") + padded(",i") + big_endian(7)) == RemoteCommand{Kind::GoTo, 7});
    CHECK(command_of(padded("/linchpin/goto") + padded(",f") + big_endian(0x40e00000)) == RemoteCommand{Kind::GoTo, 7});
    CHECK(command_of(padded("/linchpin/goto") + padded(",hs") + big_endian(0) + big_endian(3) + padded("012345"), true) == RemoteCommand{Kind::GoTo, 3});

    const auto pin_of = [](const std::string& bytes) { return osc_request(parse_osc(packet(bytes))->front(), true)->pin; };
    CHECK(pin_of(padded("/linchpin/next") + padded(",s") + padded("012345")) == "012345");
    CHECK(pin_of(padded("/linchpin/next") + padded(",i") + big_endian(12345)) == "012345");
    CHECK(pin_of(padded("/linchpin/next") + padded(",f") + big_endian(0x4640e400)) == "012345");
    CHECK(pin_of(padded("/linchpin/next") + padded(",i") + big_endian(0xffffffff)).empty());
    CHECK(pin_of(padded("/linchpin/next")).empty());
}

TEST_CASE("remote: OSC bundles, and datagrams that are none", "[remote]") {
    const std::string next = padded("/linchpin/next"), previous = padded("/linchpin/previous") + padded(",");
    const std::string time(8, '\1');
    const auto element = [](const std::string& part) { return big_endian(static_cast<std::uint32_t>(part.size())) + part; };
    const std::string bundle = padded("#bundle") + time + element(next) + element(padded("#bundle") + time + element(previous));
    const auto both = parse_osc(packet(bundle));
    REQUIRE(both);
    REQUIRE(both->size() == 2);
    CHECK((*both)[1].address == "/linchpin/previous");
    std::string deep = next;
    for (int i = 0; i < 5; ++i) deep = padded("#bundle") + time + element(deep);
    std::string many = padded("#bundle") + time;
    for (int i = 0; i < 65; ++i) many += element(next);
    for (const std::string& wrong : {std::string{}, std::string{"abc"}, std::string(4, '\0'), std::string{"/abc"}, padded("linchpin"), padded("/a") + padded("i"),
                                     padded("/a") + padded(",i"), padded("/a") + padded(",?"), padded("/a") + padded(",b") + big_endian(0xffffffff),
                                     padded("/a") + padded(",iiiiiiiiiiiiiiiiiiiii"), padded("#bundle"), padded("#bundle") + time + big_endian(4),
                                     padded("#bundle") + time + big_endian(0xfffffffc), padded("#bundle") + time + big_endian(0), deep, many})
        CHECK(!parse_osc(packet(wrong)));
    for (const std::string& nothing : {padded("/linchpin/goto"), padded("/linchpin/goto") + padded(",i") + big_endian(0), padded("/linchpin/goto") + padded(",s") + padded("x"),
                                       padded("/linchpin/goto") + padded(",f") + big_endian(0x7fc00000), padded("/linchpin/quit"), padded("/next")})
        CHECK(!osc_request(parse_osc(packet(nothing))->front(), false));
}

std::shared_ptr<const ReadyStory> three_scenes() {
    Story story;
    for (const char* id : {"one", "two", "three"}) {
        StoryScene scene;
        scene.id = id;
        scene.title = std::string{"Scene "} + id;
        scene.notes = std::string{"Notes of "} + id;
        story.scenes.push_back(scene);
    }
    const auto ready = ReadyStory::prepare(story);
    REQUIRE(ready);
    return *ready;
}

TEST_CASE("remote: its view says what is on", "[remote]") {
    CHECK(remote_view(nullptr, 0.0) == RemoteView{});
    auto begun = Show::begin(three_scenes(), 0, 0.0, {});
    REQUIRE(begun);
    Show& show = *begun;
    RemoteView view = remote_view(&show, 10.0);
    CHECK((view.presenting && view.scene == 1 && view.title == "Scene one" && view.notes == "Notes of one" && view.next == "Scene two" && view.scenes.size() == 3));
    CHECK(view.elapsed_s == Catch::Approx(10.0));
    CHECK(*view.remaining_s == Catch::Approx(170.0));
    show.go_to(2, 11.0);
    view = remote_view(&show, 200.0);
    CHECK((view.scene == 3 && view.next.empty() && !view.blank));
    CHECK(*view.remaining_s < 0.0);  // over time
    show.veil(Veil::Black, 201.0);
    CHECK(remote_view(&show, 201.0).blank);
}

TEST_CASE("remote: starting says why it cannot, and stopping leaves the port free", "[remote]") {
    const auto elsewhere = Remote::start({Endpoint{"203.0.113.1", 8080}, std::nullopt}, {});
    REQUIRE(!elsewhere);
    CHECK(elsewhere.error().message.starts_with("--remote: expected an address of this machine"));
    const auto everywhere = Remote::start({Endpoint{"0.0.0.0", 0}, std::nullopt}, {});
    REQUIRE(everywhere);
    CHECK((*everywhere)->web_address().find("0.0.0.0") == std::string::npos);  // no phone could ask for that
    for (const std::string& own : own_addresses()) CHECK((!Endpoint{own, 1}.loopback() && parse_endpoint(Endpoint{own, 1}.text())));
    Endpoint place{"127.0.0.1", 0};
    for (int round = 0; round < 3; ++round) {
        const auto remote = Remote::start({place, Endpoint{"127.0.0.1", 0}}, {});
        REQUIRE(remote);
        CHECK((*remote)->web_address().starts_with("http://127.0.0.1:"));
        const std::string address = (*remote)->web_address();
        place = *parse_endpoint(address.substr(7, address.size() - 8));
        const auto taken = Remote::start({place, std::nullopt}, {});
        REQUIRE(!taken);
        CHECK(taken.error().message.find("cannot be used") != std::string::npos);
    }
}

}  // namespace
