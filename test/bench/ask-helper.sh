#!/bin/sh
# ask-helper.sh REQUEST NODE HELPER ACTION [ARGUMENT…]: asks as the app does, which keeps the line open until the
# answer is there; a pipe that is open for writing too never ends.
set -eu
request=$1
shift
pipe=$(mktemp -u)
mkfifo -m 600 "$pipe"
exec 3<>"$pipe"
rm "$pipe"
printf '%s\n' "$request" >&3
exec env -i PKEXEC_UID=1500 "$@" <&3 3<&-
