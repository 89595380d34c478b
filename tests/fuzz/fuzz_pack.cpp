// Packs: the good test pack with one file replaced. An input is the file's name, a line end, and what stands in it.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <unistd.h>

#include "data/metrics/trade_view.h"
#include "data/pack/load_pack.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using fuzz::require;
namespace fs = std::filesystem;

namespace {

/// A copy of the good pack that goes with the process.
class Scratch {
public:
    Scratch() : folder_{fs::temp_directory_path() / ("linchpin-fuzz-" + std::to_string(::getpid()))} {
        fs::remove_all(folder_);
        fs::copy(source(), folder_, fs::copy_options::recursive);
        for (const auto& entry : fs::directory_iterator(folder_)) names_.insert(entry.path().filename().string());
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    [[nodiscard]] const fs::path& folder() const { return folder_; }
    [[nodiscard]] bool has(const std::string& name) const { return names_.contains(name); }
    void write(const std::string& name, std::string_view text) const {
        std::ofstream{folder_ / name, std::ios::binary}.write(text.data(), static_cast<std::streamsize>(text.size()));
    }
    void put_back(const std::string& name) const {
        fs::copy_file(source() / name, folder_ / name, fs::copy_options::overwrite_existing);
    }

private:
    static fs::path source() { return LINCHPIN_ROOT "/tests/data/pack/good"; }
    fs::path folder_;
    std::set<std::string> names_;
};

void check_places(const Dataset& data) {
    const auto on_globe = [](geo::LatLon p) {
        return std::isfinite(p.lat_deg) && std::isfinite(p.lon_deg) && std::abs(p.lat_deg) <= 90.0 && std::abs(p.lon_deg) <= 180.0;
    };
    for (const Site& site : data.sites) {
        require(site.country < data.countries.size() && on_globe(site.place), "a site is in a country and on the globe");
        require(!site.power_mw || (std::isfinite(*site.power_mw) && *site.power_mw > 0.0), "power is above 0");
        require(site.operator_hq == kNone || site.operator_hq < data.countries.size(), "headquarters are in a country");
    }
    for (const LandingPoint& point : data.landing_points)
        require(point.country < data.countries.size() && on_globe(point.place), "a landing has a place");
    for (const Cable& cable : data.cables) {
        for (const CableBranch& branch : cable.branches) {
            for (const Index landing : branch.landings)
                require(landing < data.landing_points.size(), "a cable lands at landing points");
        }
    }
    for (const CableCorridor& c : data.cable_corridors)
        require(c.cable < data.cables.size() && c.chokepoint < data.chokepoints.size(), "a corridor has both ends");
}

void check_trade(const Dataset& data) {
    const FlowTable& flows = data.flows;
    const std::size_t n = flows.size();
    require(flows.exporter.size() == n && flows.importer.size() == n && flows.group.size() == n && flows.year.size() == n &&
                flows.coverage.size() == n && flows.source.size() == n && flows.line.size() == n,
            "columns are equally long");
    for (std::size_t i = 0; i < n; ++i) {
        require(flows.exporter[i] < data.countries.size() || flows.exporter[i] == kOtherPartner, "an exporter is a country or OTH");
        require(flows.importer[i] < data.countries.size() && flows.group[i] < data.product_groups.size(),
                "a flow has importer and group");
        require(flows.value_usd[i] >= 1, "a flow has a value");
    }
    for (const CountryTotal& total : data.totals) require(total.country < data.countries.size(), "a total is a country's");
    const metrics::TradeView view{data};
    std::size_t rows = 0;
    for (const metrics::TradeBlock& block : view.blocks()) rows += block.flows_end - block.flows_begin;
    require(rows == n, "blocks hold every row once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Scratch scratch;
    const std::string_view text = fuzz::as_text(bytes, size);
    const std::size_t newline = text.find('\n');
    if (newline == std::string_view::npos) return 0;
    const std::string name{text.substr(0, newline)};
    if (!scratch.has(name)) return 0;
    scratch.write(name, text.substr(newline + 1));
    const auto loaded = load_pack(scratch.folder());
    if (loaded) {
        require(!loaded->countries.empty(), "a pack that loads has countries");
        for (const ResourceInfo& resource : loaded->resources)
            require(resource.rows_skipped <= resource.rows_read, "rows are counted");
        for (const Finding& finding : loaded->findings) require(!finding.where.message.empty(), "a finding is a sentence");
        check_places(*loaded);
        check_trade(*loaded);
    } else {
        require(!loaded.error().message.empty(), "a refusal is a sentence");
    }
    scratch.put_back(name);
    return 0;
}
