#!/bin/bash
# fetch-rootless.sh SUITE DIR: unpacks what a rootless dockerd is started with into DIR/rootless-SUITE:
# RootlessKit, slirp4netns and its library. Nothing of the machine's apt or dpkg changes.
set -euo pipefail
suite=$1 dir=$2 name=rootless-$1
. "$(dirname "$0")/apt-suite.sh"

(cd "$state/packages" && apt-get "${options[@]}" download rootlesskit slirp4netns libslirp0)
for package in "$state"/packages/*.deb; do dpkg-deb -x "$package" "$dir/$name"; done
rm -rf "$state" "$dir/$name/usr/share"
touch "$dir/$name/complete"
