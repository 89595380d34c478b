#include "data/pack/descriptor.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"
#include "data/csv/utf8.h"

namespace linchpin::pack {
namespace {

using csv::in_quotes;
using nlohmann::json;

/// Reads members of JSON objects; what is of the wrong kind is reported with its place ("resources[2].schema.fields[0].type").
class ObjectReader {
public:
    ObjectReader(const json& object, std::string place, FindingList& findings)
        : object_{object}, place_{std::move(place)}, findings_{findings} {}

    const json* member(const char* key) const {
        const auto it = object_.find(key);
        return it == object_.end() || it->is_null() ? nullptr : &*it;
    }
    std::string where(std::string_view key) const { return place_.empty() ? std::string{key} : fmt::format("{}.{}", place_, key); }
    void complain(std::string_view key, std::string_view expected, const json& found) const {
        findings_.error(fmt::format("{}: expected {}, found {}", where(key), expected, short_text(found)));
    }
    std::string text(const char* key) const {
        const json* value = member(key);
        if (!value) return {};
        if (value->is_string()) return value->get<std::string>();
        complain(key, "a string", *value);
        return {};
    }
    bool flag(const char* key) const {
        const json* value = member(key);
        if (!value) return false;
        if (value->is_boolean()) return value->get<bool>();
        complain(key, "true or false", *value);
        return false;
    }
    /// The elements of an array; empty when absent or no array.
    const json& list(const char* key) const {
        static const json kEmpty = json::array();
        const json* value = member(key);
        if (!value) return kEmpty;
        if (value->is_array()) return *value;
        complain(key, "an array", *value);
        return kEmpty;
    }
    /// A string or an array of strings.
    std::vector<std::string> names(const char* key) const {
        const json* value = member(key);
        if (!value) return {};
        if (value->is_string()) return {value->get<std::string>()};
        std::vector<std::string> out;
        for (const json& item : list(key)) {
            if (item.is_string())
                out.push_back(item.get<std::string>());
            else
                complain(key, "strings", item);
        }
        return out;
    }

