#!/bin/sh
# ask-helper.sh PIPE REQUEST COMMAND…: asks as the app does, which keeps the line open until the answer is there: a
# named pipe that is open for writing too never ends. It starts nothing else, so that only the helper is measured.
set -eu
pipe=$1 request=$2
shift 2
exec 3<>"$pipe"
printf '%s\n' "$request" >&3
exec "$@" <&3 3<&-
