#!/bin/sh
# by-hand.sh TEXT FILE PLACE [URL]: what a careful person's script would do. Asks the mirror at URL, if one is
# given; puts the bytes of TEXT in the place of FILE, synced as Pullcord does; and asks podman whether it took PLACE.
# It keeps no memory of what was there before, which costs Pullcord a file and two syncs more.
set -eu
text=$1 file=$2 place=$3 url=${4:-}
folder=${file%/*}
if [ -n "$url" ]; then curl --silent --show-error --fail --max-time 2 --output "/dev/null" "$url/v2/"; fi
temporary=$(mktemp "$folder/.by-hand-XXXXXX")
cat "$text" >"$temporary"
chmod 644 "$temporary"
sync "$temporary"
mv "$temporary" "$file"
sync "$folder"
podman info --format json | grep -qF "\"$place\""
