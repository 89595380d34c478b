#pragma once
// Between the files of the exposure page. Internal to data/report.
#include <string>
#include <vector>

#include "data/report/exposure_view.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {

/// Product groups that no measure asks for, and why.
[[nodiscard]] std::vector<ExposureGap> exposure_gaps(const World& world);

/// Answers of evaluate() for one subject, each asked for once: several measures read one metric.
class ExposureAnswers {
public:
    ExposureAnswers(const World& world, const Subject& subject, const Question& question) : world_{world}, subject_{subject}, question_{question} {}
    /// The figure of a measure. A bloc's dependency test is M04, a country's M05.
    [[nodiscard]] Figure figure(const ExposureMeasure& measure);

private:
    struct Answer {
        std::string metric;
        Index group;
        std::vector<Figure> figures;
    };
    [[nodiscard]] const std::vector<Figure>& of(std::string_view metric, Index group);
    const World& world_;
    const Subject& subject_;
    Question question_;
    std::vector<Answer> answers_;
};

/// What the headline is made of: clauses from different sections, the heaviest first.
[[nodiscard]] std::vector<HeadlineClause> headline_clauses(const World& world, const Question& question, const Subject& subject,
                                                           const std::vector<ExposureRow>& rows);
[[nodiscard]] std::string headline_of(const Subject& subject, const std::vector<HeadlineClause>& clauses);

}  // namespace linchpin::report
