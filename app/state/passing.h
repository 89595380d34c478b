#pragma once
// What passes: the parts of one moment's picture that are no choice of a person and are never saved with a state.
#include <string>
#include <vector>
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

struct Passing {
    /// Days that the date has moved within the last fade (0.2 s): what came into being since then is still fading in, and what
    /// ended is fading out. Negative when the date runs backwards; 0 = nothing fades.
    int date_trail_days = 0;
    float veil = 0.0f;     ///< [0, 1]
    bool veil_white = false;
    std::vector<ShownElement> elements;
    bool operator==(const Passing&) const = default;
};

}  // namespace linchpin::app
