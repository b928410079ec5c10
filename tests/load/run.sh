#!/usr/bin/env bash
# Loads the running program: warm answers against a bare endpoint, and writes while reading. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! command -v wrk > /dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wrk > /dev/null
fi
dotnet build -c Release tests/SU7Tracker.Benchmarks --nologo -v quiet
for part in http load; do
    dotnet run -c Release --no-build --project tests/SU7Tracker.Benchmarks -- "$part"
done
