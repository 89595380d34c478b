#include "data/scenario/scenario_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <vector>

#include "data/core/nearest.h"

namespace linchpin::scenario {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::uintmax_t kMostBytes = 4u << 20;
constexpr std::size_t kMostEvents = 1000;  // far more than a person sets; a file beyond it is no scenario

constexpr std::array<std::string_view, 7> kKinds{"supplier-stops",     "operators-withdraw", "cable-cut",    "chokepoint-closed",
                                                 "constellation-lost", "site-changed",       "cable-changed"};
constexpr std::array<std::string_view, 2> kChanges{"brought-forward", "cancelled"};

/// Fields of each kind beside kind, on, date and label, in the order of the file.
std::span<const std::string_view> fields_of(EventKind kind) {
    static constexpr std::array<std::string_view, 6> kSupplier{"supplier", "product_group", "target",
                                                               "fraction", "grow_foreign",  "grow_domestic"};
    static constexpr std::array<std::string_view, 2> kOperators{"nationality", "target"};
    static constexpr std::array<std::string_view, 3> kCut{"object", "branch", "leg"};
    static constexpr std::array<std::string_view, 3> kChokepoint{"object", "probability", "listed_only"};
    static constexpr std::array<std::string_view, 1> kObject{"object"};
    static constexpr std::array<std::string_view, 2> kPlan{"object", "change"};
    switch (kind) {
        case EventKind::SupplierStops:
            return kSupplier;
        case EventKind::OperatorsWithdraw:
            return kOperators;
        case EventKind::CableCut:
            return kCut;
        case EventKind::ChokepointClosed:
            return kChokepoint;
        case EventKind::ConstellationLost:
            return kObject;
        case EventKind::SiteChanged:
        case EventKind::CableChanged:
            return kPlan;
    }
    return {};
}

/// The value as in the file, cut where it would fill the screen.
std::string shown(const Json& value) {
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > 60) {
        std::size_t cut = 57;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0u) == 0x80u) --cut;  // not within a character
        text.resize(cut);
        text += "...";
    }
    return text;
}

std::vector<std::string> choices_of(std::span<const std::string_view> words) { return {words.begin(), words.end()}; }

/// Reads one event; the first thing wrong is kept.
class EventReader {
public:
    EventReader(const Json& json, std::size_t number) : json_{json}, number_{number} {}

    Result<Event> read() {
        if (!json_.is_object()) return Error{fmt::format("event {}: expected an object, found {}", number_, shown(json_))};
        Event event;
        event.kind = static_cast<EventKind>(word("kind", kKinds));
        if (error_) return *error_;
        refuse_unknown(fields_of(event.kind));
        event.on = flag("on", true);
        read_date(event);
        event.label = text("label", false);
        read_own(event);
        if (error_) return *error_;
        return event;
    }

private:
    void fail(std::string_view field, const std::string& message) {
        if (!error_) error_ = Error{fmt::format("event {}, {}: {}", number_, field, message)};
    }
    const Json* find(std::string_view field) const {
        const auto it = json_.find(std::string{field});
        return it == json_.end() ? nullptr : &*it;
    }

    void refuse_unknown(std::span<const std::string_view> own) {
        std::vector<std::string> known{"kind", "on", "date", "label"};
        known.insert(known.end(), own.begin(), own.end());
        for (const auto& [name, value] : json_.items()) {
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            if (!error_) error_ = Error{fmt::format("event {}: {}", number_, unknown_word("field", name, known))};
        }
    }

    std::string text(std::string_view field, bool required) {
        const Json* const value = find(field);
        if (value == nullptr) {
            if (required) fail(field, "expected a text, found nothing");
            return {};
        }
        if (!value->is_string()) {
            fail(field, "expected a text, found " + shown(*value));
            return {};
        }
        if (required && value->get_ref<const std::string&>().empty()) fail(field, "expected a text that is not empty, found \"\"");
        return value->get<std::string>();
    }

    /// Position of a required word in a fixed list.
    std::size_t word(std::string_view field, std::span<const std::string_view> words) {
        const std::string found = text(field, true);
        if (error_) return 0;
        const auto it = std::find(words.begin(), words.end(), found);
        if (it != words.end()) return static_cast<std::size_t>(it - words.begin());
        fail(field, unknown_word(field, found, choices_of(words)));
        return 0;
    }

