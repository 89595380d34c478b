#pragma once
#include <array>
#include <string_view>

#include "app/state/app_state.h"

namespace linchpin::app {

/// One entry per layer: the id on the command line and in files, the name on screen, and the switch.
struct LayerId {
    std::string_view id, name;
    bool Layers::*field;
};
inline constexpr std::array<LayerId, 12> kLayerIds{{{"earth", "Earth", &Layers::earth},
                                                    {"borders", "Borders", &Layers::borders},
                                                    {"graticule", "Graticule", &Layers::graticule},
                                                    {"stars", "Stars", &Layers::stars},
                                                    {"choropleth", "Country values", &Layers::choropleth},
                                                    {"sites", "Data centres", &Layers::sites},
                                                    {"cables", "Submarine cables", &Layers::cables},
                                                    {"flows", "Supply flows", &Layers::flows},
                                                    {"satellites", "Satellites", &Layers::satellites},
                                                    {"labels", "Labels", &Layers::labels},
                                                    {"legend", "Legend", &Layers::legend},
                                                    {"credits", "Credits", &Layers::credits}}};
/// The entry of that id, or nothing.
[[nodiscard]] const LayerId* find_layer(std::string_view id) noexcept;

}  // namespace linchpin::app
