#include <algorithm>
#include <fmt/format.h>

#include "data/core/nearest.h"
#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"
#include "data/inputs/input_table.h"

namespace linchpin::inputs {
namespace {

constexpr std::array<std::string_view, kKinds> kFiles{"io_table.csv", "dependences.csv", "shareholdings.csv", "cable_failure.csv"};
constexpr std::array<std::string_view, kKinds> kTitles{"Input-output table (M07)", "Dependences between assets (M18)", "Shareholdings (M23)", "Cable failure probabilities (M16)"};

std::vector<std::string> file_names() { return {kFiles.begin(), kFiles.end()}; }

/// What is in the folder and is none of the four: most likely a misspelt name.
std::vector<std::string> other_tables(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code ec;
    for (std::filesystem::directory_iterator it{folder, ec}, end; !ec && it != end; it.increment(ec)) {
        const std::string name = it->path().filename().string();
        const bool csv = it->path().extension() == ".csv" || it->path().extension() == ".CSV";
        if (csv && std::find(kFiles.begin(), kFiles.end(), name) == kFiles.end()) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

Error no_table(const std::filesystem::path& folder, const std::vector<std::string>& others) {
    std::string message = "expected at least one of io_table.csv, dependences.csv, shareholdings.csv and cable_failure.csv in this folder, found none";
    if (!others.empty()) message += fmt::format("; {} is not read: is it meant to be {}?", csv::in_quotes(others.front()), nearest_choice(others.front(), file_names()));
    return Error{message, folder};
}

void drop(Kind kind, UserInputs& inputs) {
    switch (kind) {
        case Kind::InputOutput: return inputs.input_output.clear();
        case Kind::Dependences: return inputs.dependences.clear();
        case Kind::Shareholdings: return inputs.shareholdings.clear();
        case Kind::CableFailure: return inputs.cable_failures.clear();
    }
}

void refuse(UserInputs& inputs, Kind kind, Error error) {
    TableState& state = inputs.tables[static_cast<std::size_t>(kind)];
    state.state = TableState::State::Refused;
    state.errors = std::max<std::size_t>(1, state.errors);
    inputs.findings.push_back({Finding::Level::Error, std::move(error)});
}

}  // namespace

std::string_view file_name(Kind kind) noexcept { return kFiles[static_cast<std::size_t>(kind)]; }
std::string_view title(Kind kind) noexcept { return kTitles[static_cast<std::size_t>(kind)]; }

const Finding* UserInputs::first_error() const noexcept {
    for (const Finding& finding : findings)
        if (finding.level == Finding::Level::Error) return &finding;
    return nullptr;
}

const Finding* UserInputs::first_error(Kind kind) const noexcept {
    for (const Finding& finding : findings)
        if (finding.level == Finding::Level::Error && finding.where.file.filename() == file_name(kind)) return &finding;
    return nullptr;
}

void read_table(const Dataset& dataset, Kind kind, std::string_view bytes, const std::filesystem::path& file, UserInputs& inputs) {
    using Read = void (*)(const Dataset&, InputTable&, UserInputs&);
    constexpr std::array<Read, kKinds> kReaders{read_io_table, read_dependences, read_shareholdings, read_cable_failure};
    constexpr std::array<std::span<const InputTable::Column> (*)() noexcept, kKinds> kColumns{io_table_columns, dependences_columns, shareholdings_columns, cable_failure_columns};
    const auto which = static_cast<std::size_t>(kind);
    drop(kind, inputs);
    InputTable table{bytes, file, kColumns[which]()};
    if (table.open()) {
        kReaders[which](dataset, table, inputs);
        if (table.errors() == 0 && table.rows() == 0) table.error_at(1, "expected rows under the header, found none");
    }
    TableState& state = inputs.tables[which];
    state.rows = table.rows();
    state.errors = table.errors();
    state.state = table.errors() > 0 ? TableState::State::Refused : TableState::State::Loaded;
    // All or nothing: half a table would give numbers that look whole.
    if (table.errors() > 0) drop(kind, inputs);
    for (Finding& finding : table.take()) inputs.findings.push_back(std::move(finding));
}

Result<UserInputs> read_inputs(const Dataset& dataset, const std::filesystem::path& folder) {
    std::error_code ec;
    const auto status = std::filesystem::status(folder, ec);
    if (!std::filesystem::exists(status)) return Error{"expected a folder with tables of one's own, found no such folder", folder};
    if (!std::filesystem::is_directory(status)) return Error{"expected a folder with tables of one's own, found a file", folder};
    UserInputs inputs;
    inputs.folder = folder;
    const std::vector<std::string> others = other_tables(folder);
    bool any = false;
    for (std::size_t which = 0; which < kKinds; ++which) {
        const std::filesystem::path file = folder / kFiles[which];
        if (!std::filesystem::exists(file, ec)) continue;
        any = true;
        auto bytes = csv::read_file(file);
        if (!bytes) {
            refuse(inputs, static_cast<Kind>(which), Error{bytes.error().message, file});
            continue;
        }
        read_table(dataset, static_cast<Kind>(which), *bytes, file, inputs);
    }
    if (!any) return no_table(folder, others);
    for (const std::string& other : others) {
        inputs.findings.push_back({Finding::Level::Warning, Error{fmt::format("expected only {}, {}, {} and {}, found this file too (left out; is it meant to be {}?)", kFiles[0], kFiles[1],
                                                                              kFiles[2], kFiles[3], nearest_choice(other, file_names())),
                                                                  folder / other}});
    }
    return inputs;
}

bool is_inputs_folder(const std::filesystem::path& folder) {
    std::error_code ec;
    if (!std::filesystem::is_directory(folder, ec) || std::filesystem::exists(folder / "datapackage.json", ec)) return false;
    return std::any_of(kFiles.begin(), kFiles.end(), [&](std::string_view name) { return std::filesystem::exists(folder / name, ec); });
}

}  // namespace linchpin::inputs
