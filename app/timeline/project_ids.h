#pragma once
// The words that stand for a project's enumerators in its file and on screen.
#include <array>

#include "app/state/state_ids.h"
#include "app/timeline/project.h"

namespace linchpin::app {

inline constexpr std::array<EnumName<Ease>, 5> kEaseNames{
    {{Ease::Linear, "linear", "Linear"}, {Ease::Smooth, "smooth", "Smooth"}, {Ease::In, "in", "Speeding up"}, {Ease::Out, "out", "Slowing down"}, {Ease::Hold, "hold", "Hold"}}};
inline constexpr std::array<EnumName<CameraMove>, 5> kMoveNames{{{CameraMove::Flight, "flight", "Flight"},
                                                                 {CameraMove::Direct, "direct", "Direct"},
                                                                 {CameraMove::Turn, "turn", "Turn of the globe"},
                                                                 {CameraMove::Spline, "spline", "Smooth through keys"},
                                                                 {CameraMove::SteadySpline, "steady-spline", "Smooth, steady pace"}}};
inline constexpr std::array<EnumName<ElementKind>, 5> kElementNames{{{ElementKind::Caption, "caption", "Caption"},
                                                                     {ElementKind::Title, "title", "Title"},
                                                                     {ElementKind::Counter, "counter", "Counter"},
                                                                     {ElementKind::DateStamp, "date", "Date"},
                                                                     {ElementKind::ScaleBar, "scale-bar", "Scale bar"}}};
inline constexpr std::array<EnumName<ElementPlace>, 9> kPlaceNames{{{ElementPlace::TopLeft, "top-left", "Top left"},
                                                                    {ElementPlace::Top, "top", "Top"},
                                                                    {ElementPlace::TopRight, "top-right", "Top right"},
                                                                    {ElementPlace::Left, "left", "Left"},
                                                                    {ElementPlace::Middle, "middle", "Middle"},
                                                                    {ElementPlace::Right, "right", "Right"},
                                                                    {ElementPlace::BottomLeft, "bottom-left", "Bottom left"},
                                                                    {ElementPlace::Bottom, "bottom", "Bottom"},
                                                                    {ElementPlace::BottomRight, "bottom-right", "Bottom right"}}};

}  // namespace linchpin::app
