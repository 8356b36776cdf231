#!/usr/bin/env bash
# axe on every page and everything that opens over it, in every language and theme. A usual test run looks at one of the six each.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

require_dotnet
missing=()
has_fast_browser || missing+=(chromium-headless-shell)
has_cjk_font || missing+=(fontconfig fonts-noto-cjk)
install_missing "${missing[@]}"

dotnet build Portal.Tests -v q --nologo
PORTAL_AXE_ALL=1 dotnet test Portal.Tests --no-build --nologo --filter "FullyQualifiedName~Accessibility"
