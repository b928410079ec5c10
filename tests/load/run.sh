#!/usr/bin/env bash
# Measures, and writes the sections into RESULTS.md. Without arguments everything, else the parts that are named. Ends in 0 when those that
# have aims have met them. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash tests/install.sh postgresql chromium wrk
project=tests/SU7Tracker.Benchmarks
results=$project/RESULTS.md
[ -n "${BUILT:-}" ] || dotnet build -c Release $project --nologo -v quiet >&2
export BUILT=1
machine="$(nproc) cores ($(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1)), $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -1)"

# A section says when and on what it was measured.
measure() {
    local when="$(date -u +%F), commit $(git describe --always --dirty), $machine, load $(cut -d' ' -f1 /proc/loadavg) before."
    if [ -f "tests/load/$1.sh" ]; then bash "tests/load/$1.sh"; else dotnet run -c Release --no-build --project $project -- "$1"; fi |
        awk -v when="$when" '{ print } /^## / && !told { print ""; print when; told = 1 }'
}

# Puts a section in the place of the one with its title, or at the end.
put() {
    awk -v title="$(grep -m1 '^## ' "$1")" -v file="$1" '
        function section() { while ((getline line < file) > 0) if (line != "" || started++) print line; done = 1; print "" }
        /^## / { skip = $0 == title; if (skip) section() }
        !skip { print }
        END { if (!done) section() }' $results > "$results.new"
    mv "$results.new" $results
}

part=$(mktemp)
trap 'rm -f "$part"' EXIT
status=0
for name in ${*:-curve estimate busy http log cold import growth load pages streams memory sight kit lean failover}; do
    ended=0
    measure "$name" | tee "$part" || ended=$?
    # What misses its aim ends in 1 and is told as well; what broke off is not.
    if [ $ended -le 1 ]; then put "$part"; fi
    [ $ended -eq 0 ] || status=1
done
exit $status
