#pragma once
#include <cairo.h>

#include <filesystem>
#include <functional>
#include <string>

#include "app/dossier/pdf_type.h"
#include "data/core/result.h"

namespace linchpin::dossier {

/// What a PDF says about itself.
struct PdfHead {
    std::string title, author, creator;
    std::string date;               ///< "2026-11-22", of the data and not of the day, so that the same data give the same bytes; empty = none known
};

/// Writes a PDF of A4 pages whole or not at all: a full disk is a sentence, and the file that was there stays.
/// @param layout  draws all pages, twice: once to count them, with 0, and once with their number. @return  how many there are
[[nodiscard]] Status write_pdf_file(const std::filesystem::path& file, const PdfHead& head, const std::function<int(cairo_t*, int pages_in_all)>& layout);

}  // namespace linchpin::dossier
