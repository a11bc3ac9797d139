#!/usr/bin/env bash
# Installs what the tests need of Debian's packages, builds everything and runs all tests.
#
#   ./test.sh                           all tests, and those of imaging again with the system's libvips
#   ./test.sh --filter Name~Catalogue   arguments go to dotnet test, and it runs once
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null; then
  echo "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 3
fi
eng/install.sh \
  '/usr/lib*/*/libvips.so.42*=libvips42' \
  '/usr/lib/postgresql/*/bin/initdb=postgresql' \
  redis-server=redis-server \
  /usr/bin/chromium=chromium \
  '/usr/share/fonts/truetype/dejavu/*=fonts-dejavu-core' \
  djpeg=libjpeg-turbo-progs \
  '/usr/lib*/*/libturbojpeg.so.0*=libturbojpeg0'

results=artifacts/test-results
rm -rf "$results"
dotnet build ImageOrleans.sln -v:quiet -nologo -clp:NoSummary
status=0
run() { dotnet test "$@" --no-build -v:quiet -nologo --logger trx --logger "console;verbosity=minimal" --results-directory "$results" || status=$?; }
run ImageOrleans.sln "$@"
if [[ $# -eq 0 ]]; then
  echo "libvips of the system:"
  IMAGEORLEANS_TEST_LIBVIPS=system run tests/ImageOrleans.Imaging.Tests --filter "FullyQualifiedName!~Imaging.Tests.Jpeg."
fi

# A test that was not run is not a test that passed.
count() { cat "$results"/*.trx | { grep -o "<Counters [^>]*" || true; } | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count passed)
failed=$(($(count total) - passed))
skipped=$(($(count total) - $(count executed)))
echo "tests: $passed passed, $failed failed (of which $skipped were not run)"
[[ $status -eq 0 && $failed -eq 0 && $passed -gt 0 ]]
