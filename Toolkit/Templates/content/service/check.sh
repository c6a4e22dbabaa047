#!/usr/bin/env bash
# Runs every check: the committed .proto is the one of the contract, no warnings, tests.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [[ -f .config/dotnet-tools.json ]]; then
  # Before the build, which would write the .proto anew.
  dotnet tool restore
  dotnet build Template.1.Contracts --configuration Release -p:ProtoExportEnabled=false
  dotnet codefirst-proto check Template.1.Contracts/bin/Release/net10.0/Template.1.Contracts.dll --directory Template.1.Contracts/proto
fi

proto="$(sha256sum Template.1.Contracts/proto/*.proto)"
dotnet build --configuration Release
if [[ $(sha256sum Template.1.Contracts/proto/*.proto) != "$proto" ]]; then
  echo "The contract has changed, and the build has written its .proto anew. Review Template.1.Contracts/proto and commit it." >&2
  exit 1
fi

dotnet test --no-build --configuration Release
