#!/usr/bin/env bash
# All checks: formatting, build, every test on SQLite and PostgreSQL. The last line says how many passed and failed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

# Where memory can be had as a folder, the tests' files are there: thousands of databases are made, and a disk flushes each commit.
memory=/dev/shm needed=$((4 * 1024 * 1024))
if [ -z "${TMPDIR:-}" ] && [ -w "$memory" ] && [ "$(df -Pk "$memory" | awk 'NR == 2 { print $4 }')" -ge "$needed" ]; then
    work=$(mktemp -d -p "$memory")
else
    work=$(mktemp -d)
fi
chmod 755 "$work"
finish() {
    stop_postgres
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# stop WHY: what comes before the tests failed.
stop() {
    say "$1"
    echo "0 passed, 1 failed"
    exit 1
}

require_dotnet || stop "No .NET SDK."
missing=()
has_fast_browser || missing+=(chromium-headless-shell)
has_cjk_font || missing+=(fontconfig fonts-noto-cjk)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ -n "${PORTAL_TEST_POSTGRES:-}" ] || postgres_bin >/dev/null || missing+=(postgresql)
install_missing "${missing[@]}" || stop "The tests need what is named above."
[ -n "${PORTAL_TEST_POSTGRES:-}" ] || start_postgres "$work/postgres" || stop "The tests need PostgreSQL."

dotnet build Portal.sln -v q --nologo || stop "The build failed."
# What the analyzers say of style failed the build already.
dotnet format whitespace Portal.sln --verify-no-changes --no-restore || stop "dotnet format would change files; run: dotnet format"

mkdir "$work/tmp"
export TMPDIR=$work/tmp

code=0
dotnet test Portal.Tests --no-build --nologo --logger trx --results-directory "$work/results" || code=$?
count() { { cat "$work"/results/*.trx 2>/dev/null | grep -o "<UnitTestResult [^>]*outcome=\"$1\"" || true; } | wc -l | tr -d ' '; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count NotExecuted)
# A run that broke off without a failed test counts as one.
[ "$code" = 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$passed" -gt 0 ] || { code=1; [ "$failed" -gt 0 ] || failed=1; }
line="$passed passed, $failed failed"
[ "$skipped" = 0 ] || line="$line, $skipped skipped"
echo "$line"
[ "$code" = 0 ] && [ "$failed" = 0 ]
