#!/usr/bin/env bash
# Installs from Debian's packages what is missing of those named: postgresql, chromium, fonts-noto-cjk, wrk, haproxy.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

is_there() {
    case $1 in
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null ;;
        fonts-noto-cjk) compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' > /dev/null ;;
        *) [ -x "/usr/bin/$1" ] || [ -x "/usr/sbin/$1" ] ;;
    esac
}

missing=()
for package in "$@"; do is_there "$package" || missing+=("$package"); done
[ ${#missing[@]} -gt 0 ] || exit 0
echo "Installing ${missing[*]}"
# Whoever needs a cluster starts one of their own; the package need not make one.
as_root mkdir -p /etc/postgresql-common
grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf ||
    echo 'create_main_cluster = false' | as_root tee -a /etc/postgresql-common/createcluster.conf > /dev/null
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
