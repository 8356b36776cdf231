# Shared by the scripts of this folder; sourced, not run.

say() { printf '%s\n' "$*" >&2; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

has_browser() {
    local name
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable microsoft-edge; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# True where the browser without windows is there, which starts four times as fast as the others, or another one and nothing can be installed.
has_fast_browser() { command -v chromium-headless-shell >/dev/null || { has_browser && ! may_install; }; }

has_cjk_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ko family 2>/dev/null)" ]; }

# The folder of PostgreSQL's server programs, the newest first; nothing when there is none.
postgres_bin() {
    local dir
    for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(command -v pg_config >/dev/null && pg_config --bindir)" /usr/local/bin /opt/homebrew/bin; do
        [ -n "$dir" ] && [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && { printf '%s\n' "$dir"; return 0; }
    done
    return 1
}

# install_missing PACKAGE...: with apt-get when root on Debian or Ubuntu; otherwise says what to run, and fails. Without the fast browser another one does.
install_missing() {
    [ $# -gt 0 ] || return 0
    if may_install; then
        say "Installing: $*"
        install_packages "$@" >&2 && return 0
        [ "$*" = chromium-headless-shell ] && has_browser
        return
    fi
    say "Missing: $*. Run:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    return 1
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || return
    # Older systems have the browser in one package only.
    apt-cache show chromium-headless-shell >/dev/null 2>&1 || set -- "${@/chromium-headless-shell/chromium}"
    apt-get install -y -qq --no-install-recommends "$@"
}

require_dotnet() {
    command -v dotnet >/dev/null && return 0
    say "The .NET 10 SDK is missing; see https://dotnet.microsoft.com/download/dotnet/10.0"
    return 1
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 30000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s\n' "$port"; return 0; }
    done
}

# start_postgres FOLDER: a server of our own in that folder. Sets postgres_pid and PORTAL_TEST_POSTGRES. PostgreSQL refuses to run as root.
start_postgres() {
    local folder=$1 bin port as=()
    bin=$(postgres_bin)
    port=$(free_port)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then
        local user=nobody
        id postgres >/dev/null 2>&1 && user=postgres
        chown "$user" "$folder"
        as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups)
    fi
    (
        cd "$folder"
        "${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C >"$folder.log" 2>&1
        # Throw-away data: nothing needs to survive a power cut.
        exec "${as[@]}" "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -h 127.0.0.1 -c fsync=off -c max_connections=300 >>"$folder.log" 2>&1
    ) &
    postgres_pid=$!
    local tries
    for tries in $(seq 1 300); do
        if "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then
            export PORTAL_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres"
            return 0
        fi
        kill -0 "$postgres_pid" 2>/dev/null || break
        sleep 0.2
    done
    say "PostgreSQL did not start:"
    cat "$folder.log" >&2
    return 1
}

stop_postgres() {
    [ -n "${postgres_pid:-}" ] || return 0
    kill -INT "$postgres_pid" 2>/dev/null || true
    wait "$postgres_pid" 2>/dev/null || true
    postgres_pid=
}

# test_on_both FILTER: builds, and runs some tests on SQLite and on PostgreSQL, which is started unless one is configured.
test_on_both() {
    require_dotnet
    work=$(mktemp -d)
    chmod 755 "$work"
    trap 'stop_postgres; rm -rf "$work"' EXIT
    trap 'exit 130' INT TERM
    if [ -z "${PORTAL_TEST_POSTGRES:-}" ]; then
        postgres_bin >/dev/null || install_missing postgresql
        start_postgres "$work/postgres"
    fi
    dotnet build Portal.Tests -v q --nologo
    dotnet test Portal.Tests --no-build --nologo --filter "$1" --logger "console;verbosity=normal"
}
