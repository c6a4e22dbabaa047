# What the commands of a document are run with: see DocumentTests.

# Starts a program that serves until it is stopped, waits until it says that it listens, and stops it. Its ports and its users are its own.
serve() {
  local log pid
  log="$(mktemp)"
  PORT=0 SERVER_PORT=$((20000 + RANDOM % 5000)) GATEWAY_PORT=$((25000 + RANDOM % 5000)) \
    Storage__ConnectionString="Data Source=$(mktemp -d)/users.db" "$@" > "$log" 2>&1 &
  pid=$!
  until grep --quiet 'listens on port' "$log"; do
    if ! kill -0 "$pid" 2> /dev/null; then
      cat "$log" >&2
      return 1
    fi
    sleep 0.1
  done
  kill "$pid"
  wait "$pid" || true # dotnet run reports the signal
  cat "$log"
}
