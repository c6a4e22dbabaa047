#!/usr/bin/env bash
# Starts server and gateway for a look: gRPC and HTTP/JSON on port 8080, the gateway with its page on port 8081 (SERVER_PORT and
# GATEWAY_PORT choose others). Ctrl+C ends both, and so does the end of one of them.
set -euo pipefail
cd "$(dirname "$0")/.."

server_port="${SERVER_PORT:-8080}"
gateway_port="${GATEWAY_PORT:-8081}"
export DOTNET_NOLOGO=1

dotnet build Server --configuration Release --verbosity quiet
dotnet build Gateway --configuration Release --verbosity quiet
bin=artifacts/bin

PORT="$server_port" dotnet exec "$bin/CodeFirst.Server/release/CodeFirst.Server.dll" &
server=$!
PORT="$gateway_port" USER_SERVICE_URL="localhost:$server_port" INSECURE=true \
  dotnet exec "$bin/CodeFirst.Gateway/release/CodeFirst.Gateway.dll" &
gateway=$!

stop() { kill -TERM "$server" "$gateway" 2> /dev/null || true; }
trap stop INT TERM
status=0
wait -n "$server" "$gateway" || status=$? # the first one that ends, or a signal
stop
wait "$gateway" || true
wait "$server" || true
exit "$status"
