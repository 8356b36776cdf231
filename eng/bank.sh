#!/usr/bin/env bash
# bank.sh [SECONDS=120]: random transfers between a hundred wallets through the ledgers of two processes; the total is the same at every read, nobody owes.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

seconds=${1:-120}
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
PORTAL_BANK_SECONDS=$seconds dotnet test Portal.Tests --no-build --nologo --filter "FullyQualifiedName~BankTransfersTests" --logger "console;verbosity=normal"
