#!/usr/bin/env bash
# kill.sh [ROUNDS=100]: the portal is killed under the load of 16 tills, again and again, on SQLite and on PostgreSQL, and what it acknowledged is looked for.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

export PORTAL_KILL_ROUNDS=${1:-${ROUNDS:-100}}
test_on_both "FullyQualifiedName~KilledPaymentsTests"
