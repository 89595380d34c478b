#include <algorithm>
#include <map>
#include <string_view>

#include "assets/prepare/basemap/map_builder.h"

namespace linchpin::prepare {
namespace {

/// Shapes whose code does not follow from the source's numeric id. Empty: no ISO code of its own. "+XXX": a part of that country.
const std::map<std::string_view, std::string_view> kSpecial{
    {"Kosovo", "XKX"},
    {"Somaliland", ""},
    {"N. Cyprus", ""},
    {"Cyprus U.N. Buffer Zone", ""},
    {"Dhekelia", ""},
    {"Akrotiri", ""},
    {"Siachen Glacier", ""},
    {"Spratly Is.", ""},
    {"Scarborough Reef", ""},
    {"Bajo Nuevo Bank", ""},
    {"Serranilla Bank", ""},
    {"Baikonur", "+KAZ"},
    {"USNB Guantanamo Bay", "+CUB"},
    {"Coral Sea Is.", "+AUS"},
    {"Ashmore and Cartier Is.", "+AUS"},
    {"Clipperton I.", "+FRA"},
};

/// Names that the source shortens for small maps.
const std::map<std::string_view, std::string_view> kFullNames{
    {"Antigua and Barb.", "Antigua and Barbuda"},
    {"Bosnia and Herz.", "Bosnia and Herzegovina"},
    {"Br. Indian Ocean Ter.", "British Indian Ocean Territory"},
    {"British Virgin Is.", "British Virgin Islands"},
    {"Cayman Is.", "Cayman Islands"},
    {"Central African Rep.", "Central African Republic"},
    {"Cook Is.", "Cook Islands"},
    {"Dem. Rep. Congo", "Democratic Republic of the Congo"},
    {"Congo", "Republic of the Congo"},
    {"Dominican Rep.", "Dominican Republic"},
    {"Eq. Guinea", "Equatorial Guinea"},
    {"Faeroe Is.", "Faroe Islands"},
    {"Falkland Is.", "Falkland Islands"},
    {"Fr. Polynesia", "French Polynesia"},
    {"Fr. S. Antarctic Lands", "French Southern and Antarctic Lands"},
    {"Heard I. and McDonald Is.", "Heard Island and McDonald Islands"},
    {"Macedonia", "North Macedonia"},
    {"Marshall Is.", "Marshall Islands"},
    {"N. Cyprus", "Northern Cyprus"},
    {"N. Mariana Is.", "Northern Mariana Islands"},
    {"Pitcairn Is.", "Pitcairn Islands"},
    {"S. Geo. and the Is.", "South Georgia and the South Sandwich Islands"},
    {"S. Sudan", "South Sudan"},
    {"Solomon Is.", "Solomon Islands"},
    {"St-Barthélemy", "Saint Barthélemy"},
    {"St-Martin", "Saint Martin"},
    {"St. Kitts and Nevis", "Saint Kitts and Nevis"},
    {"St. Pierre and Miquelon", "Saint Pierre and Miquelon"},
    {"St. Vin. and Gren.", "Saint Vincent and the Grenadines"},
    {"São Tomé and Principe", "São Tomé and Príncipe"},
    {"Turks and Caicos Is.", "Turks and Caicos Islands"},
    {"U.S. Virgin Is.", "United States Virgin Islands"},
    {"U.S. Minor Outlying Is.", "United States Minor Outlying Islands"},
    {"W. Sahara", "Western Sahara"},
    {"Wallis and Futuna Is.", "Wallis and Futuna Islands"},
    {"eSwatini", "Eswatini"},
    {"Spratly Is.", "Spratly Islands"},
    {"Macao", "Macao"},
    {"Åland", "Åland Islands"},
    {"Turkey", "Türkiye"},
};

/// ISO 3166-1 numeric to alpha-3, for a source that has only the number.
const std::map<std::string_view, std::string_view> kAlpha3{
    {"004", "AFG"}, {"008", "ALB"}, {"010", "ATA"}, {"012", "DZA"}, {"016", "ASM"}, {"020", "AND"}, {"024", "AGO"}, {"028", "ATG"},
    {"031", "AZE"}, {"032", "ARG"}, {"036", "AUS"}, {"040", "AUT"}, {"044", "BHS"}, {"048", "BHR"}, {"050", "BGD"}, {"051", "ARM"},
    {"052", "BRB"}, {"056", "BEL"}, {"060", "BMU"}, {"064", "BTN"}, {"068", "BOL"}, {"070", "BIH"}, {"072", "BWA"}, {"076", "BRA"},
    {"084", "BLZ"}, {"086", "IOT"}, {"090", "SLB"}, {"092", "VGB"}, {"096", "BRN"}, {"100", "BGR"}, {"104", "MMR"}, {"108", "BDI"},
    {"112", "BLR"}, {"116", "KHM"}, {"120", "CMR"}, {"124", "CAN"}, {"132", "CPV"}, {"136", "CYM"}, {"140", "CAF"}, {"144", "LKA"},
    {"148", "TCD"}, {"152", "CHL"}, {"156", "CHN"}, {"158", "TWN"}, {"170", "COL"}, {"174", "COM"}, {"178", "COG"}, {"180", "COD"},
    {"184", "COK"}, {"188", "CRI"}, {"191", "HRV"}, {"192", "CUB"}, {"196", "CYP"}, {"203", "CZE"}, {"204", "BEN"}, {"208", "DNK"},
    {"212", "DMA"}, {"214", "DOM"}, {"218", "ECU"}, {"222", "SLV"}, {"226", "GNQ"}, {"231", "ETH"}, {"232", "ERI"}, {"233", "EST"},
    {"234", "FRO"}, {"238", "FLK"}, {"239", "SGS"}, {"242", "FJI"}, {"246", "FIN"}, {"248", "ALA"}, {"250", "FRA"}, {"258", "PYF"},
    {"260", "ATF"}, {"262", "DJI"}, {"266", "GAB"}, {"268", "GEO"}, {"270", "GMB"}, {"275", "PSE"}, {"276", "DEU"}, {"288", "GHA"},
    {"292", "GIB"}, {"296", "KIR"}, {"300", "GRC"}, {"304", "GRL"}, {"308", "GRD"}, {"316", "GUM"}, {"320", "GTM"}, {"324", "GIN"},
    {"328", "GUY"}, {"332", "HTI"}, {"334", "HMD"}, {"336", "VAT"}, {"340", "HND"}, {"344", "HKG"}, {"348", "HUN"}, {"352", "ISL"},
    {"356", "IND"}, {"360", "IDN"}, {"364", "IRN"}, {"368", "IRQ"}, {"372", "IRL"}, {"376", "ISR"}, {"380", "ITA"}, {"384", "CIV"},
    {"388", "JAM"}, {"392", "JPN"}, {"398", "KAZ"}, {"400", "JOR"}, {"404", "KEN"}, {"408", "PRK"}, {"410", "KOR"}, {"414", "KWT"},
    {"417", "KGZ"}, {"418", "LAO"}, {"422", "LBN"}, {"426", "LSO"}, {"428", "LVA"}, {"430", "LBR"}, {"434", "LBY"}, {"438", "LIE"},
    {"440", "LTU"}, {"442", "LUX"}, {"446", "MAC"}, {"450", "MDG"}, {"454", "MWI"}, {"458", "MYS"}, {"462", "MDV"}, {"466", "MLI"},
    {"470", "MLT"}, {"478", "MRT"}, {"480", "MUS"}, {"484", "MEX"}, {"492", "MCO"}, {"496", "MNG"}, {"498", "MDA"}, {"499", "MNE"},
    {"500", "MSR"}, {"504", "MAR"}, {"508", "MOZ"}, {"512", "OMN"}, {"516", "NAM"}, {"520", "NRU"}, {"524", "NPL"}, {"528", "NLD"},
    {"531", "CUW"}, {"533", "ABW"}, {"534", "SXM"}, {"540", "NCL"}, {"548", "VUT"}, {"554", "NZL"}, {"558", "NIC"}, {"562", "NER"},
    {"566", "NGA"}, {"570", "NIU"}, {"574", "NFK"}, {"578", "NOR"}, {"580", "MNP"}, {"581", "UMI"}, {"583", "FSM"}, {"584", "MHL"},
    {"585", "PLW"}, {"586", "PAK"}, {"591", "PAN"}, {"598", "PNG"}, {"600", "PRY"}, {"604", "PER"}, {"608", "PHL"}, {"612", "PCN"},
    {"616", "POL"}, {"620", "PRT"}, {"624", "GNB"}, {"626", "TLS"}, {"630", "PRI"}, {"634", "QAT"}, {"642", "ROU"}, {"643", "RUS"},
    {"646", "RWA"}, {"652", "BLM"}, {"654", "SHN"}, {"659", "KNA"}, {"660", "AIA"}, {"662", "LCA"}, {"663", "MAF"}, {"666", "SPM"},
    {"670", "VCT"}, {"674", "SMR"}, {"678", "STP"}, {"682", "SAU"}, {"686", "SEN"}, {"688", "SRB"}, {"690", "SYC"}, {"694", "SLE"},
    {"702", "SGP"}, {"703", "SVK"}, {"704", "VNM"}, {"705", "SVN"}, {"706", "SOM"}, {"710", "ZAF"}, {"716", "ZWE"}, {"724", "ESP"},
    {"728", "SSD"}, {"729", "SDN"}, {"732", "ESH"}, {"740", "SUR"}, {"748", "SWZ"}, {"752", "SWE"}, {"756", "CHE"}, {"760", "SYR"},
    {"762", "TJK"}, {"764", "THA"}, {"768", "TGO"}, {"776", "TON"}, {"780", "TTO"}, {"784", "ARE"}, {"788", "TUN"}, {"792", "TUR"},
    {"795", "TKM"}, {"796", "TCA"}, {"798", "TUV"}, {"800", "UGA"}, {"804", "UKR"}, {"807", "MKD"}, {"818", "EGY"}, {"826", "GBR"},
    {"831", "GGY"}, {"832", "JEY"}, {"833", "IMN"}, {"834", "TZA"}, {"840", "USA"}, {"850", "VIR"}, {"854", "BFA"}, {"858", "URY"},
    {"860", "UZB"}, {"862", "VEN"}, {"876", "WLF"}, {"882", "WSM"}, {"887", "YEM"}, {"894", "ZMB"},
};

CountryCode code_of(std::string_view text) { return CountryCode::parse(text).value_or(CountryCode{}); }

std::string full_name(const std::string& name) {
    const auto it = kFullNames.find(name);
    return it == kFullNames.end() ? name : std::string(it->second);
}

}  // namespace

Result<AreaMap> name_areas(CutMap map) {
    AreaMap out;
    std::vector<std::pair<CountryCode, std::vector<std::vector<CutMap::Ring>>>> parts;
    for (CutMap::Shape& shape : map.shapes) {
        if (shape.name == "Indian Ocean Ter.") {  // Christmas Island and the Cocos Islands have a code each
            Area christmas{code_of("CXR"), "Christmas Island", {}}, cocos{code_of("CCK"), "Cocos (Keeling) Islands", {}};
            for (auto& polygon : shape.polygons) {
                const Fixed p = map.arcs[polygon.front().front() / 2].points.front();
                (p.lon > 10000000 ? christmas : cocos).polygons.push_back(std::move(polygon));
            }
            for (Area* area : {&christmas, &cocos}) {
                if (!area->polygons.empty()) out.areas.push_back(std::move(*area));
            }
            continue;
        }
        const auto special = kSpecial.find(shape.name);
        if (special != kSpecial.end()) {
            if (special->second.starts_with('+'))
                parts.emplace_back(code_of(special->second.substr(1)), std::move(shape.polygons));
            else
                out.areas.push_back({code_of(special->second), full_name(shape.name), std::move(shape.polygons)});
            continue;
        }
        const auto numeric = kAlpha3.find(shape.id);
        if (numeric == kAlpha3.end())
            return Error{"shape \"" + shape.name + "\": expected a known ISO 3166 number, found \"" + shape.id + "\""};
        if (!shape.a3.empty() && shape.a3 != numeric->second) {
            return Error{"shape \"" + shape.name + "\": expected the code " + std::string(numeric->second) + ", found " + shape.a3};
        }
        out.areas.push_back({code_of(numeric->second), full_name(shape.name), std::move(shape.polygons)});
    }
    for (auto& [code, polygons] : parts) {
        const auto whole = std::ranges::find(out.areas, code, &Area::code);
        if (whole == out.areas.end()) return Error{"expected a country " + code.str() + " to hold its parts, found none"};
        for (auto& polygon : polygons) whole->polygons.push_back(std::move(polygon));
    }
    std::ranges::sort(out.areas, [](const Area& a, const Area& b) {
        return a.code.empty() != b.code.empty() ? b.code.empty()
                                                : std::pair(a.code.str(), a.name) < std::pair(b.code.str(), b.name);
    });
    out.arcs = std::move(map.arcs);
    out.kinds.assign(out.arcs.size(), basemap::ArcKind::Hidden);
    return out;
}

}  // namespace linchpin::prepare
