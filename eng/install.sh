#!/usr/bin/env bash
# Installs what is missing of the named Debian/Ubuntu packages: as root by itself, else it says what to install.
#
#   eng/install.sh FILE-OR-COMMAND=PACKAGE...
#
# A package is missing when its command is not on PATH, or its file (a pattern with a slash) is nowhere.
set -euo pipefail

missing=()
for entry in "$@"; do
  probe=${entry%%=*}
  package=${entry#*=}
  if [[ "$probe" == */* ]]; then
    compgen -G "$probe" >/dev/null || missing+=("$package")
  else
    command -v "$probe" >/dev/null || missing+=("$package")
  fi
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ "$(id -u)" -ne 0 ]] || ! command -v apt-get >/dev/null; then
  echo "These packages are missing: ${missing[*]}" >&2
  if command -v apt-get >/dev/null; then
    echo "Install them with: sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
  else
    echo "Install what your system calls them (the names are Debian's)." >&2
  fi
  exit 3
fi

echo "installing: ${missing[*]}"
log=$(mktemp)
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  cat "$log" >&2
  echo "apt-get could not install: ${missing[*]}" >&2
  exit 3
fi
rm -f "$log"
