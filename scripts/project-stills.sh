#!/bin/sh
# Stills of the bundled projects for docs/gallery/projects, each exactly a frame of the recording.
# usage: scripts/project-stills.sh [LINCHPIN]     needs ffmpeg, for JPEG
set -eu
program=${1:-linchpin}
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/docs/gallery/projects
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
index=$out/index.md
printf '# Stills of the bundled projects\n\nMade by `scripts/project-stills.sh`: each is a frame of `linchpin record assets/projects/NAME.json`, drawn twice as large and reduced.\n' > "$index"

# still PROJECT SECOND WHAT
still() {
    frame=$(($2 * 30))   # both projects have 30 frames a second
    "$program" record "$root/assets/projects/$1.json" --out "$work/f.png" --size 1280x720 --supersample 2 --frames "$frame:$((frame + 1))" --quiet
    file=$1-$(printf '%02d' "$2").jpg
    ffmpeg -hide_banner -loglevel error -y -i "$work/f-$(printf '%06d' "$frame").png" -q:v 4 -pix_fmt yuvj420p -bitexact "$out/$file"
    rm -f "$work"/f*
    printf '\n%s, at %s s: %s\n\n![%s](%s)\n' "$1" "$2" "$3" "$3" "$file" >> "$index"
}

still buildout 12 'cables and data centres of 2012'
still buildout 28 'the years run to 2022'
still buildout 46 'campuses of North America'
still buildout 60 'East Asia'
still buildout 70 'plans to 2030'
still power-stack 14 'largest declared flows of transformers and converters, 2019'
still power-stack 34 'accumulators'
still power-stack 47 'modelled origin'
still power-stack 58 'the view from East Africa'
still power-stack 64 'the European Union as one buyer'
