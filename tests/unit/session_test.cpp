// Where one left off, recent files, and views as text.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "app/state/session_file.h"
#include "app/state/state_json.h"
#include "app/state/view_string.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() : path{fs::temp_directory_path() / ("linchpin-session-" + std::to_string(std::random_device{}()))} { fs::create_directories(path); }
    ~Folder() {
        std::error_code ignored;
        fs::permissions(path, fs::perms::owner_all, ignored);
        fs::remove_all(path, ignored);
    }
    fs::path path;
};

AppState some_state() {
    AppState state;
    state.camera = {-33.9, 18.4, 2500.0, 12.0, 30.0};
    state.layers.flows = false;
    state.layers.graticule = true;
    state.selection = {SelectionKind::Country, "ZAF"};
    state.filter.date = Date::from_ymd(2021, 5, 17);
    state.palette = "batlow";
    scenario::Event event;
    event.kind = scenario::EventKind::ChokepointClosed;
    event.object = "bab-el-mandeb";
    state.scenario.events.push_back(event);
    return state;
}

/// A view string of any JSON, as a stranger could make it.
std::string string_of(const std::string& json) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uLongf size = compressBound(static_cast<uLong>(json.size()));
    std::vector<unsigned char> packed(size);
    REQUIRE(compress(packed.data(), &size, reinterpret_cast<const Bytef*>(json.data()), static_cast<uLong>(json.size())) == Z_OK);
    packed.resize(size);
    std::string text = "linchpin:1:0000:";
    unsigned held = 0, bits = 0;
    for (const unsigned char byte : packed) {
        held = held << 8 | byte;
        bits += 8;
        while (bits >= 6) text += kLetters[held >> (bits -= 6) & 63u];
    }
    if (bits > 0) text += kLetters[held << (6 - bits) & 63u];
    return text;
}

void write(const fs::path& file, const std::string& text) { std::ofstream{file} << text; }

}  // namespace

TEST_CASE("session: the state comes back after a change and a rest, also when the program is killed", "[session]") {
    Folder folder;
    const fs::path where = folder.path / "state" / "linchpin";  // made when it is needed
    SessionFile session{where};
    CHECK_FALSE(session.restore().state);
    AppState state;
    REQUIRE(session.update(state, 0.0));
    CHECK_FALSE(fs::exists(session.file()));  // nothing was done yet
    state = some_state();
    REQUIRE(session.update(state, 1.0));
    CHECK_FALSE(fs::exists(session.file()));  // the hand may still be on the slider
    REQUIRE(session.update(state, 2.5));
    REQUIRE(fs::exists(session.file()));
    // No finish(): killed here.
    const auto restored = SessionFile{where}.restore();
    REQUIRE(restored.state);
    CHECK(restored.warnings.empty());
    CHECK_FALSE(restored.state->idle_turn);
    CHECK(state_to_json(*restored.state) == state_to_json(state));
}

TEST_CASE("session: a change without rest is kept all the same, a passing frame writes nothing", "[session]") {
    Folder folder;
    SessionFile session{folder.path};
    AppState state;
    REQUIRE(session.update(state, 0.0));
    double now_s = 0.0;
    while (now_s < SessionFile::kLongest_s + 1.5 && !fs::exists(session.file())) {
        now_s += 0.1;
        state.camera.lon_deg += 0.5;
        REQUIRE(session.update(state, now_s));
    }
    CHECK(fs::exists(session.file()));
    CHECK(now_s <= SessionFile::kLongest_s + 0.3);
    REQUIRE(session.finish(state));
    fs::remove(session.file());
    for (int i = 0; i < 100; ++i) {
        now_s += 0.5;
        state.frame_time_s += 0.5;
        state.hover = {SelectionKind::Country, i % 2 == 0 ? "CHN" : "USA"};
        REQUIRE(session.update(state, now_s));
    }
    CHECK_FALSE(fs::exists(session.file()));
    state.layers.sites = false;
    REQUIRE(session.finish(state));  // an orderly end waits for nothing
    CHECK_FALSE(SessionFile{folder.path}.restore().state->layers.sites);
}

TEST_CASE("session: what cannot be read is put aside and said, never written over", "[session]") {
    for (const std::string text : {"{\"version\": 1, \"layers\": {", "{\"version\": 99}", "", "[1, 2]", "\x80\xff"}) {
        Folder folder;
        write(folder.path / "session.json", text);
        const auto restored = SessionFile{folder.path}.restore();
        INFO(text);
        CHECK_FALSE(restored.state);
        REQUIRE(restored.warnings.size() == 1);
        CHECK_THAT(restored.warnings.front().text(), ContainsSubstring("the last session cannot be read and is kept as"));
        CHECK_FALSE(fs::exists(folder.path / "session.json"));
        REQUIRE(fs::exists(folder.path / "session-unread.json"));
        CHECK(fs::file_size(folder.path / "session-unread.json") == text.size());
        CHECK(SessionFile{folder.path}.restore().warnings.empty());
    }
}

