#!/usr/bin/env bash
# Changes the code a little, again and again, and tells which changes no test notices (dotnet-stryker):
#   Tests/mutate.sh AREA      # filter, token, fields, rules or plan
# The report is in out/mutation/AREA/reports. Takes from a minute (token) to an hour (rules): it is not part of build/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
area="${1:?Say what to change: filter, token, fields, rules or plan}"
case "$area" in
  filter) project=CodeFirst.Server tests=Unit filter='FullyQualifiedName~Users.Filters' mutate='"Users/Filters/*.cs"' ;;
  token) project=CodeFirst.Server tests=Unit filter='FullyQualifiedName~PageToken' mutate='"Users/PageToken.cs"' ;;
  fields)
    project=CodeFirst.Server tests=Functional filter='FullyQualifiedName~Functional.Users|FullyQualifiedName~Functional.Activity'
    mutate='"Users/UserFields.cs", "Activity/ActivityFields.cs", "Users/FieldRules.cs"' ;;
  rules) project=CodeFirst.ProtoExport tests=Unit filter='FullyQualifiedName~Unit.ProtoExport' mutate='"Problems/**/*.cs"' ;;
  plan)
    project=CodeFirst.Transcoding tests=Unit filter='FullyQualifiedName~Unit.Transcoding'
    mutate='"Json/*Plan*.cs", "Routes/PathTemplate*.cs", "Routes/RouteTable.cs"' ;;
  *)
    echo "'$area' is not filter, token, fields, rules or plan." >&2
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
