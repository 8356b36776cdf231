#!/usr/bin/env bash
# Builds the portal, fills a SQLite database under ./data with the demo region when there is none, and serves it.
# Options are passed on to the portal:  eng/run.sh --urls http://localhost:8080
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
require_dotnet

missing=()
has_fast_browser || missing+=(chromium-headless-shell)
has_cjk_font || missing+=(fontconfig fonts-noto-cjk)
# PDFs need them; everything else works without.
install_missing "${missing[@]}" || say "The portal starts without; PDF buttons will say what is missing."

data="$root/data"
app="$root/artifacts/portal"
mkdir -p "$data"
say "Building…"
dotnet publish "$root/Portal" -c Release -o "$app" -v q --nologo >&2

export Database__Provider=sqlite
export ConnectionStrings__Portal="Data Source=$data/portal.db"
export Data__Path="$data"
export Logging__Console__FormatterName=simple
export Notices__Folder="$data/notices"
portal=(dotnet "$app/Portal.dll")

sign_ins="$data/demo-sign-ins.txt"
if [ ! -s "$data/portal.db" ] || [ ! -e "$sign_ins" ]; then
    "${portal[@]}" migrate
    (umask 077; "${portal[@]}" seed demo >"$sign_ins.new") && mv "$sign_ins.new" "$sign_ins"
fi

echo
echo "Demo sign-ins (made at random, kept in data/demo-sign-ins.txt):"
echo
cat "$sign_ins"
echo
urls=()
[[ " $* " == *" --urls"* ]] || { urls=(--urls http://localhost:5080); echo "Open http://localhost:5080 — Ctrl+C ends it."; }
exec "${portal[@]}" serve "${urls[@]}" "$@"
