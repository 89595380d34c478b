// What is not saved yet is kept, at most every 20 s, and only while it is not saved.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/state/atomic_file.h"
#include "app/state/autosave.h"

using namespace linchpin;
using namespace linchpin::app;
namespace fs = std::filesystem;

namespace {

struct StateFolder {
    fs::path path;
    StateFolder() {
        std::string name = (fs::temp_directory_path() / "linchpin-autosave-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~StateFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;
};

}  // namespace

TEST_CASE("unsaved text is kept at most every 20 s, only when it has changed, and goes when it is saved", "[autosave]") {
    const StateFolder folder;
    Autosave autosave{folder.path / "linchpin"};
    int asked = 0;
    const auto text = [&] { return "text " + std::to_string(++asked); };
    REQUIRE(autosave.update(false, 1, 0.0, text));
    CHECK_FALSE(fs::exists(folder.path / "linchpin"));  // nothing unsaved: nothing is made
    REQUIRE(autosave.update(true, 2, 1.0, text));
    CHECK(*read_text_file(autosave.file(), 100) == "text 1");
    REQUIRE(autosave.update(true, 3, 20.9, text));
    CHECK(asked == 1);
    REQUIRE(autosave.update(true, 3, 21.1, text));
    CHECK(*read_text_file(autosave.file(), 100) == "text 2");
    REQUIRE(autosave.update(true, 3, 60.0, text));
    CHECK(asked == 2);  // the same again
    CHECK(left_behind(folder.path / "linchpin").empty());  // this program still runs
    REQUIRE(autosave.update(false, 3, 61.0, text));
    CHECK_FALSE(fs::exists(autosave.file()));
}

TEST_CASE("copies of programs that ended otherwise are found, latest first; other files are not", "[autosave]") {
    const StateFolder folder;
    const auto ended = [] {  // a process that is over
        const pid_t child = fork();
        if (child == 0) _exit(0);
        int status = 0;
        (void)waitpid(child, &status, 0);
        return child;
    };
    const fs::path first = folder.path / ("unsaved-" + std::to_string(ended()) + ".json"), second = folder.path / ("unsaved-" + std::to_string(ended()) + ".json");
    for (const fs::path& file : {first, second, folder.path / "unsaved-x.json", folder.path / "unsaved-1.json", folder.path / "notes.json"}) std::ofstream{file} << "{}";
    fs::last_write_time(first, fs::file_time_type::clock::now() - std::chrono::hours{1});
    CHECK(left_behind(folder.path) == std::vector<fs::path>{second, first});  // process 1 runs
    CHECK(left_behind(folder.path / "none").empty());
}

TEST_CASE("a folder that cannot be written is said once", "[autosave]") {
    const StateFolder folder;
    std::ofstream{folder.path / "file"} << "no folder";
    Autosave autosave{folder.path / "file"};
    const Status kept = autosave.update(true, 1, 0.0, [] { return std::string{"x"}; });
    REQUIRE_FALSE(kept);
    CHECK(kept.error().message.find("kept") != std::string::npos);
    CHECK(autosave.update(true, 2, 100.0, [] { return std::string{"x"}; }));
    Autosave nowhere{fs::path{}};
    CHECK(nowhere.update(true, 1, 0.0, [] { return std::string{"x"}; }));
}
