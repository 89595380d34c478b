#include "app/dossier/type_face.h"

#include <hb-subset.h>

namespace linchpin::dossier {
namespace {

struct Blob {
    hb_blob_t* blob;
    ~Blob() { hb_blob_destroy(blob); }
};
struct Face {
    hb_face_t* face;
    ~Face() { hb_face_destroy(face); }
};
struct Input {
    hb_subset_input_t* input;
    ~Input() { hb_subset_input_destroy(input); }
};

}  // namespace

float PaperMeter::width(std::string_view utf8, float size_px, chart::Weight weight) const {
    return engine_->measure(utf8, {.weight = weight == chart::Weight::Strong ? render::FontWeight::SemiBold : render::FontWeight::Regular, .size_px = size_px, .tabular = true}).width_px;
}

std::set<char32_t> code_points_of(std::string_view utf8) {
    std::set<char32_t> points;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) point = (point << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        if (point >= 0x20) points.insert(point);
        i += length;
    }
    return points;
}

std::string font_subset(const std::filesystem::path& file, const std::set<char32_t>& used) {
    const Blob blob{hb_blob_create_from_file(file.c_str())};
    if (hb_blob_get_length(blob.blob) == 0) return {};
    const Face face{hb_face_create(blob.blob, 0)};
    const Input input{hb_subset_input_create_or_fail()};
    if (input.input == nullptr) return {};
    hb_set_t* const points = hb_subset_input_unicode_set(input.input);
    for (const char32_t point : used) hb_set_add(points, point);
    hb_set_add(hb_subset_input_set(input.input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG), HB_TAG('t', 'n', 'u', 'm'));  // figures of one width, for columns
    const Face subset{hb_subset_or_fail(face.face, input.input)};
    if (subset.face == nullptr) return {};
    const Blob out{hb_face_reference_blob(subset.face)};
    unsigned length = 0;
    const char* const bytes = hb_blob_get_data(out.blob, &length);
    return bytes == nullptr ? std::string{} : std::string{bytes, length};
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k) group = (group << 8U) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : kLetters[(group >> (18U - 6U * k)) & 63U];
    }
    return out;
}

}  // namespace linchpin::dossier
