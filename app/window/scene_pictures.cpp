#include "app/window/scene_pictures.h"

#include <algorithm>

#include "app/story/story_json.h"

namespace linchpin::app {
namespace {

/// A texture that shrinks well.
GLuint upload(const StillImage& image) {
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, image.width_px, image.height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glBindTexture(GL_TEXTURE_2D, 0);
    return texture;
}

/// What the picture of a scene depends on: not its notes, sources and planned time.
std::string made_of(const Story& story, std::size_t scene) {
    Story one;
    one.start = story.start;
    one.scenes.push_back(story.scenes[scene]);
    one.scenes[0].notes.clear();
    one.scenes[0].sources.clear();
    one.scenes[0].planned_s = 0.0;
    one.scenes[0].id = one.scenes[0].title = "x";
    return story_to_json(one);
}

}  // namespace

ScenePictures::~ScenePictures() {
    for (One& one : pictures_) forget(one);
}

void ScenePictures::forget(One& one) {
    if (one.texture != 0) glDeleteTextures(1, &one.texture);
    one = {};
}

void ScenePictures::follow(const ReadyStory& story, PixelSize size) {
    if (size.width_px != size_.width_px || size.height_px != size_.height_px) {
        for (One& one : pictures_) forget(one);
        pictures_.clear();
        size_ = size;
    }
    std::vector<One> next(story.size());
    for (std::size_t i = 0; i < next.size(); ++i) {
        next[i].made_of = made_of(story.story(), i);
        // A scene that was only moved has its picture already.
        const auto same = std::find_if(pictures_.begin(), pictures_.end(), [&](const One& one) { return one.texture != 0 && one.made_of == next[i].made_of; });
        if (same != pictures_.end()) next[i] = std::exchange(*same, One{});
    }
    for (One& one : pictures_) forget(one);
    pictures_ = std::move(next);
}

bool ScenePictures::complete() const {
    return std::all_of(pictures_.begin(), pictures_.end(), [](const One& one) { return one.tried || one.texture != 0; });
}

bool ScenePictures::draw_one(Studio& studio, const ReadyStory& story, std::vector<std::size_t> wanted) {
    for (std::size_t i = 0; i < pictures_.size(); ++i) wanted.push_back(i);
    for (const std::size_t i : wanted) {
        if (i >= pictures_.size() || pictures_[i].texture != 0 || pictures_[i].tried) continue;
        pictures_[i].tried = true;
        if (const Result<StillImage> image = scene_image(studio, story, i, size_); image) pictures_[i].texture = upload(*image);
        return true;
    }
    return false;
}

}  // namespace linchpin::app
