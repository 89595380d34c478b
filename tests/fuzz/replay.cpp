// Runs a fuzz target over a corpus with the ordinary compiler, so that every input that ever broke something stays a test.
//   replay CUTS FOLDER...
// Each input is run whole, and cut short at CUTS places.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"

namespace {

void run(const std::string& bytes) { LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()); }

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> files;
    const std::size_t cuts = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
    for (int i = 2; i < argc; ++i) {
        std::error_code error;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i], error)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
        if (error) std::fprintf(stderr, "%s: expected a folder of inputs, found none\n", argv[i]);
    }
    std::sort(files.begin(), files.end());
    std::size_t runs = 0;
    for (const auto& file : files) {
        // Printed first: an abort below it leaves the name as the last line.
        std::fprintf(stderr, "%s\n", file.string().c_str());
        std::ifstream in{file, std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        run(bytes);
        // What a broken download or a full disk leaves.
        for (std::size_t part = 0; part < cuts; ++part) run(bytes.substr(0, bytes.size() * part / cuts));
        runs += cuts + 1;
    }
    std::printf("%zu inputs, %zu runs\n", files.size(), runs);
    return files.empty() ? 1 : 0;
}
