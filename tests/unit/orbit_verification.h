#pragma once
// The committed verification tables, for the orbit tests.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "data/core/date.h"
#include "data/orbit/elements.h"

namespace linchpin::orbit {

/// Rows of numbers below a heading line of tests/data/orbit/`name`.
inline std::vector<std::vector<double>> number_table(const std::string& name) {
    std::ifstream in(std::filesystem::path(LINCHPIN_ROOT) / "tests/data/orbit" / name);
    REQUIRE(in);
    std::vector<std::vector<double>> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<double> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::stod(cell));
        rows.push_back(row);
    }
    return rows;
}

/// Case number to elements.
inline std::map<int, MeanElements> verification_elements() {
    std::map<int, MeanElements> cases;
    for (const auto& r : number_table("verification_elements.csv")) {
        REQUIRE(r.size() == 11);
        MeanElements e;
        e.norad_cat_id = static_cast<std::uint32_t>(r[1]);
        e.epoch_unix_s = (Date::from_ymd(static_cast<int>(r[2]), 1, 1).days + r[3] - 1.0) * 86400.0;
        e.mean_motion_rev_day = r[4];
        e.eccentricity = r[5];
        e.inclination_deg = r[6];
        e.ra_of_asc_node_deg = r[7];
        e.arg_of_pericenter_deg = r[8];
        e.mean_anomaly_deg = r[9];
        e.bstar_per_er = r[10];
        cases[static_cast<int>(r[0])] = e;
    }
    return cases;
}

}  // namespace linchpin::orbit
