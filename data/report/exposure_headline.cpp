// One sentence about a subject, made of its own figures only.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "data/report/exposure_parts.h"
#include "data/report/figure_build.h"

namespace linchpin::report {
namespace {

constexpr std::size_t kClauses = 3;

/// English says "the" before these.
constexpr std::array<std::string_view, 17> kWithArticle{"USA", "GBR", "NLD", "ARE", "PHL", "MDV", "BHS", "GMB", "COM", "SYC", "MHL", "SLB", "DOM", "CAF", "COD", "COG", "CYM"};

std::string with_article(std::string_view iso3, const std::string& name) {
    const bool the = std::find(kWithArticle.begin(), kWithArticle.end(), iso3) != kWithArticle.end();
    return (the ? "the " : "") + name;
}

/// "Telecom equipment" within a sentence; "DC converters" as it is.
std::string in_sentence(std::string name) {
    if (name.size() > 1 && std::isupper(static_cast<unsigned char>(name[1])) == 0) name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
    return name;
}

std::string date_of(const World& world, const Question& question) {
    if (question.date) return fmt::format(" ({})", question.date->iso());
    return world.base->as_of ? fmt::format(" ({})", world.base->as_of->iso()) : std::string{};
}

std::string year_of(const Figure& figure) {
    if (figure.year <= 0) return {};
    return figure.carried ? fmt::format(" ({}, the newest)", figure.year) : fmt::format(" ({})", figure.year);
}

const ExposureRow* row_of(const std::vector<ExposureRow>& rows, std::string_view id) {
    const auto it = std::find_if(rows.begin(), rows.end(), [id](const ExposureRow& row) { return row.measure.id == id; });
    return it != rows.end() && it->figure.state == FigureState::Value && it->figure.value ? &*it : nullptr;
}

std::optional<HeadlineClause> cables(const World& world, const Question& question, const std::vector<ExposureRow>& rows) {
    const ExposureRow* const passing = row_of(rows, "M17.count_share");
    const ExposureRow* const systems = row_of(rows, "M13.systems");
    if (passing != nullptr && systems != nullptr && *passing->figure.value > 0.0 && !passing->figure.partner_name.empty()) {
        const double m = *systems->figure.value, n = std::round(*passing->figure.value * m);
        return HeadlineClause{fmt::format("{:.0f} of {:.0f} international cable system{} pass{} {}{}", n, m, m == 1.0 ? "" : "s", n == 1.0 ? "es" : "",
                                          passing->figure.partner_name, date_of(world, question)),
                              passing->measure.id, *passing->figure.value};
    }
    if (const ExposureRow* const left = row_of(rows, "M13.retained_1"))
        return HeadlineClause{fmt::format("the loss of its largest cable takes {} of its known cable capacity{}", value_text(1.0 - *left->figure.value, Unit::Share),
                                          date_of(world, question)),
                              left->measure.id, 1.0 - *left->figure.value};
    return std::nullopt;
}

std::optional<HeadlineClause> compute(const World& world, const Question& question, const std::vector<ExposureRow>& rows) {
    for (const auto& [id, what] : {std::pair{"M11.operator_largest_foreign_cloud_regions", "cloud regions"}, std::pair{"M11.operator_largest_foreign_sites", "data centres"}}) {
        const ExposureRow* const row = row_of(rows, id);
        if (row == nullptr || *row->figure.value <= 0.0) continue;
        return HeadlineClause{fmt::format("{} of its {} with a known operator are run from {}{}", value_text(row->figure), what,
                                          with_article(row->figure.partner, row->figure.partner_name), date_of(world, question)),
                              row->measure.id, *row->figure.value};
    }
    return std::nullopt;
}

HeadlineClause supply(const World& world, const Subject& subject, const ExposureRow& row) {
    const std::string group = in_sentence(world.base->product_groups[row.measure.group].name);
    return {fmt::format("{} of its imports of {}{}, by value, are declared from {}{}", value_text(row.figure), group, subject.single() ? "" : " from outside",
                        with_article(row.figure.partner, row.figure.partner_name), year_of(row.figure)),
            row.measure.id, *row.figure.value};
}

}  // namespace

std::vector<HeadlineClause> headline_clauses(const World& world, const Question& question, const Subject& subject, const std::vector<ExposureRow>& rows) {
    std::vector<HeadlineClause> best;  // one a section
    const auto consider = [&best](std::optional<HeadlineClause> clause) {
        if (clause) best.push_back(std::move(*clause));
    };
    for (const ExposureSectionInfo& section : exposure_sections()) {
        if (section.section == ExposureSection::Cables) consider(cables(world, question, rows));
        std::optional<HeadlineClause> heaviest = section.section == ExposureSection::Compute ? compute(world, question, rows) : std::nullopt;
        for (const ExposureRow& row : rows) {
            if (row.measure.section != section.section || row.measure.metric != "M01" || row.figure.state != FigureState::Value || !row.figure.value) continue;
            // Of one section the heaviest, but whoever runs the machines goes before who sells their parts.
            if (heaviest && (heaviest->weight >= *row.figure.value || section.section == ExposureSection::Compute)) continue;
            heaviest = supply(world, subject, row);
        }
        consider(std::move(heaviest));
    }
    std::stable_sort(best.begin(), best.end(), [](const HeadlineClause& a, const HeadlineClause& b) { return a.weight > b.weight; });
    if (best.size() > kClauses) best.resize(kClauses);
    return best;
}

std::string headline_of(const Subject& subject, const std::vector<HeadlineClause>& clauses) {
    if (clauses.empty()) return fmt::format("The data hold no figure of what {} depends on.", subject.name);
    std::string sentence;
    for (const HeadlineClause& clause : clauses) sentence += (sentence.empty() ? "" : "; ") + clause.text;
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    return sentence + ".";
}

}  // namespace linchpin::report
