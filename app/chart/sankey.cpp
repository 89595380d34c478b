#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/chart/build.h"
#include "app/chart/charts.h"
#include "data/core/format.h"

namespace linchpin::chart {
namespace {

constexpr float kNode = 12.0f, kNodeGap = 10.0f, kHead = 26.0f, kLeast = 1.0f;
const render::Rgba8 kOthers = render::rgb("#8b93a0");

/// A node as drawn: one of the given ones, or several taken together.
struct Placed {
    std::string name{}, code{};
    render::Rgba8 colour{};
    bool unknown = false;
    double value_usd = 0.0;
    float y = 0.0f, h = 0.0f;
    double used_in = 0.0, used_out = 0.0;  ///< of its height, by ribbons so far
};

struct Side {
    std::vector<Placed> nodes{};
    std::vector<std::size_t> at{};  ///< position in `nodes` of each given node
};

/// The largest nodes by themselves, the rest as "Others", what is not known last.
Side ranked(const std::vector<SankeySpec::Node>& given, const std::vector<double>& value_usd, std::size_t most) {
    Side side;
    side.at.assign(given.size(), 0);
    std::vector<std::size_t> order{};
    for (std::size_t i = 0; i < given.size(); ++i)
        if (!given[i].unknown && value_usd[i] > 0.0) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return value_usd[a] != value_usd[b] ? value_usd[a] > value_usd[b] : given[a].code < given[b].code; });
    const std::size_t alone = order.size() <= most + 1 ? order.size() : most;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const SankeySpec::Node& node = given[order[rank]];
        if (rank < alone) side.nodes.push_back({.name = node.name, .code = node.code, .colour = node.colour});
        else if (rank == alone) side.nodes.push_back({.name = std::to_string(order.size() - alone) + " others", .colour = kOthers});
        side.at[order[rank]] = side.nodes.size() - 1;
        side.nodes.back().value_usd += value_usd[order[rank]];
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!given[i].unknown || !(value_usd[i] > 0.0)) continue;
        side.at[i] = side.nodes.size();
        side.nodes.push_back({.name = given[i].name, .colour = kOthers, .unknown = true, .value_usd = value_usd[i]});
    }
    return side;
}

double sum_of(const std::vector<Placed>& nodes) {
    return std::accumulate(nodes.begin(), nodes.end(), 0.0, [](double sum, const Placed& node) { return sum + node.value_usd; });
}

/// One scale for all columns, so that widths can be compared; columns are centred.
void place(std::vector<Placed>& nodes, float top, float height, double px_per_usd) {
    float used = kNodeGap * static_cast<float>(nodes.empty() ? 0 : nodes.size() - 1);
    for (Placed& node : nodes) {
        node.h = std::max(kLeast, static_cast<float>(node.value_usd * px_per_usd));
        used += node.h;
    }
    float y = top + std::max(0.0f, (height - used) / 2);
    for (Placed& node : nodes) {
        node.y = y;
        y += node.h + kNodeGap;
    }
}

std::string label_of(const Placed& node, double all) { return node.name + "  " + format_percent(node.value_usd / all); }

class Painter {
public:
    Painter(const SankeySpec& spec, Drawing& drawing, const TextMeter& meter) : spec_{spec}, drawing_{drawing}, pen_{drawing, meter} {}

    void draw() {
        std::vector<double> left_usd(spec_.left.size(), 0.0), middle_usd(spec_.middle.size(), 0.0);
        for (const SankeySpec::Flow& flow : spec_.flows) {
            left_usd[flow.left] += flow.value_usd;
            middle_usd[flow.middle] += flow.value_usd;
        }
        left_ = ranked(spec_.left, left_usd, spec_.most_nodes);
        middle_ = ranked(spec_.middle, middle_usd, spec_.most_nodes);
        all_ = sum_of(middle_.nodes);
        if (!(all_ > 0.0)) {
            pen_.text("no data", drawing_.width_px / 2, drawing_.height_px / 2 - kLineHeight * kSmall / 2, role(Ink::Dim), Anchor::Middle);
            return;
        }
        right_.push_back({.name = spec_.receiver, .colour = {}, .value_usd = all_});
        lay_out();
        ribbons();
        nodes(left_.nodes, left_x_, Anchor::End);
        nodes(middle_.nodes, middle_x_, Anchor::Start);
        nodes(right_, right_x_, Anchor::Start);
        heads();
    }

private:
    void lay_out() {
        const float most = static_cast<float>(std::max(left_.nodes.size(), middle_.nodes.size()));
        const float height = drawing_.height_px - kHead;
        const double scale = std::max(1.0, static_cast<double>(height - kNodeGap * (most - 1.0f) - kLeast * most)) / all_;
        for (auto* const side : {&left_.nodes, &middle_.nodes, &right_}) place(*side, kHead, height, scale);
        float left_names = pen_.width(spec_.left_title, kSmall, Weight::Strong), right_names = pen_.width(spec_.receiver, kSmall, Weight::Strong);
        for (const Placed& node : left_.nodes) left_names = std::max(left_names, pen_.width(label_of(node, all_)));
        left_x_ = std::min(left_names, drawing_.width_px * 0.27f) + 8.0f;
        right_x_ = drawing_.width_px - std::min(right_names + 10.0f, drawing_.width_px * 0.2f) - kNode;
        middle_x_ = left_x_ + (right_x_ - left_x_) * 0.5f;
    }

