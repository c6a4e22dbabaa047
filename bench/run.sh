#!/usr/bin/env bash
# Measures side by side what docs/performance.md shows, and writes that page. `bench/run.sh --help` lists the arguments.
# Publishes the programs that it compares into out/; what is up to date is not published again.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

quick=false
publish=true
for argument in "$@"; do
  case "$argument" in
    --quick) quick=true publish=false ;;
    --report) publish=false ;;
    --help) publish=false ;;
  esac
done

if ! command -v h2load > /dev/null; then
  sudo=()
  if [[ $EUID -ne 0 ]]; then sudo=(sudo); fi
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" apt-get install -y -qq nghttp2-client
fi

sources="$(git ls-files --cached --others --exclude-standard -- Client Contracts Gateway Server Toolkit bench/Peers build 'Directory.*' \
  | grep -v -e '\.md$' -e PublicAPI | xargs sha256sum 2> /dev/null | sha256sum)"

# publish FOLDER PROJECT [ARGUMENT …]: unless the folder was published from the same sources
publish() {
  local folder="$1" project="$2"
  shift 2
  if [[ -f "$folder.sources" && "$(< "$folder.sources")" == "$sources" && -d "$folder" ]]; then return; fi
  echo "publishing $folder"
  rm -rf "$folder"
  dotnet publish "$project" --configuration Release --runtime linux-x64 --output "$folder" --verbosity quiet "$@"
  echo "$sources" > "$folder.sources"
}

if $publish; then
  mkdir -p out/bench
  publish out/server Server
  publish out/gateway Gateway
  for peer in ContractFirst Endpoints HandGateway RawStores Rest Tools; do
    publish "out/bench/$peer" "bench/Peers/$peer" -p:NativePeer=true
  done
  for peer in ContractFirst JsonTranscoding Reflective; do
    publish "out/bench/$peer.jit" "bench/Peers/$peer" --no-self-contained
  done
fi
bench=artifacts/bin/CodeFirst.Bench/release/CodeFirst.Bench
if ! $quick || [[ ! -x $bench ]]; then dotnet build bench/Bench --configuration Release --verbosity quiet; fi

# The server on one core, the load on the other. What is not said to be here stays where it is.
cores=()
if command -v taskset > /dev/null && [[ $(nproc) -ge 2 ]]; then
  export BENCH_SERVER_CORE=0
  cores=(taskset -c "1-$(($(nproc) - 1))")
fi
exec "${cores[@]}" "$bench" "$@"
