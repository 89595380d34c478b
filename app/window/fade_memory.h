#pragma once
#include <deque>
#include <memory>
#include <vector>

#include "app/scene/fading.h"

namespace linchpin::app {

/// What the window showed within the last fade. The pictures themselves know no history: they are given what still fades out.
class FadeMemory {
public:
    /// @param now_s  of the window's clock; never runs backwards
    void note(const Layers& layers, const Snapshot& snapshot, double now_s, const Backdrop& backdrop = {});
    /// For the picture of that moment. Valid until the next note() or forget().
    [[nodiscard]] std::vector<PastPicture> pasts(double now_s) const;
    /// The next picture is shown at once.
    void forget();

private:
    struct Past {
        Layers layers;
        std::shared_ptr<const Snapshot> snapshot;
        double until_s;
        Backdrop backdrop;
    };
    std::deque<Past> pasts_;  ///< latest first
    Layers layers_;
    Backdrop backdrop_;
    std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace linchpin::app
