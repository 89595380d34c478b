#pragma once
// The type of dossiers: how wide texts are, and the part of Inter that a page needs.
#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "app/chart/drawing.h"
#include "data/core/result.h"
#include "render/overlay/text_engine.h"

namespace linchpin::dossier {

/// Widths by the letters' own metrics.
class PaperMeter final : public chart::TextMeter {
public:
    explicit PaperMeter(std::shared_ptr<render::TextEngine> engine) : engine_{std::move(engine)} {}
    [[nodiscard]] float width(std::string_view utf8, float size_px, chart::Weight weight) const override;

private:
    std::shared_ptr<render::TextEngine> engine_;
};

/// Code points of a text, each once.
[[nodiscard]] std::set<char32_t> code_points_of(std::string_view utf8);
/// The letters of a font file that a text uses, as an OpenType file of its own. Empty when the file cannot be cut.
[[nodiscard]] std::string font_subset(const std::filesystem::path& file, const std::set<char32_t>& used);
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace linchpin::dossier
