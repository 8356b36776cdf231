#!/usr/bin/env bash
# Pictures of every page: light, dark and 360 px wide, in Korean and English. eng/screenshots.sh [FOLDER], artifacts/screenshots when not given.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
folder=${1:-$root/artifacts/screenshots}
mkdir -p "$folder"
PORTAL_SCREENSHOTS=$(cd "$folder" && pwd)
export PORTAL_SCREENSHOTS
cd "$root"

require_dotnet
missing=()
has_fast_browser || missing+=(chromium-headless-shell)
has_cjk_font || missing+=(fontconfig fonts-noto-cjk)
install_missing "${missing[@]}"

dotnet build Portal.Tests -v q --nologo
dotnet test Portal.Tests --no-build --nologo --filter "FullyQualifiedName~ScreenshotTests"
say "Pictures: $PORTAL_SCREENSHOTS"
