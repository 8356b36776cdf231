#!/usr/bin/env bash
# kill.sh [ROUNDS=100]: the portal is killed under the load of 16 tills, again and again, on SQLite and on PostgreSQL, and what it acknowledged is looked for.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

rounds=${1:-${ROUNDS:-100}}
work=$(mktemp -d)
chmod 755 "$work"
finish() {
    stop_postgres
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

require_dotnet
if [ -z "${PORTAL_TEST_POSTGRES:-}" ]; then
    postgres_bin >/dev/null || install_missing postgresql
    start_postgres "$work/postgres"
fi

dotnet build Portal.Tests -v q --nologo
PORTAL_KILL_ROUNDS=$rounds dotnet test Portal.Tests --no-build --nologo --filter "FullyQualifiedName~KilledPaymentsTests" --logger "console;verbosity=normal"
