#!/usr/bin/env bash
# Changes the code a little, again and again, and tells which changes no test notices (dotnet-stryker):
#   Tests/mutate.sh token     # the signed page tokens: five minutes, most of them for the build
# The report is in out/mutation/AREA/reports. It is not part of build/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
area="${1:?Say what to change: token}"
case "$area" in
  token) project=CodeFirst.Server tests=Unit filter='FullyQualifiedName~PageToken' mutate='"Users/PageToken.cs"' ;;
  *)
    echo "'$area' is not token." >&2
    exit 2 ;;
esac

mkdir -p out/mutation
cat > "out/mutation/$area.json" << END
{
  "stryker-config": {
    "project": "$project.csproj",
    "test-case-filter": "$filter",
    "mutate": [$mutate],
    "reporters": ["cleartext", "json", "html"]
  }
}
END
(cd Tests && dotnet tool restore)
cd "Tests/$tests"
exec dotnet tool run dotnet-stryker --config-file "$root/out/mutation/$area.json" --output "$root/out/mutation/$area" --skip-version-check
