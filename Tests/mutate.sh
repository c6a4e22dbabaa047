#!/usr/bin/env bash
# Changes the code a little, again and again, and tells which changes no test notices (dotnet-stryker):
#   Tests/mutate.sh AREA     # token, filter, fields, rules or plan: five minutes to an hour, the build takes some of them
# The report is in out/mutation/AREA/reports. It is not part of build/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
area="${1:?Say what to change: token, filter, fields, rules or plan}"
tests=Unit # and "files": the only ones that are compiled, as the runner loads all tests again for every mutant
left_out=() # tests whose names hold characters that the runner loses: Stryker would wait for their end. And tests that take the time
case "$area" in
  token) project=CodeFirst.Server filter='FullyQualifiedName~PageToken' mutate='"Users/PageToken.cs"' files='Users/*Tests.cs' ;;
  filter)
    project=CodeFirst.Server filter='FullyQualifiedName~Users.Filters' mutate='"Users/Filters/*.cs"' files='Users/Filters/*Tests.cs'
    left_out=(Garbage_fails Characters_that_no_user_has Huge_filters Prefix_range_ends Space_and_quotes)
    ;;
  fields)
    project=CodeFirst.Server mutate='"Users/FieldRules.cs", "Users/UserFields.cs"' tests=Functional
    files='*Tests.cs;Users/**/*Tests.cs'
    filter='FullyQualifiedName~Functional.Users.CreateUser|FullyQualifiedName~UpdateUserTests|FullyQualifiedName~GetUserTests'
    ;;
  rules)
    project=CodeFirst.ProtoExport filter='FullyQualifiedName~ProtoExport.Breaking' mutate='"Breaking/*.cs"'
    files='ProtoExport/Breaking/*Tests.cs;Transcoding/Descriptors/*Tests.cs'
    left_out=(A_damaged_baseline)
    ;;
  plan)
    project=CodeFirst.Transcoding filter='FullyQualifiedName~Unit.Transcoding'
    mutate='"Routes/*.cs", "Json/MessagePlan.cs", "Json/FieldRuns.cs", "Json/NameTable.cs"'
    files='Transcoding/**/*Tests.cs'
    left_out=(CorpusJson HostileInput)
    ;;
  *)
    echo "'$area' is none of token, filter, fields, rules and plan." >&2
    exit 2 ;;
esac
for name in "${left_out[@]}"; do filter+="&FullyQualifiedName!~$name"; done

mkdir -p out/mutation
cat > "out/mutation/$area.json" << END
{
  "stryker-config": {
    "project": "$project.csproj",
    "test-case-filter": "$filter",
    "mutate": [$mutate],
    "concurrency": $(nproc),
    "reporters": ["cleartext", "json", "html"]
  }
}
END
(cd Tests && dotnet tool restore)
cd "Tests/$tests"
export OnlyTests="$files"
exec dotnet tool run dotnet-stryker --config-file "$root/out/mutation/$area.json" --output "$root/out/mutation/$area" --skip-version-check
