# shellcheck shell=bash disable=SC2034,SC2154,SC2016
# Shared by ./run and ./test: packages, configuring, building. Sourced, not run. Needs $root (the repository).
# Every step prints one line, and a progress line on a terminal; a failure is one sentence with the place of the full output.
# What each package is for: docs/dependencies.md.

packages_build=(g++ cmake ninja-build pkg-config ccache dpkg-dev file python3 python3-glad libglfw3-dev libglm-dev libgl-dev libegl-dev
  libstb-dev nlohmann-json3-dev liberfa-dev libhwy-dev libzstd-dev zlib1g-dev libfreetype-dev libharfbuzz-dev libfmt-dev libcli11-dev libeigen3-dev
  libopenexr-dev libxxhash-dev libcairo2-dev libxlsxwriter-dev libmicrohttpd-dev libqrencode-dev)
packages_run=(libgl1 libegl1 libegl-mesa0 libgl1-mesa-dri fonts-inter)
packages_test=(xvfb xauth xdotool poppler-utils)
# Taken from the system when it has at least this version; else cmake/Dependencies.cmake compiles a pinned source (second name).
packages_newer=(libimgui-dev:1.90:imgui catch2:3:catch2)

say() { printf '%s\n' "$*" >&2; }
die() { progress ''; printf 'linchpin: %s\n' "$*" >&2; exit 1; }

# A line that overwrites itself, on a terminal only.
progress() { if [ -t 2 ]; then printf '\r\033[K%s' "$*" >&2; fi; }

begin_setup() {
  mkdir -p "$root/build" 2>/dev/null || die "expected to be able to write to $root, found that it is not writable."
  log=$root/build/setup.log
  lock_build
  (: >"$log") 2>/dev/null || die "expected to be able to write $log, found that it is not writable (was an earlier run made by another user?)."
}

# Two runs never build into one folder at a time. Programs that are started from here must not inherit the lock (9>&-).
lock_build() {
  command -v flock >/dev/null || return 0
  { exec 9>"$root/build/.lock"; } 2>/dev/null || die "expected to be able to write to $root/build, found that it is not writable (was an earlier run made by another user?)."
  flock -n 9 || { say "another ./run or ./test is building here; waiting for it"; flock 9; }
}
unlock_build() { exec 9>&-; }

# missing_of NAME...: those that are not installed, one a line. One question for all: dpkg-query takes longest to start.
missing_of() {
  local known name
  known=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for name in "$@"; do
    case $'\n'$known$'\n' in *$'\n'"$name installed"$'\n'*) ;; *) printf '%s\n' "$name" ;; esac
  done
}

# wanted_newer: entries of packages_newer that are neither installed new enough nor fetched as source before.
wanted_newer() {
  local entry name version source installed
  for entry in "${packages_newer[@]}"; do
    IFS=: read -r name version source <<<"$entry"
    [ -e "$root/build/_third_party/$source/.done" ] && continue
    installed=$(dpkg-query -W -f='${Version}' "$name" 2>/dev/null || true)
    if [ -n "$installed" ] && dpkg --compare-versions "$installed" ge "$version"; then continue; fi
    printf '%s\n' "$entry"
  done
}

# offered_newer ENTRY...: the packages among them that apt has new enough.
offered_newer() {
  local entry name version source candidate
  for entry in "$@"; do
    IFS=: read -r name version source <<<"$entry"
    candidate=$(LC_ALL=C apt-cache policy "$name" 2>/dev/null | sed -n 's/^ *Candidate: //p')
    case $candidate in '' | '(none)') continue ;; esac
    if dpkg --compare-versions "$candidate" ge "$version"; then printf '%s\n' "$name"; fi
  done
}

apt_knows_a_mirror() { [ -n "$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null)" ]; }  # not a shell variable

# as_root COMMAND...: with sudo when needed.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then env LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"
  else sudo env LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"; fi
}

# apt reports its progress as lines dlstatus:N:PERCENT:TEXT (fetching) and pmstatus:NAME:PERCENT:TEXT (unpacking).
apt_progress() {
  local line kind rest percent
  while IFS= read -r line; do
    case $line in
      dlstatus:* | pmstatus:*)
        IFS=: read -r kind rest percent rest <<<"$line"
        [ "$kind" = dlstatus ] && kind=fetching || kind=unpacking
        progress "[1/3] $kind packages: ${percent%.*} %" ;;
      *) printf '%s\n' "$line" >>"$log" ;;
    esac
  done
  progress ''
}

# reason_of_apt LINE: why the install failed whose output starts after LINE of the log; before it stands that of apt-get update.
reason_of_apt() {
  local unreachable='Temporary failure resolving|Could not resolve|Could not connect|Failed to fetch|Unable to connect|unreachable' reason
  if tail -n "+$1" "$log" | grep -qE "$unreachable"; then reason="the package mirror could not be reached"
  elif tail -n "+$1" "$log" | grep -qE 'Unable to locate package|no installation candidate|Unable to fetch'; then
    reason=$(tail -n "+$1" "$log" | grep -m1 '^E:')
    if head -n "$1" "$log" | grep -qE "$unreachable"; then reason="the package mirror could not be reached"; fi
  else reason=$(tail -n "+$1" "$log" | grep -E '^(dpkg: error|sudo:|E:)' | head -n 1 || true)
  fi
  printf '%s' "${reason:-apt-get gave no reason}"
}

