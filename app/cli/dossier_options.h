#pragma once
#include <filesystem>

#include "app/cli/options.h"

namespace linchpin::app {

enum class DossierFormat { Html, Pdf, Xlsx, Csv };
struct DossierOptions {
    MetricsOptions metrics;                  ///< whom, year, date, scenario, inputs, pack; every metric and product group
    std::filesystem::path state_file;        ///< subject, question, scenario and map as in this state; empty = none
    std::filesystem::path out;
    DossierFormat format = DossierFormat::Html;  ///< by the name of `out`
    Size map{1600, 1000};
    bool no_map = false;
    bool progress = false;                   ///< lines for programs on standard error
};

}  // namespace linchpin::app
