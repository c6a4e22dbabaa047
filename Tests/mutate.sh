#!/usr/bin/env bash
# Changes the code a little, again and again, and tells which changes no test notices (dotnet-stryker):
#   Tests/mutate.sh AREA     # token, filter, fields, rules or plan: five minutes to an hour, the build takes some of them
# The report is in out/mutation/AREA/reports. It is not part of build/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
area="${1:?Say what to change: token, filter, fields, rules or plan}"
tests=Unit
case "$area" in
  token) project=CodeFirst.Server filter='FullyQualifiedName~PageToken' mutate='"Users/PageToken.cs"' ;;
  filter)
    project=CodeFirst.Server mutate='"Users/Filters/*.cs"'
    # Without tests whose names hold characters that the runner loses: Stryker would wait for them. And without those that take the time.
    filter='FullyQualifiedName~Users.Filters'
    for left_out in Garbage_fails Characters_that_no_user_has Huge_filters Prefix_range_ends Space_and_quotes; do
      filter+="&FullyQualifiedName!~$left_out"
    done
    ;;
  fields)
    project=CodeFirst.Server mutate='"Users/FieldRules.cs", "Users/UserFields.cs"' tests=Functional
    filter='FullyQualifiedName~CreateUserValidationTests|FullyQualifiedName~UpdateUserTests'
    ;;
  rules) project=CodeFirst.ProtoExport filter='FullyQualifiedName~ProtoExport.Breaking' mutate='"Breaking/*.cs"' ;;
  plan)
    project=CodeFirst.Transcoding filter='FullyQualifiedName~Unit.Transcoding'
    mutate='"Routes/*.cs", "Json/MessagePlan.cs", "Json/FieldRuns.cs", "Json/NameTable.cs"'
    ;;
  *)
    echo "'$area' is none of token, filter, fields, rules and plan." >&2
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
