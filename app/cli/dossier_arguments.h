#pragma once
#include "app/cli/argument_texts.h"
#include "app/cli/dossier_options.h"

namespace linchpin::app {

/// Options of `dossier` that are read only after all of them are there.
struct DossierTexts {
    std::string countries;
};
void add_dossier(CLI::App& to, Texts& texts, DossierOptions& options, DossierTexts& more);
[[nodiscard]] Problem finish_dossier(const CLI::App& app, const Texts& texts, DossierOptions& options, const DossierTexts& more);

inline constexpr const char* kDossierFooter =
    "Examples:\n"
    "  linchpin dossier --country KEN --out kenya.html\n"
    "  linchpin dossier --bloc EU --year 2024 --out eu.pdf\n"
    "  linchpin dossier --country EGY --scenario red-sea.json --out egypt.pdf\n"
    "  linchpin dossier --region 202 --out africa.xlsx\n"
    "The name of the file says the format. Nothing in it is loaded from elsewhere; the same command gives the same bytes.\n"
    "Exit status 1 for a country, bloc, region or year that the pack does not have, 2 for options that do not fit.";

}  // namespace linchpin::app