TEST_CASE("session: a folder that cannot be written is said once", "[session]") {
    Folder folder;
    write(folder.path / "file", "");
    SessionFile session{folder.path / "file" / "below"};  // no folder can be made there, whoever asks
    AppState state;
    REQUIRE(session.update(state, 0.0));
    state.layers.sites = false;
    REQUIRE(session.update(state, 1.0));
    const Status told = session.update(state, 3.0);
    REQUIRE_FALSE(told);
    CHECK_THAT(told.error().text(), ContainsSubstring("the session cannot be kept for the next start"));
    state.layers.cables = false;
    CHECK(session.update(state, 4.0));
    CHECK(session.update(state, 9.0));
}

TEST_CASE("recent files: newest first, each once, only those that are there", "[session]") {
    Folder folder;
    for (const char* name : {"a.json", "b.json", "c.json"}) write(folder.path / name, "{}");
    {
        RecentFiles recent{folder.path};
        for (const char* name : {"a.json", "b.json", "c.json", "a.json"}) recent.add(folder.path / name);
    }
    fs::remove(folder.path / "b.json");
    const RecentFiles again{folder.path};
    CHECK(again.existing() == std::vector<std::string>{(folder.path / "a.json").string(), (folder.path / "c.json").string()});
    RecentFiles full{folder.path};
    for (std::size_t i = 0; i < RecentFiles::kMost + 5; ++i) {
        const fs::path file = folder.path / ("n" + std::to_string(i) + ".json");
        write(file, "{}");
        full.add(file);
    }
    CHECK(full.existing().size() == RecentFiles::kMost);
    write(folder.path / "recent.json", "not JSON");
    CHECK(RecentFiles{folder.path}.existing().empty());
}

TEST_CASE("view string: the same view comes back, in few letters", "[session]") {
    const AppState state = some_state();
    const std::string text = view_string(state);
    CHECK(text.starts_with("linchpin:1:"));
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:") == std::string::npos);
    CHECK(text.size() < 700);  // far below what a QR code holds
    CHECK(text == view_string(state));
    const auto back = view_from_string("  \n" + text + "\r\n");
    REQUIRE(back);
    CHECK(back->warnings.empty());
    CHECK(state_to_json(back->state) == state_to_json(state));
    const auto first = view_from_string(view_string(AppState{}));
    REQUIRE(first);
    CHECK(state_to_json(first->state) == state_to_json(AppState{}));
}

TEST_CASE("view string: a stranger does not say what is read from the reader's machine", "[session]") {
    const auto read = view_from_string(string_of(R"({"report": {"inputs_folder": "/home/reader/private"}})"));
    REQUIRE(read);
    CHECK(read->state.report.inputs_folder.empty());
}

TEST_CASE("view string: nothing of the maker's machine or eyes goes with it", "[session]") {
    AppState state = some_state();
    state.report.inputs_folder = "/home/somebody/secret";
    state.text_scale = 2.0;
    state.reduce_motion = true;
    const auto back = view_from_string(view_string(state));
    REQUIRE(back);
    CHECK(back->state.report.inputs_folder.empty());
    CHECK(back->state.text_scale == 1.0);
    CHECK_FALSE(back->state.reduce_motion);
}

TEST_CASE("view string: every way to break it has its sentence", "[session]") {
    const std::string text = view_string(some_state());
    const auto says = [](const std::string& broken, const char* what) {
        const auto read = view_from_string(broken);
        INFO(broken.substr(0, 60));
        REQUIRE_FALSE(read);
        CHECK_THAT(read.error().text(), ContainsSubstring(what));
    };
    says("", "begins with \"linchpin:\"");
    says("https://example.org", "begins with \"linchpin:\"");
    says("linchpin:", "cut off");
    says("linchpin:2:" + text.substr(11), "has version \"2\"; this program reads version 1");
    says(text.substr(0, text.size() - 5), "damaged or cut off");
    says(text + "\u00e9", "does not belong there");
    says("linchpin:1:0000:", "damaged or cut off");
    says("linchpin:1:0000:" + std::string(70000, 'A'), "expected at most");
    // Any single letter changed: an error or another view, never a crash; the checksum of the data finds all of them.
    for (std::size_t i = 16; i < text.size(); ++i) {
        std::string other = text;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        const auto read = view_from_string(other);
        // The last letter has bits that stand for nothing.
        if (i + 1 < text.size()) CHECK_FALSE(read);
    }
    // Nested so deep that whoever copies it runs out of stack: refused before it is read.
    says(string_of("{\"scenario\":" + std::string(200000, '[') + std::string(200000, ']') + "}"), "nested deeper than 64 levels");
    // Made where the first picture was another: read, and said.
    std::string elsewhere = text;
    elsewhere[11] = elsewhere[11] == '0' ? '1' : '0';
    const auto read = view_from_string(elsewhere);
    REQUIRE(read);
    CHECK(read->warnings.size() == 1);
}
