#!/bin/sh
# by-hand-first.sh TEXT FILE PLACE URL IMAGE: what a careful person's script would do on a new machine. It asks the
# mirror, writes the file and asks podman, as by-hand.sh does, and pulls once. Who served the pull it does not show.
set -eu
here=${0%/*} image=$5
"$here/by-hand.sh" "$1" "$2" "$3" "$4"
podman pull --quiet "$image"
