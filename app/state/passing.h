#pragma once
// What passes: the parts of one moment's picture that are no choice of a person and are never saved with a state.
#include <string>
#include <vector>

#include "app/state/app_state.h"

namespace linchpin::app {

/// Kinds of elements that stand over the globe for a while. Places are in safe-area units, so that they fit every shape of picture.
enum class ElementKind { Caption, Title, Counter, DateStamp, ScaleBar };
enum class ElementPlace { TopLeft, Top, TopRight, Left, Middle, Right, BottomLeft, Bottom, BottomRight };

/// An element at a moment.
struct ShownElement {
    ElementKind kind = ElementKind::Caption;
    ElementPlace place = ElementPlace::Bottom;
    std::string text, detail;  ///< bindings still in them until a Bindings has filled them in
    float opacity = 1.0f;
    bool operator==(const ShownElement&) const = default;
};

/// What was shown a moment ago and is still fading out; what it did not show is still fading in.
struct PastMoment {
    Filter filter;
    Layers layers;
    scenario::Scenario scenario;
    float share = 0.0f;  ///< (0, 1) of the picture; those of all past moments and of the present one add up to 1
    bool operator==(const PastMoment&) const = default;
};

/// A speaker's pointer: all but a circle is dimmed.
struct Spotlight {
    float x = 0.5f, y = 0.5f;  ///< of the picture, [0, 1], from the top left
    float opacity = 0.0f;      ///< 0 = none
    bool operator==(const Spotlight&) const = default;
};

struct Passing {
    std::vector<PastMoment> pasts;  ///< of the last fade (0.2 s), latest first; empty = nothing fades
    float veil = 0.0f;     ///< [0, 1]
    bool veil_white = false;
    Spotlight spotlight;
    std::vector<ShownElement> elements;
    bool operator==(const Passing&) const = default;
};

}  // namespace linchpin::app