install_packages() {
  local missing wanted newer mark
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    die "expected apt-get (Debian 12 or newer, Ubuntu 24.04 or newer), found none: install what docs/dependencies.md lists by hand, then build with cmake --preset release."
  fi
  mapfile -t missing < <(missing_of "$@")
  mapfile -t wanted < <(wanted_newer)
  if [ "${#missing[@]}" -eq 0 ]; then
    # Pinned sources come from apt's own mirror, and without package lists (fresh containers have none) apt names no mirror.
    [ "${#wanted[@]}" -eq 0 ] && return 0
    if apt_knows_a_mirror && [ -z "$(offered_newer "${wanted[@]}")" ]; then return 0; fi
  fi
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    die "installing packages needs root or sudo, and neither is there; as root: apt-get update && apt-get install ${missing[*]}"
  fi
  say "[1/3] reading the package lists"
  # One dead source of many is no reason to stop: what matters is whether the install below finds its packages.
  as_root apt-get update -q >>"$log" 2>&1 || true
  mapfile -t newer < <(offered_newer "${wanted[@]}")
  missing+=("${newer[@]}")
  [ "${#missing[@]}" -eq 0 ] && return 0
  say "[1/3] installing ${#missing[@]} packages: ${missing[*]}"
  mark=$(wc -l <"$log")
  if ! as_root apt-get install -q -y --no-install-recommends -o APT::Status-Fd=1 -o DPkg::Lock::Timeout=300 "${missing[@]}" 2>>"$log" | apt_progress; then
    die "the packages could not be installed: $(reason_of_apt "$((mark + 1))"). Full output: $log"
  fi
}

# reason_of_cmake FILE: the text of the first CMake error, as one line.
reason_of_cmake() {
  awk '/^CMake Error/ { found = 1; if ($0 !~ /:$/) { sub(/^CMake Error: */, ""); text = $0; exit } next }
       found && (/^[^ ]/ || /fails with the following/ || lines == 4) { exit }
       found && NF { sub(/^ +/, ""); text = text (text == "" ? "" : " ") $0; lines++ }
       END { sub(/[. ]+$/, "", text); print text }' "$1"
}

# configure PRESET: only when never configured here; afterwards ninja itself notices changed build files.
configure() {
  local preset=$1 folder=$root/build/$1 start=$SECONDS
  if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    rm -rf "$folder"   # the folder was moved or copied: cmake would refuse its cache
  fi
  [ -f "$folder/build.ninja" ] && return 0
  say "[2/3] configuring ($preset)"
  rm -f "$folder/CMakeCache.txt"   # a first try that failed may have kept wrong answers
  (cd "$root" && exec 9>&- && LC_ALL=C cmake --preset "$preset") >>"$log" 2>&1 ||
    die "configuring failed: $(reason_of_cmake "$log"). Full output: $log"
  say "      configured in $((SECONDS - start)) s"
}

# As many jobs as processors, but none without a gigabyte of memory for it.
job_count() {
  local jobs memory
  jobs=$(nproc 2>/dev/null || echo 2)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo 2>/dev/null || true)
  if [ -n "$memory" ] && [ "$memory" -lt "$jobs" ]; then jobs=$((memory > 1 ? memory : 1)); fi
  echo "${LINCHPIN_JOBS:-$jobs}"
}

# build_progress PRESET: ninja's lines [done/all]; without a terminal one line a quarter, so that a log shows life.
build_progress() {
  local line at all quarter=0
  while IFS= read -r line; do
    case $line in '['*/*']'*) ;; *) continue ;; esac
    line=${line%%]*}; at=${line#[}; all=${at#*/}; at=${at%%/*}
    progress "[3/3] building ($1): $at of $all"
    if [ ! -t 2 ] && [ "$all" -gt 8 ] && [ $((at * 4 / all)) -gt "$quarter" ]; then
      quarter=$((at * 4 / all)); say "[3/3] building ($1): $at of $all"
    fi
  done
  progress ''
}

# build PRESET TARGET...
build() {
  local preset=$1 out=$root/build/$1/build.log start=$SECONDS status=0 reason; shift
  (cd "$root" && exec 9>&- && LC_ALL=C NINJA_STATUS='[%f/%t] ' cmake --build "build/$preset" -j "$(job_count)" --target "$@" 2>&1) |
    tee "$out" | build_progress "$preset" || status=$?
  if [ "$status" -ne 0 ]; then
    reason=$(grep -m1 -E 'error:|undefined reference|No space left' "$out" || true)
    [ -n "$reason" ] || reason=$(reason_of_cmake "$out")
    if grep -qE 'Killed signal|Killed$|out of memory' "$out"; then reason="the compiler ran out of memory; try LINCHPIN_JOBS=1"; fi
    reason=${reason#"$root/"}
    die "the build failed: ${reason:-ninja ended with status $status}. Full output: $out"
  fi
  if grep -q '^\[' "$out"; then say "[3/3] built ($preset) in $((SECONDS - start)) s"; fi
}
