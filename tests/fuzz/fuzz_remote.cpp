// What strangers on the network can send to the remote: requests and OSC datagrams. Nothing but the right PIN or a token steers.
// The first byte chooses: OSC without and with a PIN, or a request; its fields are separated by line ends.
#include "app/remote/osc.h"
#include "app/remote/remote_requests.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using namespace linchpin::app;
using fuzz::require;

namespace {

std::string next_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    const std::string line{rest.substr(0, end)};
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
}

void osc(const std::uint8_t* bytes, std::size_t size, bool with_pin) {
    const auto messages = parse_osc({bytes, size});
    if (!messages) return require(!messages.error().message.empty(), "a refusal is a sentence");
    require(messages->size() <= 64, "the number of messages is bounded");
    for (const OscMessage& message : *messages) {
        require(message.address.starts_with('/'), "an address starts with a slash");
        const auto request = osc_request(message, with_pin);
        if (!request) continue;
        require(message.address.starts_with("/linchpin/"), "only our addresses steer");
        if (request->command && request->command->kind == RemoteCommand::Kind::GoTo) require(request->command->scene >= 1 && request->command->scene <= 9999, "a scene is a number");
        if (!with_pin) require(request->pin.empty(), "no PIN is taken where none is asked for");
    }
}

void web(std::string_view text) {
    RemoteExchange show;
    RemoteView view;
    view.scenes = {"one", "two"};
    show.publish(view);
    PinGuard guard{"a PIN that no input has"};
    RemoteRequests requests{show, guard, {"127.0.0.1", 8080}};
    WebRequest r;
    r.method = next_line(text);
    r.path = next_line(text);
    r.host = next_line(text);
    r.origin = next_line(text);
    r.content_type = next_line(text);
    r.authorization = next_line(text);
    r.pin = next_line(text);
    r.body = std::string{text};
    r.peer = "127.0.0.1";
    const WebAnswer answer = requests.answer(r, 1.0);
    require(answer.status >= 200 && answer.status < 600, "every request has an answer");
    require(!answer.content_type.empty() && !answer.body.empty(), "an answer says something");
    require(answer.status != 202 && show.take().empty(), "without the PIN nothing steers");
    for (const auto& [name, value] : answer.headers) require(value.find_first_of("\r\n") == std::string::npos, "no header is split");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    if (bytes[0] == 'w') web(fuzz::as_text(bytes + 1, size - 1));
    else osc(bytes + 1, size - 1, bytes[0] % 2 == 1);
    return 0;
}
