// About, data and keys.
#include "app/ui/record_fields.h"
#include "app/ui/sheets.h"
#include "data/core/format.h"
#include "data/pack/load_pack.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kFindingsShown = 200;

void licences_of(PanelContext& c, const ResourceInfo& resource) {
    std::vector<std::string> sources, licences;
    for (const auto& s : resource.sources) sources.push_back(s.title);
    for (const auto& l : resource.licences) licences.push_back(l.title.empty() ? l.name : l.title);
    text(c.fonts.strong, c.colours().text, resource.title.empty() ? resource.name : resource.title);
    if (!sources.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, join(sources));
    if (!licences.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, "Licence: " + join(licences));
    gap(c, 10);
}

/// Markdown as plain paragraphs: headings stronger, table rows as they are read.
void markdown(PanelContext& c, const std::string& source) {
    for (std::size_t at = 0; at < source.size();) {
        const std::size_t end = std::min(source.find('\n', at), source.size());
        std::string line = source.substr(at, end - at);
        at = end + 1;
        if (line.empty() || line.find_first_not_of("|-: ") == std::string::npos) continue;
        const bool heading_line = line.starts_with("#");
        line.erase(0, line.find_first_not_of("#| "));
        std::string plain;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '`' || line[i] == '*') continue;
            if (line[i] == '|') plain += i + 1 < line.size() ? "\u00b7" : "";
            else plain += line[i];
        }
        if (heading_line) {
            gap(c, 10);
            text(c.fonts.strong, c.colours().text, plain);
        } else {
            text_wrapped(c.fonts.small, c.colours().text_dim, plain);
        }
    }
}

}  // namespace

void draw_about_sheet(PanelContext& c) {
    begin_sheet(c, "About Linchpin", {640.0f, 640.0f});
    const ThemeColours& k = c.colours();
    text_wrapped(c.fonts.body, k.text, "The world's AI infrastructure and who depends on whom for it: data centres, submarine cables, supply flows and satellites.");
    text_wrapped(c.fonts.body, k.text_dim, "Version " LINCHPIN_VERSION ". Apache License 2.0. Boundaries and names do not imply endorsement.");
    heading(c, "Data: sources and licences", c.dataset.as_of ? "as of " + c.dataset.as_of->iso() : "");
    for (const ResourceInfo& resource : c.dataset.resources) licences_of(c, resource);
    if (!c.moment.sources_text.empty()) {
        heading(c, "Bundled files");
        markdown(c, c.moment.sources_text);
    }
    end_sheet(c);
}

void draw_data_sheet(PanelContext& c) {
    begin_sheet(c, "Data", {720.0f, 640.0f});
    const ThemeColours& k = c.colours();
    field_pair(c, "Pack", c.dataset.title.empty() ? c.dataset.name : c.dataset.title, "Version", c.dataset.version);
    field(c, "Folder", c.dataset.folder.string());
    std::size_t errors = 0;
    for (const Finding& f : c.dataset.findings) errors += f.level == Finding::Level::Error ? 1 : 0;
    heading(c, "Findings while reading", format_count(static_cast<std::int64_t>(errors)) + " errors, " +
                                             format_count(static_cast<std::int64_t>(c.dataset.findings.size() - errors)) + " warnings");
    if (c.dataset.findings.empty()) text(c.fonts.body, k.text_dim, "None: every row fits its schema.");
    for (std::size_t i = 0; i < std::min(c.dataset.findings.size(), kFindingsShown); ++i)
        text_wrapped(c.fonts.small, c.dataset.findings[i].level == Finding::Level::Error ? k.warning : k.text_dim, format_finding(c.dataset.findings[i]));
    if (c.dataset.findings.size() > kFindingsShown) text(c.fonts.small, k.text_dim, "linchpin check PACK prints all of them.");
    heading(c, "Tables");
    for (const ResourceInfo& resource : c.dataset.resources) {
        if (resource.rows_read == 0 && resource.rows_skipped == 0) continue;
        text(c.fonts.body, k.text, resource.title.empty() ? resource.name : resource.title);
        std::string rows = format_count(static_cast<std::int64_t>(resource.rows_read)) + " rows";
        if (resource.rows_skipped > 0) rows += ", " + format_count(static_cast<std::int64_t>(resource.rows_skipped)) + " skipped";
        text_right(c, c.fonts.body, resource.rows_skipped > 0 ? k.warning : k.text_dim, rows);
    }
    end_sheet(c);
}

void draw_key_sheet(PanelContext& c) {
    begin_sheet(c, "Keys and mouse", {440.0f, 680.0f});
    const ThemeColours& k = c.colours();
    const auto row = [&](std::string_view what, std::string_view keys) {
        text(c.fonts.body, k.text, what);
        text_right(c, c.fonts.body, k.text_dim, keys);
    };
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), c.px(5)});
    row("Turn the globe", "drag");
    row("Zoom to the pointer", "wheel");
    row("Fly there", "double click");
    row("Tilt and bearing", "right drag, Ctrl+drag");
    row("Passes over a place", "right click");
    row("Select", "click");
    gap(c, 10);
    for (const KeyBinding& binding : key_bindings())
        if (!binding.keys.empty()) row(binding.name, binding.keys);
    ImGui::PopStyleVar();
    end_sheet(c);
}

}  // namespace linchpin::app
