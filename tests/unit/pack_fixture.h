#pragma once
// A copy of the small good pack that a test may break.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "data/pack/load_pack.h"

namespace linchpin::test {

class ScratchPack {
public:
    ScratchPack() {
        static int count = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("linchpin-pack-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
        std::filesystem::remove_all(folder_);
        std::filesystem::copy(LINCHPIN_ROOT "/tests/data/pack/good", folder_, std::filesystem::copy_options::recursive);
    }
    ~ScratchPack() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    ScratchPack(const ScratchPack&) = delete;
    ScratchPack& operator=(const ScratchPack&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream in{folder_ / name, std::ios::binary};
        std::ostringstream out;
        out << in.rdbuf();
        return out.str();
    }
    void write(const std::string& name, const std::string& text) const { std::ofstream{folder_ / name, std::ios::binary} << text; }
    void append(const std::string& name, const std::string& text) const { write(name, read(name) + text); }
    /// Every occurrence; a text that does not occur fails the test.
    void replace(const std::string& name, const std::string& from, const std::string& to) const {
        std::string text = read(name);
        std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        for (; at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
        write(name, text);
    }
    void remove(const std::string& name) const { std::filesystem::remove(folder_ / name); }
    /// Takes a resource out of datapackage.json (which has each on lines of its own, in indent 1).
    void drop_resource(const std::string& name) const;

    [[nodiscard]] Dataset load() const {
        auto loaded = load_pack(folder_);
        REQUIRE(loaded);
        return *std::move(loaded);
    }
    /// Findings as text, without the folder in front.
    [[nodiscard]] std::vector<std::string> findings() const { return in_words(check_pack(folder_)); }
    [[nodiscard]] std::vector<std::string> in_words(const std::vector<Finding>& findings) const {
        std::vector<std::string> out;
        const std::string prefix = folder_.string() + "/";
        for (const Finding& finding : findings) {
            std::string text = format_finding(finding);
            if (text.starts_with(prefix)) text.erase(0, prefix.size());
            out.push_back(text);
        }
        return out;
    }

private:
    std::filesystem::path folder_;
};

inline void ScratchPack::drop_resource(const std::string& name) const {
    std::string text = read("datapackage.json");
    const std::size_t named = text.find("\"name\": \"" + name + "\",\n   \"path\"");
    REQUIRE(named != std::string::npos);
    const std::size_t begin = text.rfind("\n  {", named);
    std::size_t end = text.find("\n  }", named) + 4;
    if (text[end] == ',') ++end;
    text.erase(begin, end - begin);
    // The last element leaves a comma behind the one before it.
    const std::size_t close = text.find("\n ]", begin);
    if (close == begin && text[close - 1] == ',') text.erase(close - 1, 1);
    write("datapackage.json", text);
}

inline const ResourceInfo& resource(const Dataset& data, const std::string& name) {
    for (const ResourceInfo& info : data.resources)
        if (info.name == name) return info;
    FAIL("no resource " << name);
    return data.resources.front();
}

using Words = std::vector<std::string>;

}  // namespace linchpin::test
