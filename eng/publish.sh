#!/usr/bin/env bash
# Publishes the portal for this system with machine code beside the IL (ReadyToRun), which starts in about half the processor time:
#   eng/publish.sh FOLDER
# The compiler of machine code is a package of its own; where the registry lacks it, a plain publish is made instead, and that is said.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
require_dotnet
[ $# -eq 1 ] || { say "usage: eng/publish.sh FOLDER"; exit 2; }
publish() { dotnet publish "$root/Portal" -c Release -o "$@" -v q --nologo; }
publish "$1" -p:ReadyToRun=true >&2 && exit
say "No ReadyToRun here; publishing without."
publish "$1" >&2
