#include "app/ui/markdown_view.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/story/markdown.h"
#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

struct Faces {
    ImFont *plain, *strong, *heading;
};

/// Words of differing fonts set into lines, as ImGui's own wrapping knows one font only.
class Flow {
public:
    Flow(float left, float right, float leading) : left_{left}, right_{right}, x_{left}, leading_{leading}, y_{ImGui::GetCursorScreenPos().y} {}
    void put(ImFont* font, ImU32 colour, std::string_view text, bool underlined) {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        while (!text.empty()) {
            std::size_t end = text.find(' ');
            const bool space = end != std::string_view::npos;
            if (!space) end = text.size();
            const std::string_view word = text.substr(0, end);
            const float width = text_width(font, word);
            if (x_ + width > right_ && x_ > left_) new_line();
            // A word wider than the column, an address for instance, is parted where it has to be.
            std::string_view rest = word;
            while (x_ + text_width(font, rest) > right_ && rest.size() > 1) {
                const char* stop = nullptr;
                font->CalcTextSizeA(font->FontSize, std::max(right_ - x_, 1.0f), 0.0f, rest.data(), rest.data() + rest.size(), &stop);
                const std::size_t fits = std::max<std::size_t>(1, static_cast<std::size_t>(stop - rest.data()));
                draw(list, font, colour, rest.substr(0, fits), underlined);
                rest.remove_prefix(fits);
                new_line();
            }
            draw(list, font, colour, rest, underlined);
            if (space) x_ += text_width(font, " ");
            text.remove_prefix(space ? end + 1 : end);
        }
    }
    void new_line() {
        x_ = left_;
        y_ += leading_;
    }
    [[nodiscard]] float bottom() const { return y_ + leading_; }

private:
    void draw(ImDrawList& list, ImFont* font, ImU32 colour, std::string_view text, bool underlined) {
        if (text.empty()) return;
        list.AddText(font, font->FontSize, {x_, y_}, colour, text.data(), text.data() + text.size());
        const float width = text_width(font, text);
        if (underlined) list.AddLine({x_, y_ + font->FontSize}, {x_ + width, y_ + font->FontSize}, colour, 1.0f);
        x_ += width;
    }
    float left_, right_, x_, leading_, y_;
};

void draw_spans(PanelContext& c, const Faces& faces, const MarkdownBlock& block, float indent, ImFont* base, render::Rgba8 colour) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float right = at.x + ImGui::GetContentRegionAvail().x;
    Flow flow{at.x + indent, right, std::round(base->FontSize * 1.38f)};
    for (const MarkdownSpan& span : block.spans) {
        ImFont* const font = span.strong && base == faces.plain ? faces.strong : base;
        // The family has no italics here: what is stressed is brighter or dimmer than what stands around it.
        const render::Rgba8 shown = span.code ? c.colours().text_dim : span.emphasis ? c.colours().warning : colour;
        flow.put(font, im(shown), span.text, !span.url.empty());
    }
    ImGui::Dummy({1.0f, flow.bottom() - at.y});
}

void draw_block(PanelContext& c, const Faces& faces, const MarkdownBlock& block) {
    const ThemeColours& k = c.colours();
    const float em = faces.plain->FontSize;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    switch (block.kind) {
        case MarkdownBlock::Kind::Heading: return draw_spans(c, faces, block, 0.0f, block.level <= 2 ? faces.heading : faces.strong, k.text);
        case MarkdownBlock::Kind::Paragraph: return draw_spans(c, faces, block, 0.0f, faces.plain, k.text);
        case MarkdownBlock::Kind::Item: {
            const float indent = em * 1.35f * static_cast<float>(block.level);
            if (block.marker.empty()) list.AddCircleFilled({at.x + indent - em * 0.72f, at.y + em * 0.56f}, em * 0.14f, im(k.text_dim), 16);
            else list.AddText(faces.plain, em, {at.x + indent - em * 0.35f - text_width(faces.plain, block.marker), at.y}, im(k.text_dim), block.marker.c_str());
            return draw_spans(c, faces, block, indent, faces.plain, k.text);
        }
        case MarkdownBlock::Kind::Quote: {
            draw_spans(c, faces, block, em, faces.plain, k.text_dim);
            const float bottom = ImGui::GetItemRectMax().y;
            return list.AddRectFilled({at.x, at.y}, {at.x + c.px(3), bottom}, im(k.line), c.px(2));
        }
        case MarkdownBlock::Kind::Code:
            for (std::string_view rest = block.spans.empty() ? std::string_view{} : std::string_view{block.spans[0].text}; !rest.empty();) {
                const std::size_t end = rest.find('\n');
                text_wrapped(faces.plain, k.text_dim, rest.substr(0, end));
                rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            }
            return;
        case MarkdownBlock::Kind::Rule: return divider(c);
    }
}

}  // namespace

void draw_markdown(PanelContext& c, std::string_view text) {
    const bool notes = c.fonts.note != nullptr;
    const Faces faces{notes ? c.fonts.note : c.fonts.body, notes ? c.fonts.note_strong : c.fonts.strong, notes ? c.fonts.note_heading : c.fonts.title};
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0.0f, faces.plain->FontSize * 0.35f});
    for (const MarkdownBlock& block : parse_markdown(text)) draw_block(c, faces, block);
    ImGui::PopStyleVar();
}

}  // namespace linchpin::app
