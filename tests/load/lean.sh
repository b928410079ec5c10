#!/usr/bin/env bash
# Starts the published program and the empty Blazor template in turn and compares the time from start to the first answered page and the
# resident memory ten seconds later. Ends in 0 when the ratios are at most 2 and 1.6. Usage: tests/load/lean.sh [rounds]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
work=$(mktemp -d /tmp/su7-lean-XXXX)
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2> /dev/null || true; rm -rf "$work"' EXIT

rid=linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64)
dotnet publish src/SU7Tracker.Web -c Release -r "$rid" --self-contained false -p:PublishReadyToRun=true -o "$work/tracker" --nologo -v quiet
# The template as it comes, interactive on the server, outside the settings of this repository.
dotnet new blazor --interactivity Server --output "$work/template" --name Template --no-restore > /dev/null
dotnet publish "$work/template" -c Release -o "$work/empty" --nologo -v quiet

# Prints milliseconds to the first page and megabytes after ten idle seconds.
measure() {
    local name=$1 dll=$2 port url started
    port=$(shuf -i 20000-30000 -n 1) url=http://127.0.0.1:$port/
    shift 2
    rm -rf "$work/data"
    (cd "$(dirname "$dll")" && exec env ASPNETCORE_ENVIRONMENT=Production dotnet "$dll" "--urls=$url" "$@" > "$work/$name.log" 2>&1) &
    pid=$!
    started=$(date +%s%N)
    until curl -fs -o /dev/null "$url"; do kill -0 $pid 2> /dev/null || { cat "$work/$name.log" >&2; return 1; }; sleep 0.01; done
    echo -n "$((($(date +%s%N) - started) / 1000000)) "
    sleep 10
    awk '/^VmRSS/ { print int($2 / 1000) }' "/proc/$pid/status"
    kill "$pid"; wait "$pid" 2> /dev/null || true; pid=
}
for round in $(seq "$rounds"); do
    echo "tracker $(measure tracker "$work/tracker/SU7Tracker.Web.dll" "--Data:Folder=$work/data" --Admin:Email=ann@example.org '--Admin:Password=four words are plenty')"
    echo "template $(measure template "$work/empty/Template.dll")"
done | tee "$work/figures"
median() { awk -v who="$1" -v field="$2" '$1 == who { print $field }' "$work/figures" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
awk -v a="$(median tracker 2)" -v b="$(median template 2)" -v c="$(median tracker 3)" -v d="$(median template 3)" 'BEGIN {
    printf "first page: %d ms against %d ms, %.2f times (at most 2)\nidle memory: %d MB against %d MB, %.2f times (at most 1.6)\n", a, b, a / b, c, d, c / d
    exit !(a / b <= 2 && c / d <= 1.6)
}'