    bool flag(std::string_view field, bool otherwise) {
        const Json* const value = find(field);
        if (value == nullptr) return otherwise;
        if (!value->is_boolean()) {
            fail(field, "expected true or false, found " + shown(*value));
            return otherwise;
        }
        return value->get<bool>();
    }

    double number(std::string_view field, double otherwise, double high) {
        const Json* const value = find(field);
        if (value == nullptr) return otherwise;
        const double found = value->is_number() ? value->get<double>() : std::numeric_limits<double>::quiet_NaN();
        if (std::isfinite(found) && found >= 0.0 && found <= high) return found == 0.0 ? 0.0 : found;  // -0 is 0
        fail(field,
             (std::isinf(high) ? "expected a number from 0, found " : fmt::format("expected a number from 0 to {}, found ", high)) +
                 shown(*value));
        return otherwise;
    }

    std::optional<int> count(std::string_view field) {
        const Json* const value = find(field);
        if (value == nullptr) return std::nullopt;
        // Numbers beyond int64 read as floating point, so they fail here as well.
        const bool whole = value->is_number_unsigned() && value->get<std::uint64_t>() <= 1'000'000u;
        if (whole) return value->get<int>();
        fail(field, "expected a whole number from 0 to 1000000, found " + shown(*value));
        return std::nullopt;
    }

    void read_date(Event& event) {
        if (find("date") == nullptr) return;
        const std::string found = text("date", true);
        if (error_) return;
        event.date = Date::parse(found);
        if (!event.date) fail("date", "expected a date such as 2027-01-01, found \"" + found + "\"");
    }

    void read_own(Event& event) {
        switch (event.kind) {
            case EventKind::SupplierStops:
                event.supplier = text("supplier", true);
                event.product_group = text("product_group", false);
                event.target = text("target", true);
                event.fraction = number("fraction", 1.0, 1.0);
                event.grow_foreign = number("grow_foreign", 0.0, HUGE_VAL);
                event.grow_domestic = number("grow_domestic", 0.0, HUGE_VAL);
                return;
            case EventKind::OperatorsWithdraw:
                event.nationality = text("nationality", true);
                event.target = text("target", true);
                return;
            case EventKind::CableCut:
                event.object = text("object", true);
                event.branch = count("branch");
                event.leg = count("leg");
                if (event.branch.has_value() != event.leg.has_value()) {
                    fail(event.branch ? "leg" : "branch",
                         "expected branch and leg together (or neither, for the whole system), found one of them");
                }
                return;
            case EventKind::ChokepointClosed:
                event.object = text("object", true);
                event.probability = number("probability", 1.0, 1.0);
                event.listed_only = flag("listed_only", false);
                return;
            case EventKind::ConstellationLost:
                event.object = text("object", true);
                return;
            case EventKind::SiteChanged:
            case EventKind::CableChanged:
                event.object = text("object", true);
                event.change = static_cast<PlanChange>(word("change", kChanges));
                return;
        }
    }

    const Json& json_;
    std::size_t number_;
    std::optional<Error> error_;
};

Json event_json(const Event& event) {
    Json json = Json::object();
    json["kind"] = kKinds[static_cast<std::size_t>(event.kind)];
    json["on"] = event.on;
    if (event.date) json["date"] = event.date->iso();
    if (!event.label.empty()) json["label"] = event.label;
    for (const std::string_view field : fields_of(event.kind)) {
        const std::string name{field};
        if (field == "supplier")
            json[name] = event.supplier;
        else if (field == "product_group")
            json[name] = event.product_group;
        else if (field == "target")
            json[name] = event.target;
        else if (field == "fraction")
            json[name] = event.fraction;
        else if (field == "grow_foreign")
            json[name] = event.grow_foreign;
        else if (field == "grow_domestic")
            json[name] = event.grow_domestic;
        else if (field == "nationality")
            json[name] = event.nationality;
        else if (field == "object")
            json[name] = event.object;
        else if (field == "probability")
            json[name] = event.probability;
        else if (field == "listed_only")
            json[name] = event.listed_only;
        else if (field == "change")
            json[name] = kChanges[static_cast<std::size_t>(event.change)];
        else if (field == "branch" && event.branch)
            json[name] = *event.branch;
        else if (field == "leg" && event.leg)
            json[name] = *event.leg;
    }
    return json;
}

