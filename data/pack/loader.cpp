#include "data/pack/loader.h"

#include <charconv>
#include <algorithm>
#include <fmt/format.h>

#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"

namespace linchpin::pack {

using csv::in_quotes;

namespace {

/// Number under which UN Comtrade reports Taiwan ("Other Asia, not elsewhere specified").
constexpr int kOtherAsia = 490;

bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// The country that another spelling stands for: its name, alpha-2 code, M49 number, or its code in small letters. Only to tell a
/// person what to write: a guess never becomes data.
Index meant_country(const std::vector<Country>& countries, std::string_view text) {
    int number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool numeric = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
    for (Index i = 0; i < countries.size(); ++i) {
        const Country& country = countries[i];
        if (numeric ? (country.m49 == number || (number == kOtherAsia && country.code.str() == "TWN"))
                    : (same_letters(text, country.name) || same_letters(text, country.iso2) || same_letters(text, country.code.str())))
            return i;
    }
    return kNone;
}

}  // namespace

Loader::Loader(const Descriptor& descriptor, Dataset& dataset)
    : data{dataset}, descriptor_{descriptor}, read_(descriptor.resources.size(), 0) {
    for (const ResourceDescriptor& resource : descriptor.resources) {
        data.resources.push_back(resource.info);
        findings_.emplace_back(resource.file.empty() ? std::filesystem::path{resource.info.name} : resource.file);
    }
}

std::size_t Loader::find(std::string_view name) const noexcept {
    const auto& all = descriptor_.resources;
    const auto it = std::find_if(all.begin(), all.end(), [&](const ResourceDescriptor& r) { return r.info.name == name; });
    return it == all.end() ? npos : static_cast<std::size_t>(it - all.begin());
}

std::unique_ptr<Table> Loader::open(std::string_view name, std::span<const Column> columns,
                                    std::span<const std::string_view> builder_key) {
    const std::size_t resource = find(name);
    return resource == npos ? nullptr : open_at(resource, columns, builder_key);
}

std::unique_ptr<Table> Loader::open_at(std::size_t resource, std::span<const Column> columns,
                                       std::span<const std::string_view> builder_key) {
    read_[resource] = 1;
    auto table = std::make_unique<Table>(descriptor_.resources[resource], static_cast<std::uint16_t>(resource), columns,
                                         findings_[resource]);
    table->leave_key_to_builder(builder_key);
    if (!table->open()) {
        close(*table, resource);
        return nullptr;
    }
    add_foreign_keys(*table, resource, columns);
    return table;
}

void Loader::close(const Table& table, std::size_t resource) {
    data.resources[resource].rows_read = table.rows_read;
    data.resources[resource].rows_skipped = table.rows_skipped;
}

std::vector<std::size_t> Loader::unread() const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < read_.size(); ++i)
        if (read_[i] == 0) out.push_back(i);
    return out;
}

/// The keys that stand in a referenced table. The file is read once more for it, which keeps the order of the builders free;
/// only keys that no builder resolves come here, and their tables are small.
std::shared_ptr<const KeySet> Loader::keys_of(std::string_view resource, const std::vector<std::string>& fields) {
    const std::size_t at = find(resource);
    if (at == npos || descriptor_.resources[at].file.empty()) return nullptr;
    auto bytes = csv::read_file(descriptor_.resources[at].file);
    if (!bytes) return nullptr;
    auto table = std::make_shared<ReferencedTable>(ReferencedTable{*std::move(bytes), KeySet{fields.size()}});
    csv::Reader reader{table->bytes};
    if (!reader.next()) return nullptr;
    std::vector<std::size_t> columns;
    for (const std::string& name : fields) {
        const auto& header = reader.row().fields;
        const auto it = std::find_if(header.begin(), header.end(), [&](const csv::Field& f) { return f.text == name; });
        if (it == header.end()) return nullptr;
        columns.push_back(static_cast<std::size_t>(it - header.begin()));
    }
    std::vector<std::string_view> key(fields.size());
    while (reader.next()) {
        const csv::Row& row = reader.row();
        if (row.problem != csv::Problem::None) continue;
        bool whole = true;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            whole = whole && columns[i] < row.fields.size();
            if (!whole) break;
            const csv::Field& field = row.fields[columns[i]];
            key[i] = field.text.data() == nullptr ? std::string_view{} : field.text;
        }
        if (whole) (void)table->keys.add(key.data(), row.line);
    }
    return {table, &table->keys};
}

