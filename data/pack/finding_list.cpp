#include "data/pack/finding_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace linchpin::pack {

void FindingList::add(Finding::Level level, std::string message, csv::Position at) {
    if (full()) {
        ++(level == Finding::Level::Error ? errors_left_out_ : warnings_left_out_);
        return;
    }
    found_.push_back({level, Error{std::move(message), file_, static_cast<int>(at.line), static_cast<int>(at.column)}});
}

std::vector<Finding> FindingList::take() {
    std::vector<Finding> out = std::exchange(found_, {});
    std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) {
        return std::pair{a.where.line, a.where.column} < std::pair{b.where.line, b.where.column};
    });
    if (errors_left_out_ + warnings_left_out_ > 0) {
        const auto level = errors_left_out_ > 0 ? Finding::Level::Error : Finding::Level::Warning;
        out.push_back(
            {level, Error{fmt::format("found {} more errors and {} more warnings in this file; only the first {} are listed",
                                      errors_left_out_, warnings_left_out_, kMostFindingsPerFile),
                          file_}});
    }
    return out;
}

}  // namespace linchpin::pack
