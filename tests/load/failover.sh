#!/usr/bin/env bash
# Two instances behind HAProxy on a primary PostgreSQL and its synchronous standby: kills the primary, promotes the standby, kills an
# instance, and ends in 0 when no acknowledged figure was lost, reads were back within 10 s and writes within 30 s.
# Usage: [READS_STANDBY=00:00:30] tests/load/failover.sh [seconds]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
bash tests/install.sh postgresql chromium haproxy
project=tests/SU7Tracker.Benchmarks
[ -n "${BUILT:-}" ] || dotnet build -c Release $project --nologo -v quiet >&2
program=$PWD/$project/bin/Release/net10.0

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
work=$(mktemp -d /tmp/su7-failover-XXXX)
account=$([ "$(id -u)" = 0 ] && echo postgres || id -un)
chown "$account" "$work"
pg() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
free() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])' 2> /dev/null || shuf -i 20000-30000 -n 1; }
p1=$(free) p2=$(free) a=$(free) b=$(free) front=$(free)
pids=()
trap 'for pid in "${pids[@]}"; do kill -9 "$pid" 2> /dev/null || true; done; pg "$bin/pg_ctl" -D "$work/primary" -m immediate stop > /dev/null 2>&1 || true
    pg "$bin/pg_ctl" -D "$work/standby" -m immediate stop > /dev/null 2>&1 || true; rm -rf "$work"' EXIT

cd "$work"
pg "$bin/initdb" -D "$work/primary" -A trust -U postgres --no-locale -E UTF8 > /dev/null
start() { pg "$bin/pg_ctl" -w -D "$work/$1" -l "$work/$1.log" -o "-p $2 -k $work -c listen_addresses=127.0.0.1 $3" start > /dev/null; }
start primary "$p1" "-c wal_level=replica"
pg "$bin/pg_basebackup" -R -D "$work/standby" -d "host=127.0.0.1 port=$p1 user=postgres application_name=standby"
start standby "$p2" "-c hot_standby=on"
# From now on a commit is acknowledged once the standby has it.
pg "$bin/psql" -q -h 127.0.0.1 -p "$p1" -U postgres -c "alter system set synchronous_standby_names = 'standby'" -c "select pg_reload_conf()" > /dev/null

token=a-token-of-at-least-thirty-two-characters
instance() {
    dotnet "$program/SU7Tracker.Web.dll" "--urls=http://127.0.0.1:$2" "--Data:Folder=$work/data-$1" --Admin:Email=ann@example.org \
        "--Admin:Password=four words are plenty" "--Admin:Token=$token" "--Reads:Standby=${READS_STANDBY-}" --Limits:ReadsPerSecond=0 --Limits:WritesPerSecond=0 --Proxies:Known=127.0.0.1 \
        "--ConnectionStrings:Tracker=Host=127.0.0.1:$p1,127.0.0.1:$p2;Target Session Attributes=primary;Timeout=5;Database=tracker;Username=postgres" \
        > "$work/$1.log" 2>&1 &
    pids+=($!)
}
instance a "$a"; first=$!
instance b "$b"
cat > haproxy.cfg <<CFG
defaults
    mode http
    option forwardfor
    option redispatch
    option abortonclose
    timeout connect 2s
    timeout check 3s
    timeout client 1h
    timeout server 1h
    timeout tunnel 1h
frontend readers
    bind 127.0.0.1:$front
    default_backend instances
backend instances
    balance roundrobin
    cookie su7.instance insert indirect nocache httponly
    option httpchk GET /health/ready?for=reading
    default-server check inter 1s fall 2 rise 1
    server a 127.0.0.1:$a cookie a
    server b 127.0.0.1:$b cookie b
CFG
haproxy -f haproxy.cfg > haproxy.log 2>&1 &
pids+=($!)
for _ in $(seq 300); do curl -fs -o /dev/null "http://127.0.0.1:$front/health/ready" && curl -fs -o /dev/null "http://127.0.0.1:$b/health/ready" && break; sleep 0.3; done
curl -fsS -o /dev/null "http://127.0.0.1:$front/api/v1/vehicles" || { tail -20 "$work"/*.log; exit 1; }

(cd "$program" && exec dotnet SU7Tracker.Benchmarks.dll failover "http://127.0.0.1:$front" "$seconds" 2> "$work/driver.log") &
driver=$!
pids+=($driver)
until grep -qs started driver.log; do kill -0 $driver || { cat driver.log; exit 1; }; sleep 0.2; done
say() { echo "$(date +%T) $*" >&2; }
sleep $((seconds / 4))
say 'the primary is killed'
kill -9 "$(head -1 "$work/primary/postmaster.pid")"
sleep 1
pg "$bin/pg_ctl" -w -D "$work/standby" promote > /dev/null
say 'the standby is promoted'
sleep $((seconds / 4))
say 'an instance is killed'
kill -9 "$first"
status=0
wait "$driver" || status=$?
grep 'does not follow' driver.log >&2 || true
[ $status -eq 0 ] || { cat driver.log; grep -h -E "ERR|FTL" [ab].log | tail -20; } >&2
exit $status
