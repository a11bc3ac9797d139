#!/usr/bin/env bash
# Builds ImageOrleans and runs its main job: serves on http://localhost:8080, sends a catalogue to itself, shows how far it
# is and what came of it, and goes on serving until Ctrl+C.
#
#   ./run.sh                  the sample catalogue
#   ./run.sh my.csv           your own
#   ./run.sh --check          the sample, verified, on a free port and in a folder of its own; then exits with a status
#
# Further arguments are configuration, such as --urls http://localhost:9000 or --Database:Provider Postgres.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

arguments=()
for argument in "$@"; do
  # The program runs in this folder, whereever it is called from.
  if [[ "$argument" != -* && -f "$argument" ]]; then argument=$(realpath "$argument"); fi
  arguments+=("$argument")
done

cd "$root"
if ! command -v dotnet >/dev/null; then
  echo "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 3
fi

echo "building (the first time takes a minute)"
build_log=$(mktemp)
trap 'rm -f "$build_log"' EXIT
if ! dotnet publish src/ImageOrleans.Web -c Release -v:quiet -nologo >"$build_log" 2>&1; then
  cat "$build_log" >&2
  exit 1
fi
output=$(dotnet msbuild src/ImageOrleans.Web -p:Configuration=Release -getProperty:PublishDir)

# In the foreground and by signal: Ctrl+C and SIGTERM both reach the program, which stops cleanly.
rm -f "$build_log"
trap - EXIT
exec dotnet "${output%/}/ImageOrleans.Web.dll" run "${arguments[@]}"
