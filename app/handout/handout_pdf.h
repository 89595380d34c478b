#pragma once
#include <filesystem>
#include <vector>

#include "app/handout/handout.h"

namespace linchpin::app {

/// An A4 page a scene, with real text in embedded letters and a bookmark each; long notes go on on the next page.
class HandoutPdf {
public:
    /// @param notes  the speaker's notes too
    HandoutPdf(HandoutCover cover, bool notes) : cover_{std::move(cover)}, notes_{notes} {}
    /// @return  false when the picture could not be encoded
    [[nodiscard]] bool add(HandoutPage page);
    /// Whole or not at all.
    [[nodiscard]] Status write(const std::filesystem::path& file) const;

private:
    struct Sheet {
        HandoutPage page;   ///< without its pixels
        std::vector<std::uint8_t> jpeg;
    };
    friend class HandoutLayout;
    HandoutCover cover_;
    bool notes_;
    std::vector<Sheet> sheets_;
};

}  // namespace linchpin::app
