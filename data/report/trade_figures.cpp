#include <array>

#include "data/report/families.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {

std::vector<Figure> trade_figures(const Ask& ask) {
    struct Entry {
        std::string_view metric;
        std::vector<Figure> (*figures)(const Ask&);
    };
    static constexpr std::array<Entry, 9> kEntries{{{"M01", share_figures},
                                                    {"M02", concentration_figures},
                                                    {"M03", interval_figures},
                                                    {"M04", ec_figures},
                                                    {"M05", geodep_figures},
                                                    {"M06", origin_figures},
                                                    {"M08", network_figures},
                                                    {"M09", outage_figures},
                                                    {"M10", basket_figures}}};
    for (const Entry& entry : kEntries) {
        if (entry.metric == ask.metric.id) return entry.figures(ask);
    }
    return {};
}

}  // namespace linchpin::report
