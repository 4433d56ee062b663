#!/bin/bash
# fetch-engine.sh SUITE DIR: unpacks docker.io of another Debian suite into DIR/SUITE, beside the
# system's own. Nothing of the machine's apt or dpkg changes.
set -euo pipefail
suite=$1 dir=$2 name=$1
. "$(dirname "$0")/apt-suite.sh"

(cd "$state/packages" && apt-get "${options[@]}" download docker.io docker-cli containerd docker-buildx)
for package in "$state"/packages/*.deb; do dpkg-deb -x "$package" "$dir/$suite"; done
rm -rf "$state"
touch "$dir/$suite/complete"
