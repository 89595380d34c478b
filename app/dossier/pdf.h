#pragma once
#include <filesystem>

#include "app/dossier/document.h"
#include "data/core/result.h"

namespace linchpin::dossier {

/// A4 pages with real text in embedded letters, bookmarks and the map. Whole or not at all.
[[nodiscard]] Status write_pdf(const std::filesystem::path& file, const Document& document);

}  // namespace linchpin::dossier
