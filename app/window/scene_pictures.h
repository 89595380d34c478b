#pragma once
#include <glad/gl.h>

#include <cstdint>
#include <string>
#include <vector>

#include "app/story/show_frames.h"

namespace linchpin::app {

/// Small pictures of a story's scenes as textures, for previews and the grid. Kept as long as a scene is what it was.
class ScenePictures {
public:
    ScenePictures() = default;
    ~ScenePictures();
    ScenePictures(const ScenePictures&) = delete;
    ScenePictures& operator=(const ScenePictures&) = delete;

    /// From here on of this story, in this shape.
    void follow(const ReadyStory& story, PixelSize size);
    /// 0 while it is not drawn yet.
    [[nodiscard]] GLuint texture(std::size_t scene) const { return scene < pictures_.size() ? pictures_[scene].texture : 0; }
    [[nodiscard]] bool complete() const;
    /// Draws one that is missing: the first of `wanted`, else any. A scene that cannot be drawn is not tried again.
    /// @return  whether there was one
    bool draw_one(Studio& studio, const ReadyStory& story, std::vector<std::size_t> wanted);
    [[nodiscard]] PixelSize size() const noexcept { return size_; }

private:
    struct One {
        std::string made_of;   ///< the scene's text and what all scenes share
        GLuint texture = 0;
        bool tried = false;
    };
    void forget(One& one);
    std::vector<One> pictures_;
    PixelSize size_{864, 486};  ///< below this texts would be larger than in the audience's picture
};

}  // namespace linchpin::app
