#!/usr/bin/env bash
# Lists what a program or a package is made of, as CycloneDX in JSON, out of what was restored:
#   build/sbom.sh PROJECT FILE [VERSION]     # build/sbom.sh Server out/sbom/CodeFirst.Server.cdx.json
# RUNTIME=linux-arm64 is for a native program of another platform than linux-x64. Same input, same bytes: it has no date.
set -euo pipefail
cd "$(dirname "$0")/.."
project="$1" file="$(realpath --canonicalize-missing "$2")"
name="$(basename "$(echo "$project"/*.csproj)" .csproj)"
version="${3:-$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)}"
runtime="${RUNTIME:-linux-x64}"

options=()
if grep --quiet '<PublishAot>true' "$project/$name.csproj"; then options+=(--runtime "$runtime"); else options+=(--set-type Library); fi
dotnet tool restore
# The manifest of tools has versions, but no contents.
packages="$(dotnet nuget locals global-packages --list)"
(cd "${packages#*: }/cyclonedx" && sha512sum --check --quiet) << 'SUM'
c69d4cb77b444007528ada15c14dc57f7f873c3e81cdf08db790c164cd7a26ab6fda63790ac80be397df044dc67edf4e64722f61d9abbec40ed2138ed7023bc9  6.3.1/cyclonedx.6.3.1.nupkg
SUM
dotnet tool run dotnet-CycloneDX -- "$project/$name.csproj" \
  --disable-package-restore --base-intermediate-output-path "artifacts/obj/$name" \
  --set-name "$name" --set-version "$version" --no-serial-number --spec-version 1.6 --output-format Json \
  --output "$(dirname "$file")" --filename "$(basename "$file")" "${options[@]}"
sed --in-place '/^    "timestamp": /d' "$file"

# .NET is compiled into native programs. It comes with the SDK, not as a reference, so CycloneDX does not see it.
if [[ ${options[0]} == --runtime ]]; then
  patch="$(sed -n 's|.*<DotNetPatch>\(.*\)</DotNetPatch>.*|\1|p' Directory.Packages.props)"
  packs=""
  for pack in $(sed -n "s|.*<LockedPack Include=\"\(.*\.$runtime\)\"|\1|p" build/Packs.targets); do
    packs+="    {\"type\": \"framework\", \"bom-ref\": \"pkg:nuget/$pack@$patch\", \"name\": \"$pack\", \"version\": \"$patch\","
    packs+=" \"scope\": \"required\", \"licenses\": [{\"license\": {\"id\": \"MIT\"}}], \"purl\": \"pkg:nuget/$pack@$patch\"},\n"
  done
  sed --in-place "s|^  \"components\": \[\$|&\n${packs%'\n'}|" "$file"
fi
