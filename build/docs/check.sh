#!/usr/bin/env bash
# Checks the form and the spelling of every document. Installs the checkers from npm on the first run, in the versions of package-lock.json.
set -euo pipefail
cd "$(dirname "$0")"

if [[ ! node_modules/.package-lock.json -nt package-lock.json ]]; then npm ci --silent; fi
bin="$PWD/node_modules/.bin"
config="$PWD"
cd ../..

"$bin/markdownlint-cli2" --config "$config/.markdownlint-cli2.jsonc"
"$bin/cspell" lint --config "$config/cspell.json" --root . --no-progress --no-summary
