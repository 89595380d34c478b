#include "app/remote/osc.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <string_view>

namespace linchpin::app {
namespace {

constexpr int kDepth = 4;                  // of bundles in bundles
constexpr std::size_t kMessages = 64;      // of one datagram
constexpr std::size_t kArguments = 16;     // of one message
constexpr std::string_view kBundle{"#bundle\0", 8};

/// Reads big-endian fields that are padded to four bytes. Every read says whether there was enough.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_{bytes} {}
    [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
    [[nodiscard]] std::span<const std::uint8_t> rest() const noexcept { return bytes_; }

    [[nodiscard]] std::optional<std::span<const std::uint8_t>> take(std::size_t count) {
        if (count > bytes_.size()) return std::nullopt;
        const auto taken = bytes_.first(count);
        bytes_ = bytes_.subspan(count);
        return taken;
    }
    template <class T> [[nodiscard]] std::optional<T> number() {
        const auto taken = take(sizeof(T));
        if (!taken) return std::nullopt;
        T value = 0;
        for (const std::uint8_t byte : *taken) value = static_cast<T>((value << 8) | byte);
        return value;
    }
    [[nodiscard]] std::optional<std::string> text() {
        std::size_t length = 0;
        while (length < bytes_.size() && bytes_[length] != 0) ++length;
        const std::size_t padded = (length + 4) / 4 * 4;  // at least one zero ends it
        if (length == bytes_.size()) return std::nullopt;
        const auto taken = take(padded);
        if (!taken) return std::nullopt;
        return std::string{taken->begin(), taken->begin() + static_cast<std::ptrdiff_t>(length)};
    }

private:
    std::span<const std::uint8_t> bytes_;
};

/// @return  false when it cannot be read
bool read_argument(char type, Reader& from, std::vector<OscArgument>& to) {
    const auto add = [&](OscArgument value) { return to.push_back(std::move(value)), true; };
    switch (type) {
        case 'i': if (const auto v = from.number<std::uint32_t>()) return add(static_cast<std::int64_t>(static_cast<std::int32_t>(*v))); return false;
        case 'h': if (const auto v = from.number<std::uint64_t>()) return add(static_cast<std::int64_t>(*v)); return false;
        case 'f': if (const auto v = from.number<std::uint32_t>()) return add(static_cast<double>(std::bit_cast<float>(*v))); return false;
        case 'd': if (const auto v = from.number<std::uint64_t>()) return add(std::bit_cast<double>(*v)); return false;
        case 's': case 'S': if (auto v = from.text()) return add(std::move(*v)); return false;
        case 'T': return add(true);
        case 'F': return add(false);
        case 'N': case 'I': case '[': case ']': return true;
        case 'c': case 'r': case 'm': return from.take(4).has_value();
        case 't': return from.take(8).has_value();
        case 'b': {
            const auto size = from.number<std::uint32_t>();
            return size && *size <= from.rest().size() && from.take((static_cast<std::size_t>(*size) + 3) / 4 * 4).has_value();
        }
        default: return false;
    }
}

Status read_message(std::span<const std::uint8_t> bytes, std::vector<OscMessage>& to) {
    Reader from{bytes};
    const auto address = from.text();
    if (!address || !address->starts_with('/')) return Error{"expected an OSC address that starts with /, found none"};
    OscMessage message{*address, {}};
    if (!from.empty()) {  // old senders leave the type tags out where there are no arguments
        const auto types = from.text();
        if (!types || !types->starts_with(',')) return Error{"expected OSC type tags that start with a comma after " + *address};
        if (types->size() - 1 > kArguments) return Error{fmt::format("expected at most {} OSC arguments, found {}", kArguments, types->size() - 1)};
        for (const char type : types->substr(1))
            if (!read_argument(type, from, message.arguments)) return Error{fmt::format("an OSC argument of type '{}' cannot be read", type)};
    }
    if (to.size() >= kMessages) return Error{fmt::format("expected at most {} OSC messages in one datagram, found more", kMessages)};
    to.push_back(std::move(message));
    return Done{};
}

Status read_packet(std::span<const std::uint8_t> bytes, int depth, std::vector<OscMessage>& to) {
    if (bytes.size() % 4 != 0 || bytes.empty()) return Error{fmt::format("expected an OSC packet of a multiple of four bytes, found {}", bytes.size())};
    const std::string_view start{reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), kBundle.size())};
    if (start != kBundle) return read_message(bytes, to);
    if (depth >= kDepth) return Error{fmt::format("expected OSC bundles at most {} deep, found more", kDepth)};
    Reader from{bytes.subspan(kBundle.size())};
    if (!from.take(8)) return Error{"expected the time of an OSC bundle, found its end"};
    while (!from.empty()) {
        const auto size = from.number<std::uint32_t>();
        const auto part = size ? from.take(*size) : std::nullopt;
        if (!part) return Error{"expected an element of an OSC bundle, found its end"};
        if (const Status read = read_packet(*part, depth + 1, to); !read) return read.error();
    }
    return Done{};
}

std::optional<double> as_number(const OscArgument& argument) {
    if (const auto* whole = std::get_if<std::int64_t>(&argument)) return static_cast<double>(*whole);
    if (const auto* fraction = std::get_if<double>(&argument)) return *fraction;
    if (const auto* truth = std::get_if<bool>(&argument)) return *truth ? 1.0 : 0.0;
    return std::nullopt;
}

std::string as_pin(const OscArgument& argument) {
    if (const auto* text = std::get_if<std::string>(&argument)) return *text;
    const auto number = as_number(argument);
    if (!number || !(*number >= 0.0 && *number <= 999'999.0) || *number != std::floor(*number)) return {};
    return fmt::format("{:06}", static_cast<int>(*number));
}

}  // namespace

Result<std::vector<OscMessage>> parse_osc(std::span<const std::uint8_t> packet) {
    std::vector<OscMessage> messages;
    if (const Status read = read_packet(packet, 0, messages); !read) return read.error();
    return messages;
}

Result<OscRequest> osc_request(const OscMessage& message, bool with_pin) {
    OscRequest request;
    std::vector<OscArgument> arguments = message.arguments;
    if (with_pin && !arguments.empty()) {
        request.pin = as_pin(arguments.back());
        arguments.pop_back();
    }
    const std::string& address = message.address;
    if (address == "/linchpin/goto") {
        const auto number = arguments.empty() ? std::nullopt : as_number(arguments.front());
        if (!number || !(*number >= 1.0 && *number <= 9999.0)) return Error{"expected /linchpin/goto with the number of a scene"};
        request.command = RemoteCommand{RemoteCommand::Kind::GoTo, static_cast<int>(*number)};
        return request;
    }
    RemoteCommand command;
    if (address == "/linchpin/previous") command.kind = RemoteCommand::Kind::Previous;
    else if (address == "/linchpin/blank") command.kind = RemoteCommand::Kind::Blank;
    else if (address != "/linchpin/next") return Error{"expected /linchpin/next, previous, goto or blank, found " + address.substr(0, 64)};
    // Buttons of control surfaces send 1 when they are pressed and 0 when they are let go: one press is one step.
    const auto pressed = arguments.empty() ? std::optional{1.0} : as_number(arguments.front());
    if (!pressed || *pressed != 0.0) request.command = command;
    return request;
}

}  // namespace linchpin::app
