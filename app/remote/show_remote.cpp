#include "app/remote/show_remote.h"

namespace linchpin::app {

RemoteView remote_view(const Show* show, double now_s) {
    RemoteView view;
    if (show == nullptr) return view;
    const ReadyStory& story = show->story();
    view.presenting = true;
    view.scene = static_cast<int>(show->scene()) + 1;
    view.title = story.scene(show->scene()).title;
    view.notes = story.scene(show->scene()).notes;
    for (const StoryScene& scene : story.story().scenes) view.scenes.push_back(scene.title);
    if (show->scene() + 1 < story.size()) view.next = view.scenes[show->scene() + 1];
    view.blank = show->veil() != Veil::None;
    view.elapsed_s = show->elapsed_s(now_s);
    if (story.story().planned_s() > 0.0) view.remaining_s = show->remaining_s(now_s);
    return view;
}

}  // namespace linchpin::app
