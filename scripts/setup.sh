# Shared by ./run and ./test: packages, configuring, building. Sourced, not run. Needs $root (the repository) and $log (a file).
# Every step prints one line; on failure one clear sentence, with the place of the full output.

packages_build=(g++ cmake ninja-build pkg-config ccache python3 python3-glad libglfw3-dev libglm-dev libgl-dev libegl-dev libstb-dev
  nlohmann-json3-dev liberfa-dev libhwy-dev libzstd-dev libfreetype-dev libharfbuzz-dev libfmt-dev libcli11-dev libeigen3-dev)
packages_run=(libgl1 libegl1 libegl-mesa0 libgl1-mesa-dri fonts-inter)
packages_test=(xvfb xauth xdotool)

say() { printf '%s\n' "$*" >&2; }
die() { printf 'linchpin: %s\n' "$*" >&2; exit 1; }

# A line that overwrites itself on a terminal, and stays quiet elsewhere until it is done.
progress() { if [ -t 2 ]; then printf '\r\033[K%s' "$*" >&2; fi; }
progress_end() { if [ -t 2 ]; then printf '\r\033[K' >&2; fi; say "$*"; }

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s\n' "$name"
  done
}

install_packages() {
  local missing
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    die "this script installs packages with apt (Debian 12 or newer, Ubuntu 24.04 or newer), and found no apt-get; see docs/dependencies.md for what is needed, then build with cmake --preset release."
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "packages are missing (${missing[*]}) and installing them needs root or sudo; neither is there."
    as_root=(sudo)
  fi
  say "[1/3] installing ${#missing[@]} packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq >>"$log" 2>&1 || die "apt-get update failed; is the package mirror reachable? Full output: $log"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 ||
    die "apt-get could not install: ${missing[*]}. Full output: $log"
}

# configure PRESET [cmake options]: only when never configured; afterwards ninja itself notices changed build files.
configure() {
  local preset=$1; shift
  [ -f "$root/build/$preset/build.ninja" ] && return 0
  say "[2/3] configuring ($preset)"
  (cd "$root" && cmake --preset "$preset" "$@") >>"$log" 2>&1 ||
    die "configuring failed: $(grep -m1 -A2 'CMake Error' "$log" | tail -n 2 | tr -s ' \n' ' '). Full output: $log"
}

# build PRESET TARGET...: shows how far it is.
build() {
  local preset=$1; shift
  local jobs status=0 line
  jobs=$(nproc 2>/dev/null || echo 2)
  [ "$jobs" -gt 2 ] && [ -z "${LINCHPIN_JOBS:-}" ] && jobs=$((jobs > 8 ? 8 : jobs))
  jobs=${LINCHPIN_JOBS:-$jobs}
  local out="$root/build/$preset/build.log"
  (cd "$root" && NINJA_STATUS='[%f/%t] ' cmake --build "build/$preset" -j "$jobs" --target "$@" 2>&1; echo "status $?") |
    tee "$out" | while IFS= read -r line; do
      case $line in
        '['*/*']'*) progress "[3/3] building ($preset) ${line%%]*}]" ;;
      esac
    done
  status=$(sed -n 's/^status //p' "$out" | tail -n 1)
  if [ "$status" != 0 ]; then
    progress ''
    grep -m1 -E 'error:|undefined reference|FAILED' "$out" >&2 || true
    die "the build failed. Full output: $out"
  fi
  [ -t 2 ] && progress ''
  return 0
}
