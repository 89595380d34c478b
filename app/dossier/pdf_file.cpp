#include "app/dossier/pdf_file.h"

#include <cairo-pdf.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "app/dossier/pdf_page.h"
#include "app/state/atomic_file.h"

namespace linchpin::dossier {
namespace {

struct Sink {
    std::FILE* file = nullptr;
    int reason = 0;
};
cairo_status_t take(void* closure, const unsigned char* data, unsigned length) {
    auto& sink = *static_cast<Sink*>(closure);
    // Cairo 1.16 aborts when it is told of an error here: the rest is thrown away instead, and the reason kept.
    if (sink.file != nullptr && sink.reason == 0 && length > 0 && std::fwrite(data, 1, length, sink.file) != length) sink.reason = errno != 0 ? errno : ENOSPC;
    return CAIRO_STATUS_SUCCESS;
}

/// Once through all pages. @return  how many there are
int run_through(const PdfHead& head, const std::function<int(cairo_t*, int)>& layout, Sink& sink, int pages_in_all) {
    cairo_surface_t* const surface = cairo_pdf_surface_create_for_stream(&take, &sink, kPageWidth, kPageHeight);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, head.title.c_str());
    if (!head.author.empty()) cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, head.author.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, head.creator.c_str());
    const std::string date = head.date.empty() ? "2000-01-01" : head.date;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, (date + "T00:00:00Z").c_str());
    cairo_t* const cr = cairo_create(surface);
    const int pages = layout(cr, pages_in_all);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS && sink.reason == 0 && sink.file != nullptr)
        sink.reason = cairo_surface_status(surface) == CAIRO_STATUS_NO_MEMORY ? ENOMEM : EIO;
    cairo_surface_destroy(surface);
    return pages;
}

}  // namespace

Status write_pdf_file(const std::filesystem::path& file, const PdfHead& head, const std::function<int(cairo_t*, int pages_in_all)>& layout) {
    Sink nowhere;
    const int pages = run_through(head, layout, nowhere, 0);  // to know how many there are
    return app::replace_file(file, [&](const std::filesystem::path& temporary) -> Status {
        Sink sink{std::fopen(temporary.c_str(), "wb")};
        if (sink.file == nullptr) return Error{std::string{"cannot be created: "} + std::strerror(errno), temporary};
        run_through(head, layout, sink, pages);
        if (std::fclose(sink.file) != 0 && sink.reason == 0) sink.reason = errno;
        if (sink.reason != 0) return Error{std::string{"cannot be written: "} + std::strerror(sink.reason), temporary};
        return Done{};
    });
}

}  // namespace linchpin::dossier