    void ribbons() {
        // By the place of both ends, so that ribbons cross as little as they can.
        std::vector<std::vector<double>> usd(left_.nodes.size(), std::vector<double>(middle_.nodes.size(), 0.0));
        for (const SankeySpec::Flow& flow : spec_.flows) usd[left_.at[flow.left]][middle_.at[flow.middle]] += flow.value_usd;
        for (std::size_t i = 0; i < left_.nodes.size(); ++i)
            for (std::size_t j = 0; j < middle_.nodes.size(); ++j) {
                if (!(usd[i][j] > 0.0)) continue;
                Placed &from = left_.nodes[i], &to = middle_.nodes[j];
                const auto part = [&](const Placed& node) { return node.h * static_cast<float>(usd[i][j] / node.value_usd); };
                const Point a{left_x_ + kNode, from.y + from.h * static_cast<float>(from.used_out / from.value_usd)};
                const Point b{middle_x_, to.y + to.h * static_cast<float>(to.used_in / to.value_usd)};
                pen_.ribbon(a, part(from), b, part(to), fixed(from.colour, from.unknown ? 0.18f : 0.38f));
                from.used_out += usd[i][j];
                to.used_in += usd[i][j];
                std::string body = format_usd(usd[i][j]) + ", " + format_percent(usd[i][j] / all_) + " of what " + spec_.receiver + " imports";
                const float y = std::min(a.y, b.y), bottom = std::max(a.y + part(from), b.y + part(to));
                if (part(from) >= 3.0f) pen_.spot({(a.x + b.x) / 2 - 20.0f, y + (bottom - y) / 2 - 6.0f, 40.0f, 12.0f}, "", from.name + " \u2192 " + to.name, std::move(body));
                row("made in \u2192 declared by", from, to, usd[i][j]);
            }
        Placed& to = right_.front();
        for (Placed& from : middle_.nodes) {
            const Point a{middle_x_ + kNode, from.y}, b{right_x_, to.y + to.h * static_cast<float>(to.used_in / to.value_usd)};
            pen_.ribbon(a, from.h, b, to.h * static_cast<float>(from.value_usd / to.value_usd), fixed(from.colour, from.unknown ? 0.18f : 0.38f));
            to.used_in += from.value_usd;
            row("declared by \u2192 importer", from, to, from.value_usd);
        }
    }

    void row(std::string_view series, const Placed& from, const Placed& to, double usd) {
        drawing_.rows.push_back({.series = std::string{series}, .label = from.name + " \u2192 " + to.name, .code = from.code + ">" + to.code, .year = spec_.year, .value = usd, .low = {}, .high = {}, .unit = "US$",
                                 .state = "value", .as_of = {}, .note = from.unknown ? "not known" : "", .source = spec_.source});
    }

    void nodes(const std::vector<Placed>& nodes, float x, Anchor side) {
        const float line = kLineHeight * kSmall;
        // Labels of thin nodes would cover one another: they move down, and up again from the end.
        std::vector<float> y(nodes.size());
        float below = kHead;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            y[i] = std::max(nodes[i].y + nodes[i].h / 2 - line / 2, below);
            below = y[i] + line;
        }
        float above = drawing_.height_px;
        for (std::size_t i = nodes.size(); i-- > 0;) {
            y[i] = std::min(y[i], above - line);
            above = y[i];
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Placed& node = nodes[i];
            const bool receiver = &nodes == &right_;
            const Box box{x, node.y, kNode, node.h};
            if (node.unknown) {
                pen_.rect(box, role(Ink::Ground), 2.0f);
                pen_.hatch(box, role(Ink::Dim));
            } else pen_.rect(box, receiver ? role(Ink::Text) : fixed(node.colour), 2.0f);
            const std::string label = receiver ? node.name : label_of(node, all_);
            const float room = side == Anchor::End ? x - 8.0f : receiver ? drawing_.width_px - x - kNode - 8.0f : right_x_ - x - kNode - 14.0f;
            const Weight weight = receiver ? Weight::Strong : Weight::Regular;
            pen_.text(pen_.fitted(label, room, kSmall, weight), side == Anchor::End ? x - 8.0f : x + kNode + 8.0f, y[i], role(node.unknown ? Ink::Dim : Ink::Text), side, kSmall, weight);
            pen_.spot({x - 4.0f, node.y - 2.0f, kNode + 8.0f, node.h + 4.0f}, node.code, node.name, format_usd(node.value_usd) + ", " + format_percent(node.value_usd / all_));
        }
    }

    void heads() {
        pen_.text(pen_.fitted(spec_.left_title, left_x_ + kNode, kSmall, Weight::Strong), left_x_ + kNode, 0.0f, role(Ink::Dim), Anchor::End, kSmall, Weight::Strong);
        pen_.text(pen_.fitted(spec_.middle_title, (right_x_ - middle_x_) * 0.8f, kSmall, Weight::Strong), middle_x_, 0.0f, role(Ink::Dim), Anchor::Start, kSmall, Weight::Strong);
        const float room = drawing_.width_px - (middle_x_ + pen_.width(spec_.middle_title, kSmall, Weight::Strong)) - 12.0f;
        pen_.text(pen_.fitted(spec_.right_title, std::max(0.0f, room), kSmall, Weight::Strong), drawing_.width_px, 0.0f, role(Ink::Dim), Anchor::End, kSmall, Weight::Strong);
    }

    const SankeySpec& spec_;
    Drawing& drawing_;
    Pen pen_;
    Side left_, middle_;
    std::vector<Placed> right_{};
    double all_ = 0.0;
    float left_x_ = 0.0f, middle_x_ = 0.0f, right_x_ = 0.0f;
};

}  // namespace

Drawing sankey(const SankeySpec& spec, float width_px, float height_px, const TextMeter& meter) {
    Drawing drawing{.title = spec.title, .width_px = width_px, .height_px = height_px, .notes = spec.notes};
    Painter{spec, drawing, meter}.draw();
    return drawing;
}

}  // namespace linchpin::chart
