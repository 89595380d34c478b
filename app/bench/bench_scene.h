#pragma once
// The common workload as a scene: sizes, colours and the camera's path are those of the contract.
#include <array>
#include <memory>

#include "app/bench/workload.h"
#include "data/orbit/keyframes.h"
#include "render/renderer.h"

namespace linchpin::app::bench {

class BenchScene {
public:
    explicit BenchScene(const Workload& workload);
    /// Satellites of frame i: i seconds after the start, interpolated between keyframes that a thread works out ahead.
    void move_to(int frame);
    /// Shows or hides every site and arc of odd category.
    void show_odd(bool shown);
    [[nodiscard]] const render::Scene& scene() const noexcept { return scene_; }
    [[nodiscard]] bool odd_shown() const noexcept { return odd_shown_; }
    /// Of frame i: above latitude 20, longitude -30 + i degrees, the globe 0.8 of the height.
    [[nodiscard]] static render::Camera camera(int frame, int width_px, int height_px);

private:
    void restyle_sites();
    const Workload& workload_;
    render::Scene scene_;
    orbit::KeyframeFeed feed_;
    /// A batch is sent again when its pointer changes: two stores in turn, so that a filter allocates nothing.
    std::array<std::shared_ptr<std::vector<render::PointStyle>>, 2> site_styles_;
    std::size_t site_turn_ = 0;
    bool odd_shown_ = true;
};

}  // namespace linchpin::app::bench
