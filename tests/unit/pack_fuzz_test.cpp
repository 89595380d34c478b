// Broken files of every kind must be read to the end: no crash, no exception, every row kept or counted.
#include <random>

#include "pack_fixture.h"

using namespace linchpin;
using namespace linchpin::test;

namespace {

/// One small damage to a text.
void damage(std::string& text, std::mt19937& random) {
    static const std::vector<std::string> kPieces{"\"",
                                                  ",",
                                                  "\n",
                                                  "\r\n",
                                                  std::string(1, '\0'),
                                                  "\xff",
                                                  "\xEF\xBB\xBF",
                                                  "-1",
                                                  "1e999",
                                                  "NaN",
                                                  "{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  "null",
                                                  "\"\"",
                                                  ";",
                                                  "99999999999999999999",
                                                  "OTH",
                                                  "é",
                                                  "\t",
                                                  std::string(300, '9'),
                                                  "\n\n",
                                                  ":",
                                                  "\\",
                                                  "true"};
    const std::size_t at = text.empty() ? 0 : random() % text.size();
    const std::size_t length = random() % 12;
    switch (random() % 6) {
        case 0:
            text.resize(at);
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, kPieces[random() % kPieces.size()]);
            break;
        case 3:
            text.replace(at, std::min(length, text.size() - at), kPieces[random() % kPieces.size()]);
            break;
        case 4:
            if (!text.empty()) text[at] = static_cast<char>(random());
            break;
        default:
            text.insert(at, text.substr(random() % (text.size() + 1), length * 8));
            break;
    }
}

/// What must hold for any dataset that comes out.
void check_whole(const Dataset& data) {
    const auto in = [](Index i, std::size_t n) { return i == kNone || i < n; };
    const std::size_t countries = data.countries.size();
    REQUIRE(countries > 0);
    for (const ResourceInfo& r : data.resources) REQUIRE(r.rows_skipped <= r.rows_read);
    for (const BlocMembership& m : data.memberships) REQUIRE((m.bloc < data.blocs.size() && m.country < countries));
    for (const Operator& o : data.operators) REQUIRE((in(o.hq, countries) && in(o.ultimate_owner, countries)));
    for (const Site& s : data.sites) {
        REQUIRE((s.country < countries && in(s.operator_hq, countries) && in(s.operator_index, data.operators.size()) &&
                 in(s.accelerator_class, data.accelerators.size())));
        REQUIRE((!s.power_mw || *s.power_mw > 0.0));
        REQUIRE((s.place.lat_deg >= -90.0 && s.place.lat_deg <= 90.0 && s.place.lon_deg >= -180.0 && s.place.lon_deg <= 180.0));
    }
    for (const LandingPoint& p : data.landing_points) REQUIRE(p.country < countries);
    for (const Cable& c : data.cables) {
        for (const Index s : c.supplier_companies) REQUIRE(s < data.suppliers.size());
        for (const CableBranch& b : c.branches)
            for (const Index l : b.landings) REQUIRE(l < data.landing_points.size());
    }
    for (const CableRoute& r : data.cable_routes) REQUIRE((r.cable < data.cables.size() && r.points.size() >= 2));
    for (const CableCorridor& c : data.cable_corridors)
        REQUIRE((c.cable < data.cables.size() && c.chokepoint < data.chokepoints.size()));
    const FlowTable& f = data.flows;
    REQUIRE((f.exporter.size() == f.size() && f.importer.size() == f.size() && f.group.size() == f.size() &&
             f.year.size() == f.size() && f.coverage.size() == f.size() && f.source.size() == f.size() &&
             f.line.size() == f.size()));
    for (std::size_t i = 0; i < f.size(); ++i) {
        REQUIRE(((f.exporter[i] < countries || f.exporter[i] == kOtherPartner) && f.importer[i] < countries &&
                 f.exporter[i] != f.importer[i]));
        REQUIRE((f.group[i] < data.product_groups.size() && f.value_usd[i] >= 1));
        REQUIRE((f.source[i] == kNoSource || f.source[i] < data.trade_sources.size()));
    }
    for (const CountryTotal& t : data.totals) REQUIRE((t.country < countries && t.group < data.product_groups.size()));
    for (const Satellite& s : data.satellites) {
        REQUIRE((s.elements.eccentricity >= 0.0 && s.elements.eccentricity < 1.0 && s.elements.mean_motion_rev_day > 0.0));
        REQUIRE(in(s.operator_country, countries));
    }
    for (const Finding& finding : data.findings) REQUIRE_FALSE(finding.where.message.empty());
}

std::vector<std::string> files_of(const ScratchPack& pack) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(pack.folder())) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("fuzz: thousands of damaged packs load or fail with a sentence", "[pack][property]") {
    const ScratchPack pack;
    const auto files = files_of(pack);
    std::mt19937 random{20261124};
    int loaded_count = 0;
    for (int round = 0; round < 3000; ++round) {
        const std::string& name = files[random() % files.size()];
        const std::string good = pack.read(name);
        std::string bad = good;
        for (std::size_t n = 1 + random() % 3; n > 0; --n) damage(bad, random);
        pack.write(name, bad);
        INFO("round " << round << ", " << name << ":\n" << bad);
        const auto loaded = load_pack(pack.folder());
        if (loaded) {
            ++loaded_count;
            check_whole(*loaded);
        } else {
            REQUIRE_FALSE(loaded.error().message.empty());
            REQUIRE_FALSE(check_pack(pack.folder()).empty());
        }
        pack.write(name, good);
    }
    CHECK(loaded_count > 2000);
    CHECK(pack.findings().empty());
}

TEST_CASE("fuzz: a file cut at every byte is read, and a row cut short is never taken for a whole one", "[pack][property]") {
    const ScratchPack pack;
    for (const std::string name : {"flows.csv", "satellites.csv", "data_centers.csv", "landings.csv", "datapackage.json"}) {
        const std::string good = pack.read(name);
        const std::size_t step = name == "datapackage.json" ? 7 : 1;
        for (std::size_t length = 0; length < good.size(); length += step) {
            pack.write(name, good.substr(0, length));
            INFO(name << " cut to " << length << " bytes");
            const auto loaded = load_pack(pack.folder());
            if (loaded) check_whole(*loaded);
            if (name == "datapackage.json") REQUIRE_FALSE(loaded);
        }
        pack.write(name, good);
    }
}

TEST_CASE("fuzz: random bytes instead of a table", "[pack][property]") {
    const ScratchPack pack;
    std::mt19937 random{3};
    for (const std::string& name : files_of(pack)) {
        const std::string good = pack.read(name);
        for (int round = 0; round < 10; ++round) {
            std::string noise;
            for (std::size_t n = random() % 3000; n > 0; --n) noise += static_cast<char>(random());
            pack.write(name, round % 2 == 0 ? noise : good.substr(0, good.find('\n') + 1) + noise);
            const auto loaded = load_pack(pack.folder());
            if (loaded) check_whole(*loaded);
        }
        pack.write(name, good);
    }
}