    static std::string short_text(const json& value) {
        if (value.is_object()) return "an object";
        if (value.is_array()) return "an array";
        if (value.is_string()) return in_quotes(value.get_ref<const std::string&>());
        return value.dump();
    }

private:
    const json& object_;
    std::string place_;
    FindingList& findings_;
};

std::optional<FieldType> type_named(std::string_view name) {
    if (name.empty() || name == "string" || name == "any" || name == "yearmonth" || name == "time") return FieldType::String;
    if (name == "integer") return FieldType::Integer;
    if (name == "number") return FieldType::Number;
    if (name == "boolean") return FieldType::Boolean;
    if (name == "date") return FieldType::Date;
    if (name == "datetime") return FieldType::Datetime;
    if (name == "year") return FieldType::Year;
    return std::nullopt;
}

/// A limit as Cell::number compares with it.
std::optional<double> limit(const ObjectReader& constraints, const char* key, FieldType type) {
    const json* value = constraints.member(key);
    if (!value) return std::nullopt;
    if (value->is_number() && type != FieldType::Date && type != FieldType::Datetime) return value->get<double>();
    if (value->is_string()) {
        const std::string text = value->get<std::string>();
        Cell cell{text, 0.0, 0};
        if (!text.empty() && parse_cell(type == FieldType::Integer ? FieldType::Number : type, cell) && type != FieldType::String)
            return cell.number;
    }
    constraints.complain(key, "a limit of the field's type", *value);
    return std::nullopt;
}

std::optional<std::size_t> length_limit(const ObjectReader& constraints, const char* key) {
    const json* value = constraints.member(key);
    if (!value) return std::nullopt;
    if (value->is_number_unsigned()) return value->get<std::size_t>();
    constraints.complain(key, "a whole number of 0 or more", *value);
    return std::nullopt;
}

/// An allowed value as it stands in the CSV file.
std::string as_csv_text(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

void read_constraints(const json& object, const std::string& place, FieldSchema& field, FindingList& findings) {
    const ObjectReader in{object, place, findings};
    field.required = in.flag("required");
    field.unique = in.flag("unique");
    for (const json& value : in.list("enum")) field.allowed.push_back(as_csv_text(value));
    if (const std::string source = in.text("pattern"); !source.empty()) {
        field.pattern = Pattern::compile(source);
        if (!field.pattern)
            findings.warn(
                fmt::format("{}: expected a plain regular expression (no look-around, no back reference), found {}; it is "
                            "not checked",
                            in.where("pattern"), in_quotes(source)));
    }
    field.minimum = limit(in, "minimum", field.type);
    field.maximum = limit(in, "maximum", field.type);
    field.min_length = length_limit(in, "minLength");
    field.max_length = length_limit(in, "maxLength");
}

void read_field(const json& object, const std::string& place, TableSchema& schema, FindingList& findings) {
    if (!object.is_object()) {
        findings.error(fmt::format("{}: expected an object, found {}", place, ObjectReader::short_text(object)));
        return;
    }
    const ObjectReader in{object, place, findings};
    FieldSchema field;
    field.name = in.text("name");
    if (field.name.empty()) {
        findings.error(fmt::format("{}: expected a name, found none", place));
        return;
    }
    if (schema.find(field.name)) {
        findings.error(fmt::format("{}: expected every field once, found {} twice", place, in_quotes(field.name)));
        return;
    }
    const std::string type = in.text("type");
    if (const auto known = type_named(type)) {
        field.type = *known;
    } else {
        findings.error(fmt::format("{}: expected string, integer, number, boolean, date, datetime or year, found {}",
                                   in.where("type"), in_quotes(type)));
    }
    if (const json* constraints = in.member("constraints")) {
        if (constraints->is_object())
            read_constraints(*constraints, in.where("constraints"), field, findings);
        else
            in.complain("constraints", "an object", *constraints);
    }
    schema.fields.push_back(std::move(field));
}

void check_key_fields(const std::vector<std::string>& names, const TableSchema& schema, const std::string& place,
                      FindingList& findings) {
    for (const std::string& name : names)
        if (!schema.find(name))
            findings.error(fmt::format("{}: expected a field of this schema, found {}", place, in_quotes(name)));
}

void read_foreign_key(const json& object, const std::string& place, TableSchema& schema, FindingList& findings) {
    if (!object.is_object()) {
        findings.error(fmt::format("{}: expected an object, found {}", place, ObjectReader::short_text(object)));
        return;
    }
    const ObjectReader in{object, place, findings};
    ForeignKey key;
    key.fields = in.names("fields");
    const json* reference = in.member("reference");
    if (reference && reference->is_object()) {
        const ObjectReader to{*reference, in.where("reference"), findings};
        key.resource = to.text("resource");
        key.reference_fields = to.names("fields");
    }
    check_key_fields(key.fields, schema, in.where("fields"), findings);
    if (key.fields.empty() || key.fields.size() != key.reference_fields.size()) {
        findings.error(fmt::format("{}: expected as many fields as reference.fields, found {} and {}", place, key.fields.size(),
                                   key.reference_fields.size()));
        return;
    }
    schema.foreign_keys.push_back(std::move(key));
}

void read_schema(const json& object, const std::string& place, TableSchema& schema, FindingList& findings) {
    const ObjectReader in{object, place, findings};
    schema.declared = true;
    const json& fields = in.list("fields");
    for (std::size_t i = 0; i < fields.size(); ++i)
        read_field(fields[i], fmt::format("{}[{}]", in.where("fields"), i), schema, findings);
    schema.primary_key = in.names("primaryKey");
    check_key_fields(schema.primary_key, schema, in.where("primaryKey"), findings);
    const json& keys = in.list("foreignKeys");
    for (std::size_t i = 0; i < keys.size(); ++i)
        read_foreign_key(keys[i], fmt::format("{}[{}]", in.where("foreignKeys"), i), schema, findings);
    for (std::string& text : in.names("missingValues"))
        if (!text.empty()) schema.missing_values.push_back(std::move(text));
}

std::vector<ResourceInfo::Source> read_sources(const ObjectReader& in) {
    std::vector<ResourceInfo::Source> out;
    for (const json& item : in.list("sources")) {
        if (!item.is_object()) {
            in.complain("sources", "objects", item);
            continue;
        }
        const auto text = [&](const char* key) {
            return item.contains(key) && item[key].is_string() ? item[key].get<std::string>() : std::string{};
        };
        out.push_back({text("title"), text("path")});
    }
    return out;
}

std::vector<ResourceInfo::Licence> read_licences(const ObjectReader& in) {
    std::vector<ResourceInfo::Licence> out;
    for (const json& item : in.list("licenses")) {
        if (!item.is_object()) {
            in.complain("licenses", "objects", item);
            continue;
        }
        const auto text = [&](const char* key) {
            return item.contains(key) && item[key].is_string() ? item[key].get<std::string>() : std::string{};
        };
        out.push_back({text("name"), text("title"), text("path")});
    }
    return out;
}

/// A pack may only name files inside its own folder.
bool is_inside(const std::filesystem::path& path) {
    if (path.empty() || path.is_absolute() || path.has_root_name() || path.string().find("://") != std::string::npos) return false;
    return std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

void read_path(const ObjectReader& in, const std::filesystem::path& folder, ResourceDescriptor& out, FindingList& findings) {
    const std::vector<std::string> paths = in.names("path");
    if (paths.size() != 1) {
        findings.error(fmt::format("{}: expected the path of one file in the pack's folder, found {}", in.where("path"),
                                   paths.empty() ? "none" : fmt::format("{} paths", paths.size())));
        return;
    }
    out.info.path = paths.front();
    const std::filesystem::path path{paths.front()};
    if (paths.front().find('\0') != std::string::npos || !is_inside(path)) {
        findings.error(fmt::format("{}: expected the path of a file in the pack's folder, found {}", in.where("path"),
                                   in_quotes(paths.front())));
        return;
    }
    out.file = folder / path;
    const std::string format = in.text("format");
    out.is_csv = format.empty() ? path.extension() == ".csv" : format == "csv";
}

void check_dialect(const ObjectReader& in, const json& dialect, FindingList& findings) {
    if (!dialect.is_object()) return in.complain("dialect", "an object", dialect);
    const ObjectReader d{dialect, in.where("dialect"), findings};
    const std::string delimiter = d.text("delimiter");
    const std::string quote = d.text("quoteChar");
    const json* header = d.member("header");
    if ((!delimiter.empty() && delimiter != ",") || (!quote.empty() && quote != "\"") || (header && *header == false))
        findings.error(fmt::format("{}: expected comma, double quote and a header line (RFC 4180), found another dialect",
                                   in.where("dialect")));
}

void read_resource(const json& object, const std::string& place, const std::filesystem::path& folder, Descriptor& out,
                   FindingList& findings) {
    if (!object.is_object()) {
        findings.error(fmt::format("{}: expected an object, found {}", place, ObjectReader::short_text(object)));
        return;
    }
    const ObjectReader in{object, place, findings};
    ResourceDescriptor resource;
    resource.info.name = in.text("name");
    if (resource.info.name.empty()) {
        findings.error(fmt::format("{}: expected a name, found none", place));
        return;
    }
    for (const ResourceDescriptor& other : out.resources) {
        if (other.info.name != resource.info.name) continue;
        findings.error(fmt::format("{}: expected every resource once, found {} twice", place, in_quotes(resource.info.name)));
        return;
    }
    resource.info.title = in.text("title");
    resource.info.credit = in.text("credit");
    resource.info.sources = read_sources(in);
    resource.info.licences = read_licences(in);
    read_path(in, folder, resource, findings);
    if (const std::string encoding = in.text("encoding");
        !encoding.empty() && encoding != "utf-8" && encoding != "UTF-8" && encoding != "utf8")
        findings.error(fmt::format("{}: expected utf-8, found {}", in.where("encoding"), in_quotes(encoding)));
    if (const json* dialect = in.member("dialect")) check_dialect(in, *dialect, findings);
    if (const json* schema = in.member("schema")) {
        if (schema->is_object())
            read_schema(*schema, in.where("schema"), resource.schema, findings);
        else
            in.complain("schema", "an object", *schema);
    }
    out.resources.push_back(std::move(resource));
}

/// Frictionless: a resource without sources or licences has those of the package.
void inherit(Descriptor& out, const ObjectReader& in) {
    const auto sources = read_sources(in);
    const auto licences = read_licences(in);
    const std::string credit = in.text("credit");
    for (ResourceDescriptor& resource : out.resources) {
        if (resource.info.sources.empty()) resource.info.sources = sources;
        if (resource.info.licences.empty()) resource.info.licences = licences;
        if (resource.info.credit.empty()) resource.info.credit = credit;
    }
}

/// Line and column of a byte, as Error wants them.
Error error_at(std::string message, const std::filesystem::path& file, std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const std::size_t newline = before.rfind('\n');
    const std::string_view on_line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    return {std::move(message), file, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(csv::count_characters(on_line)) + 1};
}

Result<json> parse_json(const std::filesystem::path& file) {
    const auto bytes = csv::read_file(file);
    if (!bytes) return bytes.error();
    if (const std::size_t bad = csv::first_bad_byte(*bytes); bad != std::string_view::npos)
        return error_at("expected UTF-8 text, found a byte that is not", file, *bytes, bad);
    try {
        return json::parse(*bytes);
    } catch (const json::parse_error& broken) {
        std::string_view rest = std::string_view{*bytes}.substr(std::min(bytes->size(), broken.byte > 0 ? broken.byte - 1 : 0));
        const std::string found =
            rest.empty() ? "the end of the file" : in_quotes(rest.substr(0, std::min<std::size_t>(rest.find('\n'), 20)));
        return error_at("expected JSON, found " + found, file, *bytes, broken.byte > 0 ? broken.byte - 1 : 0);
    } catch (const json::exception&) {
        return Error{"expected JSON, found a number that is out of range", file};
    }
}

}  // namespace

Result<Descriptor> read_descriptor(const std::filesystem::path& file, FindingList& findings) {
    const auto document = parse_json(file);
    if (!document) return document.error();
    if (!document->is_object())
        return Error{"expected a JSON object (a data package), found " + ObjectReader::short_text(*document), file};
    const ObjectReader in{*document, "", findings};
    Descriptor out;
    out.name = in.text("name");
    out.title = in.text("title");
    out.version = in.text("version");
    out.created = in.text("created");
    const std::string as_of = in.member("as_of") ? in.text("as_of") : out.created.substr(0, 10);
    out.as_of = Date::parse(as_of);
    if (!out.as_of && !as_of.empty()) findings.warn(fmt::format("as_of: expected a date (YYYY-MM-DD), found {}", in_quotes(as_of)));
    if (!in.member("resources")) findings.error("resources: expected an array, found none");
    const json& resources = in.list("resources");
    for (std::size_t i = 0; i < resources.size(); ++i)
        read_resource(resources[i], fmt::format("resources[{}]", i), file.parent_path(), out, findings);
    inherit(out, in);
    return out;
}

}  // namespace linchpin::pack
