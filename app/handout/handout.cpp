#include "app/handout/handout.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/scene/legend_builder.h"
#include "app/state/scenario_text.h"

namespace linchpin::app {

bool is_missing(const BoundNumber& number) noexcept { return number.shown == "no data" || number.shown == "not available" || number.shown == "needs input"; }

namespace {

/// Below this height letters no longer shrink with the picture and captions would cover one another: smaller ones are drawn larger and reduced.
constexpr int kComposedHeight_px = 540;

/// Every number of the captions once. Words, years and dates are in the captions already.
std::vector<HandoutNumber> numbers_of(const std::vector<BoundNumber>& bound) {
    std::vector<HandoutNumber> numbers;
    std::string last_note;  // what "as above" says again
    for (const BoundNumber& b : bound) {
        if (b.label.empty() && !is_missing(b)) continue;
        HandoutNumber n{b.shown, b.label.empty() ? b.expression : b.label, b.year > 0 ? std::to_string(b.year) : std::string{}, b.note, b.source, is_missing(b)};
        const auto same = [&](const HandoutNumber& other) { return other.shown == n.shown && other.what == n.what; };
        if (std::any_of(numbers.begin(), numbers.end(), same)) continue;
        if (!n.note.empty() && n.note == last_note) n.note = "as above";
        else if (!n.note.empty()) last_note = n.note;
        numbers.push_back(std::move(n));
    }
    return numbers;
}

}  // namespace

HandoutCover handout_cover(const Studio& studio, const Story& story) {
    const Dataset& data = studio.dataset();
    HandoutCover cover{story.title, story.author, story.event, {}, data.as_of ? data.as_of->iso() : std::string{}, story.scenes.size()};
    cover.basis = fmt::format("Data pack {}{}{}", data.title.empty() ? data.name : data.title, data.version.empty() ? "" : " " + data.version,
                              data.as_of ? ", as of " + data.as_of->iso() : "");
    return cover;
}

Result<HandoutPage> handout_page(Studio& studio, const ReadyStory& story, std::size_t scene, PixelSize size, int supersample) {
    const AppState& state = story.state(scene);
    const auto snapshot = studio.snapshot_of(state);
    if (!snapshot) return snapshot.error();
    const Result<SceneTexts> texts = scene_texts(studio, story, scene);
    if (!texts) return texts.error();
    const int larger = std::min((kComposedHeight_px + size.height_px - 1) / size.height_px, 4);
    Result<StillImage> picture = scene_image(studio, story, scene, size, std::max(supersample, larger));
    if (!picture) return picture.error();

    const StoryScene& shown = story.scene(scene);
    HandoutPage page;
    page.number = scene + 1;
    page.id = shown.id;
    page.title = shown.title;
    const std::optional<Date> date = state.filter.date ? state.filter.date : studio.dataset().as_of;
    page.date = date ? date->iso() : std::string{};
    page.scenario = scenario_line(studio.dataset(), state.scenario);
    page.width_px = size.width_px;
    page.height_px = size.height_px;
    page.rgba = std::move(picture->rgba);
    for (std::size_t i = 0; i < texts->elements.size(); ++i) {
        const ShownElement& element = texts->elements[i];
        if (element.text.empty() || element.kind == ElementKind::DateStamp || element.kind == ElementKind::ScaleBar) continue;
        const bool computed = shown.captions[i].text.find('{') != std::string::npos;
        page.captions.push_back({element.text, element.detail, element.kind == ElementKind::Title, element.kind == ElementKind::Counter, computed});
    }
    page.numbers = numbers_of(texts->numbers);
    page.sources = shown.sources;
    page.notes = shown.notes;
    page.credits = make_credits(studio.dataset(), state, **snapshot);
    return page;
}

std::string page_name(const HandoutPage& page) { return fmt::format("{:02}-{}", page.number, page.id); }

}  // namespace linchpin::app
