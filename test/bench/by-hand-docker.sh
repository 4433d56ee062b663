#!/bin/sh
# by-hand-docker.sh TEXT URL: a careful administrator's script for docker alone, which asks dockerd whether it took it.
set -eu
. "${0%/*}/by-hand-files.sh"

replace "$1" /etc/docker/daemon.json docker
reload_docker "$2"
echo "$(date) on $2" >>"$kept/log"
