#pragma once
// A small data set made in code, for hand-computed examples: countries by code, flows in any order, sorted as the loader sorts
// them.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "data/pack/dataset.h"

namespace linchpin::testing {

class DatasetBuilder {
public:
    /// Countries are stored in the order of their codes, as in a loaded pack.
    explicit DatasetBuilder(std::vector<std::string> codes, std::vector<std::string> groups = {"chips"}) {
        std::sort(codes.begin(), codes.end());
        for (const std::string& code : codes) {
            Country country;
            country.code = *CountryCode::parse(code);
            country.name = "Land " + code;
            data_.countries.push_back(country);
        }
        for (const std::string& id : groups) {
            ProductGroup group;
            group.id = id;
            group.name = "Group " + id;
            group.hs = "8542";
            data_.product_groups.push_back(group);
        }
    }
    [[nodiscard]] Index country(std::string_view code) const {
        for (std::size_t i = 0; i < data_.countries.size(); ++i) {
            if (data_.countries[i].code.str() == code) return static_cast<Index>(i);
        }
        return kNone;
    }
    [[nodiscard]] std::uint16_t partner(std::string_view code) const {
        return code == "OTH" ? kOtherPartner : static_cast<std::uint16_t>(country(code));
    }
    DatasetBuilder& flow(std::string_view exporter, std::string_view importer, std::int64_t value_usd, int year = 2024,
                         Coverage coverage = Coverage::Top10OriginsOfImporter, std::uint8_t group = 0) {
        rows_.push_back({group, static_cast<std::int16_t>(year), partner(importer), partner(exporter), value_usd, coverage});
        return *this;
    }
    DatasetBuilder& total(std::string_view code, std::optional<std::int64_t> imports_usd,
                          std::optional<std::int64_t> exports_usd = {}, int year = 2024, std::uint8_t group = 0) {
        CountryTotal total;
        total.country = partner(code);
        total.group = group;
        total.year = static_cast<std::int16_t>(year);
        total.imports_usd = imports_usd;
        total.exports_usd = exports_usd;
        data_.totals.push_back(total);
        return *this;
    }
    Site& site(std::string_view country_code, std::string_view hq, std::string kind = "hyperscale_region",
               SiteStatus status = SiteStatus::Operational, std::optional<int> year = {}) {
        Site site;
        site.id = "site-" + std::to_string(data_.sites.size());
        site.country = country(country_code);
        site.operator_hq = hq.empty() ? kNone : country(hq);
        site.kind = std::move(kind);
        site.status = status;
        site.year = year;
        data_.sites.push_back(site);
        return data_.sites.back();
    }
    Index landing(std::string_view code) {
        LandingPoint point;
        point.id = "landing-" + std::to_string(data_.landing_points.size());
        point.country = country(code);
        data_.landing_points.push_back(point);
        return static_cast<Index>(data_.landing_points.size() - 1);
    }
    Index supplier(std::string_view code) {
        Supplier supplier;
        supplier.id = "supplier-" + std::to_string(data_.suppliers.size());
        supplier.country = code.empty() ? kNone : country(code);
        data_.suppliers.push_back(supplier);
        return static_cast<Index>(data_.suppliers.size() - 1);
    }
    Cable& cable(std::vector<Index> landings, CableStatus status = CableStatus::Active, std::optional<int> rfs_year = {}) {
        Cable cable;
        cable.id = "cable-" + std::to_string(data_.cables.size());
        cable.status = status;
        cable.rfs_year = rfs_year;
        cable.branches.push_back({0, std::move(landings)});
        data_.cables.push_back(cable);
        return data_.cables.back();
    }
    void satellite(std::string group, std::optional<int> launch_year = {}) {
        Satellite satellite;
        satellite.group = std::move(group);
        satellite.launch_year = launch_year;
        data_.satellites.push_back(satellite);
    }
    void fact(std::string_view code, std::string topic, std::string value, std::optional<int> year = {}) {
        FootprintFact fact;
        fact.country = country(code);
        fact.topic = std::move(topic);
        fact.value = std::move(value);
        fact.year = year;
        data_.footprint.push_back(fact);
    }
    [[nodiscard]] Dataset& data() noexcept { return data_; }
    [[nodiscard]] Dataset build() {
        std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
            return std::tie(a.group, a.year, a.importer, a.exporter) < std::tie(b.group, b.year, b.importer, b.exporter);
        });
        FlowTable& flows = data_.flows;
        flows = {};
        for (const Row& row : rows_) {
            flows.group.push_back(row.group);
            flows.year.push_back(row.year);
            flows.importer.push_back(row.importer);
            flows.exporter.push_back(row.exporter);
            flows.value_usd.push_back(row.value_usd);
            flows.coverage.push_back(row.coverage);
            flows.source.push_back(0);
            flows.line.push_back(static_cast<std::uint32_t>(flows.line.size() + 2));
        }
        std::stable_sort(data_.totals.begin(), data_.totals.end(), [](const CountryTotal& a, const CountryTotal& b) {
            return std::tie(a.group, a.year, a.country) < std::tie(b.group, b.year, b.country);
        });
        return data_;
    }

private:
    struct Row {
        std::uint8_t group;
        std::int16_t year;
        std::uint16_t importer, exporter;
        std::int64_t value_usd;
        Coverage coverage;
    };
    std::vector<Row> rows_;
    Dataset data_;
};

}  // namespace linchpin::testing
