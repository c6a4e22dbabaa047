#!/usr/bin/env bash
# Every check of this repository, in the order a developer would make them by hand. Installs what is missing (Debian packages,
# NuGet, npm). Ends with the line "N passed, N failed, N skipped". Arguments are those of dotnet test: a --filter leaves tests out.
set -euo pipefail
cd "$(dirname "$0")/.."

temp="$(mktemp -d)"
clean_up() {
  jobs -p | xargs --no-run-if-empty kill 2> /dev/null || true
  dotnet build-server shutdown --vbcscompiler > /dev/null 2>&1 || true
  rm -rf "$temp"
}
trap clean_up EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export UseSharedCompilation=true # a compiler that stays between builds, also between those of the tests

step() { printf '\n== %s\n' "$1"; }

install_missing() {
  if [[ ${#missing[@]} -eq 0 ]]; then return; fi
  local sudo=()
  if [[ $EUID -ne 0 ]]; then sudo=(sudo --non-interactive); fi
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" apt-get install -y -qq "${missing[@]}"
}

# wait_for STEP PROCESS: shows what a step beside the others has printed if it failed, and ends.
wait_for() {
  if ! wait "$2"; then
    cat "$temp/$1"
    exit 1
  fi
}

step "Prerequisites"
if ! command -v dotnet > /dev/null; then
  echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
fi
missing=()
if ! command -v clang > /dev/null && ! command -v gcc > /dev/null; then missing+=(clang zlib1g-dev); fi # link native code, make disks fail
if ! command -v npm > /dev/null; then missing+=(nodejs npm); fi                                         # callers in other languages
for program in buildah curl runc; do                                                                     # build the images, and ask them
  if ! command -v "$program" > /dev/null; then missing+=("$program"); fi
done
if ! /usr/bin/python3 -c 'import grpc, google.protobuf' 2> /dev/null; then missing+=(python3-grpcio python3-protobuf); fi # the tutorial's caller
if ! command -v protoc > /dev/null; then missing+=(protobuf-compiler); fi
if ! command -v pgbouncer > /dev/null && [[ ! -x /usr/sbin/pgbouncer ]]; then missing+=(pgbouncer); fi # the tests of poolers
if ! command -v sqlite3 > /dev/null; then missing+=(sqlite3); fi # the backups that documents describe
if ! command -v h2load > /dev/null; then missing+=(nghttp2-client); fi # the load of the benchmarks
# The page of the gateway. Elsewhere than in Debian the package only points to a snap: there Playwright brings a browser, once it is built.
has_chromium() { [[ -x ${CODEFIRST_CHROMIUM:-/usr/bin/chromium} ]]; }
if ! has_chromium && grep --quiet '^ID=debian$' /etc/os-release; then missing+=(chromium); fi
if [[ ${#missing[@]} -gt 0 ]]; then
  echo "Installing ${missing[*]}"
  if [[ $EUID -ne 0 ]]; then sudo --validate; fi # asks for the password
fi
install_missing > "$temp/install" 2>&1 & # beside restore and build, which need none of them
installed=$!

step "Restore"
dotnet restore --locked-mode

# Beside the build, which checks the rules of style and of the analyzers: what is left are blanks and the order of imports.
{
  dotnet format whitespace --no-restore --verify-no-changes
  dotnet format style --diagnostics IMPORTS --no-restore --verify-no-changes
} > "$temp/format" 2>&1 &
format=$!

step "Build"
sha256sum Contracts/proto/*.proto > "$temp/proto"
dotnet build --no-restore --configuration Release
wait_for install "$installed"

if ! has_chromium; then
  step "Chromium"
  playwright=artifacts/bin/CodeFirst.Tests.Browser/release/.playwright
  "$playwright/node/linux-x64/node" "$playwright/package/cli.js" install --with-deps --only-shell chromium
fi

step "Exported .proto is the one that is checked in"
if ! sha256sum --check "$temp/proto"; then
  echo "The contract has changed, and the build has exported it anew: review Contracts/proto and commit it." >&2
  exit 1
fi

step "Publish native"
rm -rf out/server out/gateway
if [[ $EUID -eq 0 && "$*" != *'TestCategory!=Container'* ]]; then # the images hold the programs, so they are compiled once
  export CODEFIRST_IMAGES="$temp/images"
  Tests/Deployment/Containers/images.sh "$CODEFIRST_IMAGES"
  mkdir -p out
  for program in server gateway; do cp --recursive "$CODEFIRST_IMAGES/$program/app" "out/$program"; done
else
  dotnet publish Server --configuration Release --runtime linux-x64 --output out/server -p:RestoreLockedMode=true
  dotnet publish Gateway --configuration Release --runtime linux-x64 --output out/gateway -p:RestoreLockedMode=true
fi

step "Format"
wait_for format "$format"
build/docs/check.sh

# Two projects at a time: most tests wait for processes and sockets. What a project prints is shown when it ends.
step "Test"
test_project() {
  local log
  log="$(mktemp -p "$temp" log.XXXX)"
  local status=0
  dotnet test "$@" --no-build --configuration Release > "$log" 2>&1 || status=$?
  cat "$log"
  return "$status"
}
export -f test_project
export temp
status=0
printf '%s\0' Tests/{Packaging,Unit,Deployment,Functional,Interop,Browser,Wire} \
  | xargs --null --max-procs 2 --replace bash -c 'test_project {} "$@"' -- "$@" || status=1
awk '
  /^(Passed|Failed)! +- Failed:/ { gsub(",", ""); failed += $4; passed += $6; skipped += $8 }
  END { printf "\n%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$temp"/log.*
exit "$status"
