#include "data/report/trade_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace linchpin::report {
namespace {

/// Entrepots that are often recorded as an origin of computers and telephones, headings 8471 and 8517. `steps`: the source records
/// this one differently over time (inferred from mirror records; CEPII does not document it).
struct Hub {
    std::string_view code;
    bool steps;
};
constexpr std::array<Hub, 4> kHubs{{{"ARE", true}, {"NLD", true}, {"HKG", false}, {"SGP", false}}};
constexpr std::array<std::string_view, 2> kHubHeadings{"8471", "8517"};
/// Such a hub's share that rises or falls by more than this within one step is rather a change of recording than of supply.
constexpr double kHubStep = 0.10;

/// Importers of single years that are recorded in another way, or oddly. Year 0 = every year.
struct OddRecord {
    std::string_view importer;
    int year;
    std::string_view caution;
};
constexpr std::string_view kMirror = "odd mirror record, kept as published";
constexpr std::array<OddRecord, 10> kOddRecords{
    {{"CAN", 2017, "recorded by consignment: the United States stand for other origins"},
     {"GHA", 2018, kMirror},
     {"TZA", 2018, kMirror},
     {"IRN", 2022, kMirror},
     {"LBN", 2023, kMirror},
     {"SLE", 2023, kMirror},
     {"PRK", 0, kMirror},
     {"MHL", 0, kMirror},
     {"VGB", 0, kMirror},
     {"GUM", 0, kMirror}}};

double share_from(const ImportBasis& basis, Index country) {
    for (const metrics::SupplierShare& supplier : basis.shares.suppliers) {
        if (supplier.partner == country) return supplier.share;
    }
    return 0.0;
}

void add(std::string& marks, const std::string& mark) { marks += (marks.empty() ? "" : "; ") + mark; }

/// A country without a list in this year, or with one again.
void add_side(const Subject& subject, const ImportBasis* before, const ImportBasis& now, std::string& marks) {
    if (!subject.single()) {
        if (!now.ok() && now.coverage) add(marks, "too few members list their origins this year");
        return;
    }
    if (now.net_exporter) {
        add(marks, "no origin list this year (net exporter)");
    } else if (now.state == FigureState::NotAvailable) {
        add(marks, "no origin list this year");
    }
    if (before == nullptr) return;
    if (before->ok() && now.net_exporter) add(marks, "trade side changed: imports exceeded exports before");
    if (before->net_exporter && now.ok()) add(marks, "trade side changed: a net exporter before, origins listed again");
}

void add_hubs(const World& world, const Subject& subject, const ImportBasis* before, const ImportBasis& now, std::string& marks) {
    if (!now.ok()) return;
    const Dataset& data = *world.dataset;
    const std::string& hs = data.product_groups[now.block->group].hs;
    if (std::find(kHubHeadings.begin(), kHubHeadings.end(), hs) == kHubHeadings.end()) return;
    for (const auto& [code, steps] : kHubs) {
        const Index hub = data.country_index(*CountryCode::parse(code));
        if (hub == kNone || subject.member[hub] != 0) continue;
        const double share = share_from(now, hub);
        const std::string who = country_label(data, hub);
        if (!now.shares.suppliers.empty() && now.shares.suppliers.front().partner == hub) {
            add(marks, "hub recorded as origin: " + who + " " + value_text(share, Unit::Share));
        }
        if (!steps || before == nullptr || !before->ok()) continue;
        const double was = share_from(*before, hub);
        if (std::abs(share - was) > kHubStep) {
            add(marks, who + " " + value_text(was, Unit::Share) + " to " + value_text(share, Unit::Share) +
                           ": probably a change in how this hub is recorded, not in supply");
        }
    }
}

void add_odd(const World& world, const Subject& subject, const ImportBasis* before, const ImportBasis& now, std::string& marks) {
    if (!subject.single()) return;
    const std::string code = world.dataset->countries[subject.members.front()].code.str();
    for (const OddRecord& record : kOddRecords) {
        if (record.importer != code) continue;
        if (record.year == 0 || record.year == now.block->year) {
            add(marks, std::string{record.caution});
        } else if (before != nullptr && before->block != nullptr && record.year == before->block->year) {
            add(marks, record.caution == kMirror ? "the year before is an odd mirror record"
                                                 : "after a year " + std::string{record.caution});
        }
    }
}

}  // namespace

std::string trade_mark(const World& world, const Subject& subject, const ImportBasis* before, const ImportBasis& now) {
    std::string marks;
    if (now.block == nullptr) return marks;
    if (now.block->partial_year) add(marks, "the year is not complete");
    add_side(subject, before, now, marks);
    add_hubs(world, subject, before, now, marks);
    add_odd(world, subject, before, now, marks);
    return marks;
}

}  // namespace linchpin::report
