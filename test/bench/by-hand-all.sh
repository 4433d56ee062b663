#!/bin/sh
# by-hand-all.sh FOLDER PLACE URL: what a careful administrator's script would do for podman and docker together.
# For each file it keeps what was there, puts the bytes of FOLDER in its place and notes that it is done, each
# written and synced as the helper does; then it reloads dockerd, and asks both engines whether they took the mirror.
set -eu
folder=$1 place=$2 url=$3
. "${0%/*}/by-hand-files.sh"

replace "$folder/drop-in" /etc/containers/registries.conf.d/zz-pullcord.conf podman
replace "$folder/daemon.json" /etc/docker/daemon.json docker
reload_docker "$url"
podman info --format json | grep -qF "\"$place\""
echo "$(date) on $url" >>"$kept/log"
