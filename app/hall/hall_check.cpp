#include "app/hall/hall_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "app/handout/handout.h"
#include "app/story/story_check.h"
#include "render/overlay/text_engine.h"

namespace linchpin::app {
namespace {

/// A picture of one colour shows nothing: the camera looks into the void or every layer is off.
bool is_empty(const std::vector<std::uint8_t>& rgba) {
    constexpr int kApart = 24;  // stars and noise of one step do not count
    std::array<std::uint8_t, 3> low{255, 255, 255}, high{0, 0, 0};
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4)
        for (std::size_t c = 0; c < 3; ++c) {
            low[c] = std::min(low[c], rgba[i + c]);
            high[c] = std::max(high[c], rgba[i + c]);
        }
    return std::all_of(low.begin(), low.end(), [&, c = std::size_t{0}](std::uint8_t v) mutable { return high[c++] - v < kApart; });
}

}  // namespace

bool HallReport::ready() const noexcept {
    return !items.empty() && std::none_of(items.begin(), items.end(), [](const HallItem& i) { return i.state == HallState::Fault; });
}

HallCheck::HallCheck(Studio& studio, std::shared_ptr<const ReadyStory> story, HallFacts facts, HallOptions options)
    : studio_{studio}, story_{std::move(story)}, facts_{std::move(facts)}, options_{std::move(options)}, sockets_before_{network_sockets()} {
    auto engine = render::TextEngine::create();
    if (engine) text_ = std::move(*engine);
    else no_text_ = engine.error().message;
}

HallCheck::~HallCheck() = default;

double HallCheck::done_share() const noexcept { return static_cast<double>(next_) / static_cast<double>(story_->size() + 1); }

bool HallCheck::step() {
    if (next_ < story_->size()) play(next_);
    else if (next_ == story_->size()) finish();
    else return false;
    return ++next_ <= story_->size();
}

void HallCheck::look_at_letters(const SceneTexts& texts, const StoryScene& scene) {
    if (!text_) return;
    const render::FontSpec spec;
    for (const ShownElement& element : texts.elements)
        for (const std::string* text : {&element.text, &element.detail}) (void)text_->shape(*text, spec);
    for (const std::string* text : {&scene.title, &scene.notes}) (void)text_->shape(*text, spec);
}

void HallCheck::play(std::size_t i) {
    const StoryScene& scene = story_->scene(i);
    SceneSpeed speed;
    speed.title = scene.title;
    const auto texts = scene_texts(studio_, *story_, i);
    const auto visit = Visit::prepare(*story_, i, from_ ? &*from_ : nullptr, false);
    if (texts && visit) {
        for (const BoundNumber& number : texts->numbers)
            if (is_missing(number)) missing_.push_back({scene.title, number.expression, number.shown, number.note});
        numbers_ += texts->numbers.size();
        look_at_letters(*texts, scene);
        rest_s_.push_back((*visit)->rest_s());
        speed.high_ms = drawing_ms(**visit, render::Quality::High, speed.empty);
        if (speed.high_ms > 1000.0 / options_.wished_fps) speed.low_ms = drawing_ms(**visit, render::Quality::Low, speed.empty);
        from_ = VisitFrom{story_->state(i), {}};
    } else {
        speed.empty = true;
        rest_s_.push_back(0.0);
    }
    report_.scenes.push_back(std::move(speed));
}

double HallCheck::drawing_ms(const Visit& visit, render::Quality quality, bool& empty) {
    if (!target_) {
        auto target = render::FrameTarget::create(options_.size.width_px, options_.size.height_px, 4);
        if (!target) return empty = true, 1e6;
        target_.emplace(std::move(*target));
    }
    ShowFrames frames{studio_};
    frames.follow([&visit](double t) { return visit.at(t); });
    // On the way, on arrival and at rest; the first one warms up: what is new in a scene is uploaded once.
    const std::array<double, 6> times_s{0.0, 0.25 * visit.arrival_s(), 0.5 * visit.arrival_s(), 0.75 * visit.arrival_s(), visit.arrival_s(), visit.rest_s()};
    std::vector<double> took_ms;
    for (const double time_s : times_s) {
        FrameMoment moment = visit.at(time_s);
        const auto began = std::chrono::steady_clock::now();
        ShowFrames::How how;
        how.quality = quality;
        how.moving = time_s < visit.arrival_s();
        if (const Status drawn = frames.draw(moment, time_s, *target_, how); !drawn) return empty = true, 1e6;
        (void)target_->read_pixel(0, 0);  // waits for the graphics card
        took_ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    }
    empty = is_empty(target_->read_rgba());
    took_ms.erase(took_ms.begin());
    std::sort(took_ms.begin(), took_ms.end());
    return took_ms[took_ms.size() / 2];
}

void HallCheck::finish() {
    const Story& story = story_->story();
    auto& items = report_.items;
    items.push_back({"story", "Story", options_.warnings.empty() ? HallState::Good : HallState::Note,
                     options_.warnings.empty() ? fmt::format("\"{}\" can be read.", story.title) : options_.warnings.front() + "."});
    items.push_back(judge_names(missing_in_pack(studio_.dataset(), studio_.bindings(), story)));
    items.push_back(judge_numbers(missing_, numbers_));
    items.push_back(judge_drawn(report_.scenes));
    items.push_back(judge_timing(story, rest_s_));
    items.push_back(judge_notes(story));
    items.push_back(judge_screens(facts_));
    items.push_back(judge_speed(report_.scenes, options_.wished_fps, options_.size.width_px, options_.size.height_px, facts_));
    items.push_back(judge_fonts(text_ ? text_->warning() : no_text_, text_ ? std::span<const char32_t>{text_->missing_code_points()} : std::span<const char32_t>{}));
    std::vector<std::string> pictures = studio_.warnings();
    if (text_) std::erase(pictures, text_->warning());  // said above
    items.push_back(judge_pictures(pictures));
    items.push_back(judge_ffmpeg(facts_));
    items.push_back(judge_power(facts_));
    items.push_back(judge_network(network_sockets() - sockets_before_));
}

}  // namespace linchpin::app
