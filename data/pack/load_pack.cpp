#include "data/pack/load_pack.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

#include "data/pack/loader.h"

namespace linchpin {
namespace {

using Build = void (*)(pack::Loader&);

/// Runs the builders on this thread and, where one can be had, a second. Each writes its own part of the dataset and the findings
/// of its own files, so the result is the same in any order.
void run_side_by_side(pack::Loader& load, const std::vector<Build>& builds) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < builds.size(); i = next++) builds[i](load);
    };
    std::exception_ptr failure;
    std::thread second;
    try {
        second = std::thread{[&] {
            try {
                work();
            } catch (...) {  // out of memory: handed on to the caller's thread
                failure = std::current_exception();
            }
        }};
    } catch (const std::system_error&) {
        // No second thread to be had: this one does it all.
    }
    try {
        work();
    } catch (...) {
        if (second.joinable()) second.join();
        throw;
    }
    if (second.joinable()) second.join();
    if (failure) std::rethrow_exception(failure);
}

void build_all(pack::Loader& load, const pack::Descriptor& descriptor) {
    using namespace pack;
    build_countries(load);
    if (load.data.countries.empty()) return;
    for (const Build build : {&build_blocs, &build_product_groups, &build_trade_sources, &build_operators, &build_site_kinds,
                              &build_satellite_groups, &build_suppliers, &build_accelerators})
        build(load);
    // The longest first.
    run_side_by_side(
        load, {&build_flows, &build_satellites, &build_cable_network, &build_sites, &build_totals, &build_shares, &build_footprint,
               &build_production, &build_claims, &build_constellation_counts, &build_planned_shells});
    check_other_resources(load, descriptor);
}

std::filesystem::path descriptor_file(const std::filesystem::path& given) {
    std::error_code code;
    return std::filesystem::is_directory(given, code) ? given / "datapackage.json" : given;
}

/// Nothing in a pack has a meaning without countries.
Error report_no_countries(pack::Loader& load, pack::FindingList& of_descriptor) {
    const std::size_t countries = load.find("countries");
    const bool listed = countries != pack::Loader::npos;
    pack::FindingList& findings = listed ? load.findings(countries) : of_descriptor;
    const char* message =
        listed ? "expected at least one country, found none that can be used" : "resources: expected a table countries, found none";
    findings.error(message);
    return {message, findings.file()};
}

/// The dataset as far as it goes, and why it is no use if it is none.
struct Loaded {
    Dataset dataset;
    std::optional<Error> failure;
};

Loaded load_all(const std::filesystem::path& given) {
    Loaded out;
    const std::filesystem::path file = descriptor_file(given);
    pack::FindingList of_descriptor{file};
    const auto descriptor = pack::read_descriptor(file, of_descriptor);
    if (!descriptor) {
        out.failure = descriptor.error();
        out.dataset.findings.push_back({Finding::Level::Error, descriptor.error()});
        return out;
    }
    Dataset& dataset = out.dataset;
    dataset.folder = file.parent_path();
    dataset.name = descriptor->name;
    dataset.title = descriptor->title;
    dataset.version = descriptor->version;
    dataset.created = descriptor->created;
    dataset.as_of = descriptor->as_of;
    pack::Loader load{*descriptor, dataset};
    build_all(load, *descriptor);
    if (dataset.countries.empty()) out.failure = report_no_countries(load, of_descriptor);
    dataset.findings = of_descriptor.take();
    for (std::size_t i = 0; i < dataset.resources.size(); ++i) {
        std::vector<Finding> of_file = load.findings(i).take();
        if (dataset.countries.empty() && i == load.find("countries"))
            out.failure = of_file.front().where;  // a missing file says more
        std::move(of_file.begin(), of_file.end(), std::back_inserter(dataset.findings));
    }
    return out;
}

}  // namespace

Result<Dataset> load_pack(const std::filesystem::path& folder) {
    Loaded loaded = load_all(folder);
    if (loaded.failure) return *std::move(loaded.failure);
    return std::move(loaded.dataset);
}

std::vector<Finding> check_pack(const std::filesystem::path& folder) { return load_all(folder).dataset.findings; }

std::string format_finding(const Finding& finding) {
    if (finding.level == Finding::Level::Error) return finding.where.text();
    Error marked = finding.where;
    marked.message.insert(0, "warning: ");
    return marked.text();
}

}  // namespace linchpin
