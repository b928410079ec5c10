#!/usr/bin/env bash
# Measures. Without arguments everything, and writes RESULTS.md; with the names of parts those, on the screen. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash tests/install.sh postgresql chromium wrk
project=tests/SU7Tracker.Benchmarks
dotnet build -c Release $project --nologo -v quiet
measure() { dotnet run -c Release --no-build --project $project -- "$1"; }

if [ $# -gt 0 ]; then
    for part in "$@"; do measure "$part"; done
    exit
fi
report=$(mktemp)
trap 'rm -f "$report"' EXIT
{
    echo '# Measurements'
    echo
    echo 'Written by `tests/load/run.sh`; each part alone by `dotnet run -c Release --project tests/SU7Tracker.Benchmarks -- PART`. Ratios hold, absolute times do not.'
    echo
    echo "$(date -u +%F), commit $(git describe --always --dirty), $(nproc) cores ($(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1)), $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -1), load $(cut -d' ' -f1 /proc/loadavg) before."
    for part in curve estimate busy http cold import growth load memory; do measure $part; done
} | tee "$report"
cp "$report" $project/RESULTS.md
