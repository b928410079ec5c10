#!/usr/bin/env bash
# Installs what the tests need when it is missing, builds everything, runs all tests, and ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! bash tests/install.sh postgresql chromium fonts-noto-cjk; then
    echo 'What the tests need could not be installed.'
    echo '0 passed, 1 failed'
    exit 1
fi

results=$PWD/artifacts/tests
rm -rf "$results" && mkdir -p "$results"
if ! dotnet build SU7Tracker.sln --nologo -v quiet; then
    echo '0 passed, 1 failed'
    exit 1
fi

passed=0 failed=0
for project in tests/*.Tests; do
    name=$(basename "$project")
    echo "== $name"
    dotnet test --no-build --project "$project" --no-ansi --no-progress --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename "$name.trx"
    status=$?
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
