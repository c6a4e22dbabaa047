#!/usr/bin/env bash
# Asks a running service what its callers will ask, and changes nothing. Fails with the first answer that is wrong.
#   build/smoke.sh server URL [ID_TOKEN]    # gRPC: health, reflection, a page of users
#   build/smoke.sh gateway URL              # HTTP: health, a page of users through the server behind it
set -euo pipefail
tests="$(cd "$(dirname "$0")/../Tests/Interop" && pwd)"

ask_server() {
  local url="$1" token="${2:-}" arguments=(--protocol grpc)
  if [[ $url == http://* ]]; then arguments+=(--http2-prior-knowledge); fi
  if [[ -n $token ]]; then arguments+=(--header "Authorization: Bearer $token"); fi
  [[ -x $tests/node_modules/.bin/buf ]] || npm ci --prefix "$tests" > /dev/null

  local buf="$tests/node_modules/.bin/buf" health
  health="$("$buf" curl "${arguments[@]}" "$url/grpc.health.v1.Health/Check")"
  [[ $health == *'"SERVING"'* ]] || { echo "Health: $health" >&2; exit 1; }
  "$buf" curl "${arguments[@]}" --list-methods "$url" | grep --fixed-strings userservice.UserService/ListUsers
  "$buf" curl "${arguments[@]}" --data '{"page_size": 1}' "$url/userservice.UserService/ListUsers"
}

ask_gateway() {
  curl --fail --silent --show-error --max-time 30 "$1/health"
  curl --fail --silent --show-error --max-time 30 "$1/v1/users?page_size=1"
}

case "${1:-}" in
  server) ask_server "${@:2}" ;;
  gateway) ask_gateway "${@:2}" ;;
  *)
    echo "usage: $0 server URL [ID_TOKEN] | gateway URL" >&2
    exit 2
    ;;
esac
