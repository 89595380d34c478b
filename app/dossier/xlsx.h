#pragma once
#include <filesystem>

#include "app/dossier/document.h"
#include "data/core/result.h"

namespace linchpin::dossier {

/// A workbook: every figure as a table of numbers with filters, the sections, what is missing, definitions, sources. Whole or not at all.
[[nodiscard]] Status write_xlsx(const std::filesystem::path& file, const Document& document);

}  // namespace linchpin::dossier
