// Telecom footprint, published claims, and the resources that the program itself does not use.
#include <fmt/format.h>

#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"
#include "data/pack/loader.h"

namespace linchpin::pack {
namespace {
using Need = Column::Need;
using csv::in_quotes;
}  // namespace

void build_footprint(Loader& load) {
    enum { Id, Name, Unverified, TopicNote };
    static constexpr std::array<Column, 4> kTopicColumns{{{"id", FieldType::String, Need::Value},
                                                          {"name", FieldType::String, Need::Value},
                                                          {"unverified", FieldType::Boolean, Need::Value},
                                                          {"note", FieldType::String, Need::Optional}}};
    load.topics.loaded = load.each_row("footprint_topics", kTopicColumns, [&](Table& row) {
        if (load.topics.find(row[Id].text) != kNone)
            return row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        load.topics.add(row[Id].text, static_cast<Index>(load.data.footprint_topics.size()));
        load.data.footprint_topics.push_back({row.str(Id), row.str(Name), row.str(TopicNote), row[Unverified].integer != 0});
    });

    enum { CountryId, Topic, Value, YearColumn, Source, Trust, Notes };
    static constexpr std::array<Column, 7> kColumns{{{"country_iso3", FieldType::String, Need::Value, "countries"},
                                                     {"topic", FieldType::String, Need::Value, "footprint_topics"},
                                                     {"value", FieldType::String, Need::Value},
                                                     {"year", FieldType::Integer},
                                                     {"source"},
                                                     {"confidence"},
                                                     {"notes"}}};
    load.each_row("telecom_footprint", kColumns, [&](Table& row) {
        FootprintFact out;
        out.country = load.country(row, CountryId).value_or(kNone);
        (void)load.record(row, Topic, load.topics);
        out.year = year(row, YearColumn);
        out.confidence = confidence(row, Trust);
        if (row.rejected()) return;
        out.topic = row.str(Topic);
        out.value = row.str(Value);
        out.source = row.str(Source);
        out.notes = row.str(Notes);
        out.origin = row.origin();
        load.data.footprint.push_back(std::move(out));
    });
}

void build_claims(Loader& load) {
    enum { Id, Subject, Value, Unit, YearColumn, CountryId, Quote, Document, State, Note };
    static constexpr std::array<Column, 10> kColumns{{{"id", FieldType::String, Need::Value},
                                                      {"subject", FieldType::String, Need::Value},
                                                      {"value"},
                                                      {"unit"},
                                                      {"year"},
                                                      {"country"},
                                                      {"quote"},
                                                      {"document"},
                                                      {"status", FieldType::String, Need::Optional},
                                                      {"note", FieldType::String, Need::Optional}}};
    load.each_row("claims", kColumns, [&](Table& row) {
        Claim out;
        out.id = row.str(Id);
        out.subject = row.str(Subject);
        out.value = row.str(Value);
        out.unit = row.str(Unit);
        out.year = row.str(YearColumn);
        out.country = row.str(CountryId);
        out.quote = row.str(Quote);
        out.document = row.str(Document);
        out.status = row.str(State);
        out.note = row.str(Note);
        out.origin = row.origin();
        load.data.claims.push_back(std::move(out));
    });
}

void check_other_resources(Loader& load, const Descriptor& descriptor) {
    for (const std::size_t i : load.unread()) {
        const ResourceDescriptor& resource = descriptor.resources[i];
        if (resource.file.empty()) continue;
        if (!resource.is_csv) {
            std::error_code code;
            if (!std::filesystem::is_regular_file(resource.file, code)) load.findings(i).error("expected a file here, found none");
            continue;
        }
        const auto table = load.open_at(i, {});
        if (!table) continue;
        while (table->next()) {
        }
        load.close(*table, i);
    }
}

}  // namespace linchpin::pack