struct Position {
    int line = 1, column = 1;
};
/// Columns count characters, as an editor does.
Position position_of(std::string_view text, std::size_t offset) {
    Position at;
    for (const char c : text.substr(0, std::min(offset, text.size()))) {
        if (c == '\n') {
            ++at.line;
            at.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0u) != 0x80u) {
            ++at.column;
        }
    }
    return at;
}

/// The last of two values of one name would win silently; this finds the first name that is there twice.
class TwiceNamed {
public:
    bool operator()(int, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start)
            open_.emplace_back();
        else if (event == Json::parse_event_t::object_end && !open_.empty())
            open_.pop_back();
        else if (event == Json::parse_event_t::key && !open_.empty() && !open_.back().insert(value.get<std::string>()).second &&
                 !found)
            found = value.get<std::string>();
        return true;
    }
    std::optional<std::string> found;

private:
    std::vector<std::set<std::string>> open_;
};

Result<Json> parse(std::string_view text, const std::filesystem::path& file) {
    TwiceNamed twice;
    try {
        Json root = Json::parse(text, std::ref(twice));
        if (twice.found)
            return Error{fmt::format("expected every field once, found \"{}\" twice in one object", *twice.found), file};
        return root;
    } catch (const Json::parse_error& e) {
        const Position at = position_of(text, e.byte > 0 ? e.byte - 1 : 0);
        return Error{"expected JSON, found a mistake in its writing here", file, at.line, at.column};
    } catch (const Json::exception&) {
        return Error{"expected numbers that a double can hold, found a larger one", file};
    }
}

Status check_head(const Json& root) {
    if (!root.is_object()) return Error{"expected a JSON object, found " + shown(root)};
    const auto version = root.find("version");
    if (version == root.end()) return Error{"expected a \"version\", found none; this is no Linchpin scenario file"};
    // A newer version first: whatever else the file holds may not be ours to judge.
    if (!version->is_number_unsigned() || version->get<std::uint64_t>() < 1) {
        return Error{"version: expected a whole number from 1, found " + shown(*version)};
    }
    if (version->get<std::uint64_t>() > static_cast<std::uint64_t>(kVersion)) {
        return Error{fmt::format("this file has version {}, this program reads up to version {}; please update Linchpin to open it",
                                 shown(*version), kVersion)};
    }
    const std::vector<std::string> known{"$schema", "version", "name", "events"};
    for (const auto& [name, value] : root.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) return Error{unknown_word("field", name, known)};
    }
    const auto name = root.find("name");
    if (name != root.end() && !name->is_string()) return Error{"name: expected a text, found " + shown(*name)};
    const auto events = root.find("events");
    if (events == root.end()) return Error{"events: expected a list of events, found none"};
    if (!events->is_array()) return Error{"events: expected a list of events, found " + shown(*events)};
    if (events->size() > kMostEvents)
        return Error{fmt::format("events: expected at most {}, found {}", kMostEvents, events->size())};
    return Done{};
}

Error in_file(Error error, const std::filesystem::path& file) {
    error.file = file;
    return error;
}

}  // namespace

std::string to_json(const Scenario& scenario) {
    Json root = Json::object();
    root["$schema"] = "scenario.schema.json";
    root["version"] = kVersion;
    root["name"] = scenario.name;
    root["events"] = Json::array();
    for (const Event& event : scenario.events) root["events"].push_back(event_json(event));
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Scenario> from_json(std::string_view text, const std::filesystem::path& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const Result<Json> root = parse(text, file);
    if (!root) return root.error();
    if (const Status status = check_head(*root); !status) return in_file(status.error(), file);
    Scenario scenario;
    if (root->contains("name")) scenario.name = root->at("name").get<std::string>();
    for (const Json& json : root->at("events")) {
        Result<Event> event = EventReader{json, scenario.events.size() + 1}.read();
        if (!event) return in_file(event.error(), file);
        scenario.events.push_back(*std::move(event));
    }
    return scenario;
}

Result<Scenario> read_scenario(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) return Error{"expected a scenario file, found a folder", file};
    std::ifstream in{file, std::ios::binary};
    if (!in) return Error{"expected a scenario file that can be read, found none", file};
    std::string text(static_cast<std::size_t>(kMostBytes) + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return Error{"expected a scenario file that can be read, reading it failed", file};
    if (text.size() > kMostBytes) return Error{"expected a scenario file of at most 4 MiB, found a larger one", file};
    return from_json(text, file);
}

}  // namespace linchpin::scenario
