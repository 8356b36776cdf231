#!/usr/bin/env bash
# bank.sh [SECONDS=120]: random transfers between a hundred wallets through the ledgers of two processes; the total is the same at every read, nobody owes.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

export PORTAL_BANK_SECONDS=${1:-120}
test_on_both "FullyQualifiedName~BankTransfersTests"
