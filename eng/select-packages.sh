#!/usr/bin/env bash
# Chooses between Microsoft Orleans from NuGet and the stand-in, once, by trying to restore eng/package-probe, and
# writes the choice to artifacts/packages.props, which Directory.Build.props reads.
#
#   eng/select-packages.sh           choose, unless a choice was made for these package versions
#   eng/select-packages.sh --again   choose again
#
# With OrleansPackages in the environment there is nothing to choose: that wins.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

choice=artifacts/packages.props
probe=eng/package-probe/PackageProbe.csproj

if [[ -n "${OrleansPackages:-}" ]]; then
  case "$OrleansPackages" in
    nuget|standin) echo "packages: OrleansPackages=$OrleansPackages (environment)"; exit 0 ;;
    *) echo "packages: OrleansPackages is '$OrleansPackages'; it takes 'nuget' or 'standin'." >&2; exit 2 ;;
  esac
fi

chosen() { sed -n 's:.*<OrleansPackages>\(.*\)</OrleansPackages>.*:\1:p' "$choice"; }

if [[ "${1:-}" != --again && -f "$choice" && "$choice" -nt Directory.Packages.props && "$choice" -nt "$probe" ]]; then
  echo "packages: OrleansPackages=$(chosen) (chosen before; eng/select-packages.sh --again chooses anew)"
  exit 0
fi

mkdir -p artifacts
log=artifacts/package-probe.log
if OrleansPackages=nuget timeout 300 dotnet restore "$probe" -p:ArtifactsPath="$PWD/artifacts/package-probe" \
     -v:minimal >"$log" 2>&1; then
  answer=nuget
  why="the registry has Microsoft Orleans"
else
  answer=standin
  why="the registry lacks packages of Microsoft Orleans; see $log"
fi

cat >"$choice.tmp" <<XML
<Project>
  <!-- Written by eng/select-packages.sh: $why. -->
  <PropertyGroup>
    <OrleansPackages>$answer</OrleansPackages>
  </PropertyGroup>
</Project>
XML
mv "$choice.tmp" "$choice"
echo "packages: OrleansPackages=$answer ($why)"
