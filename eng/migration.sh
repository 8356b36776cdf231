#!/usr/bin/env bash
# Adds one migration to all three providers: eng/migration.sh AddSomething
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -eq 1 ] || { echo "usage: eng/migration.sh NAME" >&2; exit 2; }
dotnet tool restore >/dev/null
dotnet build Portal -v q
for provider in Sqlite SqlServer Postgres; do
    dotnet ef migrations add "$1" --no-build --project Portal.Domain --startup-project Portal \
        --context "${provider}PortalDbContext" --output-dir "Storage/$provider/Migrations"
done
