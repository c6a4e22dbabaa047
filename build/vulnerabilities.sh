#!/usr/bin/env bash
# Fails if a package that we use, directly or not, has a known vulnerability. What is known is what the package feed says. A feed need
# not say anything, and then `dotnet list package` finds nothing, so a package with a well-known vulnerability is looked up first.
#   build/vulnerabilities.sh [PROJECT|SOLUTION ...]   # all of CodeFirst.sln by default
# Exit codes: 0 nothing known, 1 vulnerabilities, 2 the feed has no data, so nothing was checked.
set -euo pipefail
cd "$(dirname "$0")/.."
probe="$(mktemp -d)"
trap 'rm -rf "$probe"' EXIT

# CVE-2024-21907. It is only looked up, and never built with.
cat > "$probe/probe.csproj" << 'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="12.0.3" />
  </ItemGroup>
</Project>
PROJECT

vulnerable() { dotnet list "$1" package --vulnerable --include-transitive --format json; }

dotnet restore "$probe/probe.csproj" > "$probe/log" || { cat "$probe/log" >&2; exit 1; }
if ! vulnerable "$probe/probe.csproj" | grep --quiet '"vulnerabilities"'; then
  echo "The package feed has no data on vulnerabilities, so nothing was checked. Use one that has, such as https://api.nuget.org." >&2
  exit 2
fi

status=0
for what in "${@:-CodeFirst.sln}"; do
  vulnerable "$what" > "$probe/found"
  if grep --quiet '"vulnerabilities"' "$probe/found"; then
    dotnet list "$what" package --vulnerable --include-transitive >&2
    status=1
  fi
done
exit "$status"