void Loader::add_foreign_keys(Table& table, std::size_t resource, std::span<const Column> columns) {
    const ResourceDescriptor& descriptor = descriptor_.resources[resource];
    for (const ForeignKey& key : descriptor.schema.foreign_keys) {
        const std::string& target = key.resource.empty() ? descriptor.info.name : key.resource;
        const auto resolved = [&](const Column& c) {
            return key.fields.size() == 1 && c.name == key.fields.front() && c.refers == target;
        };
        if (std::any_of(columns.begin(), columns.end(), resolved)) continue;
        auto allowed = keys_of(target, key.reference_fields);
        if (allowed) {
            table.add_foreign_key({key.fields, target, std::move(allowed)});
        } else {
            findings_[resource].warn(
                fmt::format("expected the table {} with {} for the foreign key of {}, found none; the key is not checked", target,
                            fmt::join(key.reference_fields, ", "), fmt::join(key.fields, ", ")));
        }
    }
}

std::optional<Index> Loader::country(Table& table, std::size_t column) const {
    const Cell& cell = table[column];
    if (!cell.present()) return kNone;
    const Index found = countries.find(cell.text);
    if (found != kNone) return found;
    const bool shaped = CountryCode::parse(cell.text).has_value();
    const std::string_view wanted =
        shaped ? "a code of the table countries" : "an ISO 3166-1 alpha-3 code (three capital letters)";
    const Index meant = meant_country(data.countries, cell.text);
    const std::string hint = meant == kNone ? std::string{} : fmt::format(" (write {})", data.countries[meant].code.str());
    table.reject(column,
                 fmt::format("expected {} to be {}, found {}{}", table.column_name(column), wanted, in_quotes(cell.text), hint));
    return std::nullopt;
}

std::optional<Index> Loader::record(Table& table, std::size_t column, const IdMap& ids) const {
    const Cell& cell = table[column];
    if (!cell.present() || !ids.loaded) return kNone;
    const Index found = ids.find(cell.text);
    if (found != kNone) return found;
    // `refers` of the column names the table.
    table.reject(column, fmt::format("expected {} to stand in the table {}, found {}", table.column_name(column),
                                     table.refers(column), in_quotes(cell.text)));
    return std::nullopt;
}

std::optional<geo::LatLon> Loader::place(Table& table, std::size_t lat, std::size_t lon) const {
    if (!table[lat].present() || !table[lon].present()) return std::nullopt;
    const geo::LatLon out{table[lat].number, table[lon].number};
    if (out.lat_deg < -90.0 || out.lat_deg > 90.0)
        table.reject(
            lat, fmt::format("expected {} from -90 to 90 degrees, found {}", table.column_name(lat), in_quotes(table[lat].text)));
    if (out.lon_deg < -180.0 || out.lon_deg > 180.0)
        table.reject(
            lon, fmt::format("expected {} from -180 to 180 degrees, found {}", table.column_name(lon), in_quotes(table[lon].text)));
    return table.rejected() ? std::nullopt : std::optional{out};
}

Confidence confidence(Table& table, std::size_t column) {
    static constexpr std::array<std::string_view, 4> kWords{"unknown", "low", "medium", "high"};
    return word(table, column, kWords, Confidence::Unknown);
}

std::optional<int> year(Table& table, std::size_t column) {
    const Cell& cell = table[column];
    if (!cell.present()) return std::nullopt;
    if (cell.integer >= 1000 && cell.integer <= 9999) return static_cast<int>(cell.integer);
    table.reject(column,
                 fmt::format("expected {} to be a year of four digits, found {}", table.column_name(column), in_quotes(cell.text)));
    return std::nullopt;
}

std::optional<double> positive(Table& table, std::size_t column) {
    const Cell& cell = table[column];
    if (!cell.present()) return std::nullopt;
    if (cell.number > 0.0) return cell.number;
    table.reject(column, fmt::format("expected {} above 0 (unknown = an empty field), found {}", table.column_name(column),
                                     in_quotes(cell.text)));
    return std::nullopt;
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t first = part.find_first_not_of(' ');
        if (first == std::string_view::npos) continue;
        part = part.substr(first, part.find_last_not_of(' ') - first + 1);
        out.push_back(part);
    }
    return out;
}

}  // namespace linchpin::pack
