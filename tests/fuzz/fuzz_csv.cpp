// The CSV reader alone: it comes to the end, every field lies in the file, and rows only go forward.
#include "data/csv/reader.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::as_text(bytes, size);
    csv::Reader reader{text};
    std::uint32_t line = 0;
    std::size_t rows = 0;
    while (reader.next()) {
        const csv::Row& row = reader.row();
        require(++rows <= size + 1, "no more rows than bytes");
        require(row.line > line, "rows go forward");
        line = row.line;
        require(row.offset <= size, "a row lies in the file");
        require(row.problem != csv::Problem::None || !row.fields.empty(), "a good row has a field");
        for (const csv::Field& field : row.fields) {
            require(field.offset >= row.offset && field.offset <= size && field.text.size() <= size, "a field lies in the file");
            require(reader.position(field.offset).line >= row.line, "a field stands at or below its row");
        }
        if (row.problem != csv::Problem::None) {
            require(!csv::describe(row.problem).empty() && row.problem_offset <= size, "a problem has a sentence and a place");
        }
    }
    return 0;
}
