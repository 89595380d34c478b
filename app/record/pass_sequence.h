#pragma once
// The layers of every frame beside the frames themselves, for compositing: one sequence a layer.
#include <future>
#include <memory>
#include <vector>

#include "app/record/recorder.h"
#include "app/window/layer_light.h"

namespace linchpin::app {

/// Draws the layers of a frame whose picture is prepared, and writes them: 16-bit PNG or half-float EXR, unrounded from linear light.
class PassSequence {
public:
    /// Both must outlive it.
    PassSequence(Picture& picture, const RecordJob& job);
    ~PassSequence();
    PassSequence(const PassSequence&) = delete;
    PassSequence& operator=(const PassSequence&) = delete;

    /// One sub-frame: what the picture is prepared for. With the last one of a frame its files are written.
    [[nodiscard]] Status add(std::int64_t frame, bool last);
    /// Waits for the files that are still being written.
    [[nodiscard]] Status finish();

private:
    struct Layer {
        LayerPass pass;
        std::vector<float> light;  ///< sum over the sub-frames: linear premultiplied RGBA
    };
    Picture& picture_;
    const RecordJob& job_;
    LayerLight reader_;
    std::vector<Layer> layers_;
    int pictures_ = 0;
    std::vector<std::future<Status>> writing_;
};

/// The file of one layer of a frame: name.png becomes name.cables-000123.png.
[[nodiscard]] std::filesystem::path pass_file(const std::filesystem::path& out, std::string_view layer, std::int64_t frame);
/// name.passes.json: which layers there are, from the back to the front, and how they are laid over one another.
[[nodiscard]] Status write_pass_list(const RecordJob& job);
/// Are all layers of a frame there?
[[nodiscard]] bool passes_there(const RecordJob& job, std::int64_t frame);

}  // namespace linchpin::app
