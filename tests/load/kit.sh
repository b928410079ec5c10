#!/usr/bin/env bash
# What MudBlazor costs a program: the empty Blazor template against the same one with MudBlazor's services, files, providers, an app bar,
# a field and three buttons; time to the first page, resident memory ten seconds later, and live heap of each of 20 pages open in a browser.
# Usage: tests/load/kit.sh [rounds]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5} pages=20
dotnet run -c Release ${BUILT:+--no-build} --project tests/SU7Tracker.Benchmarks -- kit
echo
work=$(mktemp -d /tmp/su7-kit-XXXX)
version=$(sed -n 's/.*Include="MudBlazor" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
pid= browser=
trap 'for p in $pid $browser; do kill -9 "$p" 2> /dev/null || true; done; sleep 1; rm -rf "$work"' EXIT

for name in Plain Mud; do
    dotnet new blazor --interactivity Server --all-interactive --output "$work/$name" --name $name --no-restore > /dev/null
    # Tells the live heap.
    sed -i 's|^app.Run();|app.MapGet("/heap", () => { GC.Collect(2, GCCollectionMode.Forced, true, true); return GC.GetTotalMemory(true); });\n&|' \
        "$work/$name/Program.cs"
done
cd "$work/Mud"
dotnet add package MudBlazor --version "$version" > /dev/null
sed -i '1s|^|using MudBlazor.Services;\n|; s|^var app = |builder.Services.AddMudServices();\n&|' Program.cs
echo '@using MudBlazor' >> Components/_Imports.razor
sed -i -e 's|</head>|<link rel="stylesheet" href="_content/MudBlazor/MudBlazor.min.css" />&|' \
    -e 's|</body>|<script src="_content/MudBlazor/MudBlazor.min.js"></script>&|' Components/App.razor
sed -i '1a <MudThemeProvider /><MudPopoverProvider /><MudDialogProvider /><MudSnackbarProvider /><MudAppBar Elevation="0">Mud</MudAppBar>' \
    Components/Layout/MainLayout.razor
echo '<MudTextField T="string" Label="Field" /><MudButton>One</MudButton><MudButton>Two</MudButton><MudButton>Three</MudButton>' \
    >> Components/Pages/Home.razor
echo '<input aria-label="Field" /><button>One</button><button>Two</button><button>Three</button>' \
    >> "$work/Plain/Components/Pages/Home.razor"
for name in Plain Mud; do dotnet publish "$work/$name" -c Release -o "$work/$name/out" --nologo -v quiet >&2; done

# Prints milliseconds to the first page, megabytes after ten idle seconds, and KiB of live heap of an open page.
measure() {
    local name=$1 port url started port2 before after
    port=$(shuf -i 20000-30000 -n 1) port2=$(shuf -i 30001-32000 -n 1) url=http://127.0.0.1:$port/
    (cd "$work/$name/out" && exec env ASPNETCORE_ENVIRONMENT=Production dotnet $name.dll "--urls=$url" > "$work/$name.log" 2>&1) &
    pid=$!
    started=$(date +%s%N)
    until curl -fs -o /dev/null "$url"; do kill -0 $pid 2> /dev/null || { cat "$work/$name.log" >&2; return 1; }; sleep 0.01; done
    echo -n "$((($(date +%s%N) - started) / 1000000)) "
    sleep 10
    awk '/^VmRSS/ { printf "%d ", $2 / 1000 }' "/proc/$pid/status"
    chromium --headless=new --no-sandbox --disable-gpu --no-first-run \
        --disable-background-timer-throttling --disable-renderer-backgrounding \
        --user-data-dir="$work/browser" --remote-debugging-port=$port2 "$url" > /dev/null 2>&1 &
    browser=$!
    until curl -fs -o /dev/null "http://127.0.0.1:$port2/json/version"; do sleep 0.1; done
    sleep 5   # the first page warms up
    before=$(curl -fs "${url}heap")
    for _ in $(seq $pages); do curl -fs -X PUT -o /dev/null "http://127.0.0.1:$port2/json/new?$url"; sleep 0.5; done
    sleep 5
    after=$(curl -fs "${url}heap")
    echo $(((after - before) / pages / 1024))
    kill $browser; wait $browser 2> /dev/null || true; browser=
    kill "$pid"; wait "$pid" 2> /dev/null || true; pid=
    sleep 1; rm -rf "$work/browser"
}
for round in $(seq "$rounds"); do
    for name in Plain Mud; do echo "$name $(measure $name)"; done
done > "$work/figures"
median() {
    awk -v who="$1" -v field="$2" '$1 == who { print $field }' "$work/figures" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
echo "\`tests/load/kit.sh\`: the empty Blazor template with and without MudBlazor $version, started in turn; medians of $rounds starts."
echo "The memory is what is resident ten seconds after the first page; an open page's is live heap, of $pages pages in a browser."
echo
echo "| | template | with MudBlazor |"
echo "| --- | ---: | ---: |"
echo "| from start to the first page | $(median Plain 2) ms | $(median Mud 2) ms |"
echo "| idle memory | $(median Plain 3) MB | $(median Mud 3) MB |"
echo "| an open page | $(median Plain 4) KiB | $(median Mud 4) KiB |"
