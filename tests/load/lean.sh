#!/usr/bin/env bash
# Starts the published program, on a database that it has made before, and the empty Blazor template in turn and compares the time from
# start to the first answered page and the resident memory ten seconds later. Ends in 0 when the ratios are at most 2 and 1.6.
# Usage: tests/load/lean.sh [rounds]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
work=$(mktemp -d /tmp/su7-lean-XXXX)
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2> /dev/null || true; rm -rf "$work"' EXIT

rid=linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64)
dotnet publish src/SU7Tracker.Web -c Release -r "$rid" --self-contained false -p:PublishReadyToRun=true -o "$work/tracker" --nologo -v quiet >&2
# The template as it comes, interactive on the server, outside the settings of this repository.
dotnet new blazor --interactivity Server --output "$work/template" --name Template --no-restore > /dev/null
dotnet publish "$work/template" -c Release -o "$work/empty" --nologo -v quiet >&2

# Prints milliseconds to the first page and megabytes after ten idle seconds.
measure() {
    local name=$1 dll=$2 port url started
    port=$(shuf -i 20000-30000 -n 1) url=http://127.0.0.1:$port/
    shift 2
    (cd "$(dirname "$dll")" && exec env ASPNETCORE_ENVIRONMENT=Production dotnet "$dll" "--urls=$url" "$@" > "$work/$name.log" 2>&1) &
    pid=$!
    started=$(date +%s%N)
    until curl -fs -o /dev/null "$url"; do kill -0 $pid 2> /dev/null || { cat "$work/$name.log" >&2; return 1; }; sleep 0.01; done
    echo -n "$((($(date +%s%N) - started) / 1000000)) "
    sleep 10
    awk '/^VmRSS/ { print int($2 / 1000) }' "/proc/$pid/status"
    kill "$pid"; wait "$pid" 2> /dev/null || true; pid=
}
tracker() { measure "$1" "$work/tracker/SU7Tracker.Web.dll" "--Data:Folder=$work/data" --Admin:Email=ann@example.org '--Admin:Password=four words are plenty'; }
fresh=$(tracker fresh)
for round in $(seq "$rounds"); do
    echo "tracker $(tracker tracker)"
    echo "template $(measure template "$work/empty/Template.dll")"
done > "$work/figures"

# Median, fastest and slowest time spent in the server on a page that it has answered before.
port=$(shuf -i 20000-30000 -n 1)
(cd "$work/tracker" && exec env ASPNETCORE_ENVIRONMENT=Production dotnet SU7Tracker.Web.dll "--urls=http://127.0.0.1:$port" "--Data:Folder=$work/data" \
    --Limits:PagesPerSecond=0 > "$work/warm.log" 2>&1) &
pid=$!
until curl -fs -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.1; done
for _ in $(seq 500); do curl -fs -o /dev/null "http://127.0.0.1:$port/"; done
kill "$pid"; wait "$pid" 2> /dev/null || true; pid=
warm=$(sed -n 's/.*HTTP GET \/ responded 200 in \([0-9.]*\) ms.*/\1/p' "$work/warm.log" | tail -200 | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')

median() { awk -v who="$1" -v field="$2" '$1 == who { print $field }' "$work/figures" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
awk -v a="$(median tracker 2)" -v b="$(median template 2)" -v c="$(median tracker 3)" -v d="$(median template 3)" -v fresh="${fresh% *}" \
    -v rounds="$rounds" -v warm="$warm" 'BEGIN {
    print "## Starting and idling\n"
    print "`tests/load/lean.sh`: the program as it is published, on a database that it has made before, and the empty Blazor template, started in turn; medians of " rounds " starts."
    print "The memory is what is resident ten seconds after the first page.\n"
    print "| | tracker | empty template | ratio | aim |\n| --- | ---: | ---: | ---: | ---: |"
    printf "| from start to the first page | %d ms | %d ms | %.2f | ≤ 2 |\n| idle memory | %d MB | %d MB | %.2f | ≤ 1.6 |\n\n", a, b, a / b, c, d, c / d
    printf "Started in an empty folder, where it makes its database and loads the public record first, it showed its first page after %d ms.\n", fresh
    printf "The first screen, warm, takes %.1f ms in the server (median of 200 after 300; aim: 6 ms, half of 12).\n", warm
    exit !(a / b <= 2 && c / d <= 1.6)
}'
