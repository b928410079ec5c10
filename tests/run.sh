#!/usr/bin/env bash
# Installs what the tests need when it is missing, builds everything, runs all tests, and ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! bash tests/install.sh postgresql chromium fonts-noto-cjk; then
    echo 'What the tests need could not be installed.'
    echo '0 passed, 1 failed'
    exit 1
fi

# Programs that live for seconds gain nothing from being profiled.
export DOTNET_TieredPGO=0
results=$PWD/artifacts/tests
rm -rf "$results" && mkdir -p "$results"
# One compiler for all projects; it must not outlive this script.
built=0
UseSharedCompilation=true dotnet build SU7Tracker.sln -c Release --nologo -v quiet || built=1
dotnet build-server shutdown --vbcscompiler > /dev/null 2>&1
if [ $built -ne 0 ]; then
    echo '0 passed, 1 failed'
    exit 1
fi

run() {
    dotnet test --no-build -c Release --project "tests/$1" --no-ansi --no-progress --results-directory "$results" \
        --report-xunit-trx --report-xunit-trx-filename "$1.trx"
    echo $? > "$results/$1.status"
}

# The tests of the running program mostly wait, so that those of the inner rooms run beside them; the browser has the machine alone.
inner=(SU7Tracker.Domain.Tests SU7Tracker.Data.Tests)
(for name in "${inner[@]}"; do run "$name" > "$results/$name.log" 2>&1; done) &
echo '== SU7Tracker.Web.Tests'
run SU7Tracker.Web.Tests
wait
for name in "${inner[@]}"; do
    echo "== $name"
    cat "$results/$name.log"
done
echo '== SU7Tracker.Browser.Tests'
run SU7Tracker.Browser.Tests

passed=0 failed=0
for project in tests/*.Tests; do
    name=$(basename "$project")
    status=$(cat "$results/$name.status" 2> /dev/null || echo 1)
    counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2> /dev/null)
    count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$counters"; }
    right=$(count passed) total=$(count total)
    wrong=$((${total:-0} - ${right:-0}))
    # A run that ended badly without a failed test, or that ran none, has failed as a whole.
    if { [ $status -ne 0 ] && [ $wrong -eq 0 ]; } || [ "${total:-0}" -eq 0 ]; then wrong=$((wrong + 1)); fi
    passed=$((passed + ${right:-0})) failed=$((failed + wrong))
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
