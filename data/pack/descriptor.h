#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/core/result.h"
#include "data/pack/dataset.h"
#include "data/pack/finding_list.h"
#include "data/pack/schema.h"

namespace linchpin::pack {

/// One resource of datapackage.json.
struct ResourceDescriptor {
    ResourceInfo info;
    std::filesystem::path file;  ///< below the pack's folder; empty when the package names none that can be read
    TableSchema schema;
    bool is_csv = false;
};

/// datapackage.json, as far as it is used.
struct Descriptor {
    std::string name, title, version, created;
    std::optional<Date> as_of;
    std::vector<ResourceDescriptor> resources;
};

/// Reads `folder`/datapackage.json. What is wrong in one resource is a finding and the rest is read; only a file that is missing
/// or no JSON object is an error.
[[nodiscard]] Result<Descriptor> read_descriptor(const std::filesystem::path& file, FindingList& findings);

}  // namespace linchpin::pack
