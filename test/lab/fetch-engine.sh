#!/bin/bash
# fetch-engine.sh SUITE DIR: unpacks docker.io of another Debian suite into DIR/SUITE, beside the
# system's own. apt keeps its state in DIR, so nothing of the machine's apt or dpkg changes.
# Two test files may ask at once: the second waits, and finds the work done.
set -euo pipefail
suite=$1 dir=$2
mkdir -p "$dir"
exec 9>"$dir/lock"
flock 9
[ -e "$dir/$suite/complete" ] && exit 0

# The Debian archive that this machine already uses, so that proxies and local copies are honoured.
site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -E '/debian/?$' | head -1 || true)
[ -n "$site" ] || { echo "apt names no Debian archive on this machine" >&2; exit 1; }
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e $keyring ] || { echo "no $keyring (package debian-archive-keyring)" >&2; exit 1; }

state=$dir/apt-$suite
rm -rf "$state" "$dir/$suite"
mkdir -p "$state"/{lists/partial,cache/archives/partial,packages} "$dir/$suite"
echo "deb [signed-by=$keyring] $site $suite main" >"$state/sources.list"
options=(-qq -o "Dir::Etc::sourcelist=$state/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o Dir::Etc::preferencesparts=/dev/null -o "Dir::State::lists=$state/lists" -o "Dir::Cache=$state/cache"
  -o Dir::State::status=/dev/null -o APT::Update::Error-Mode=any -o Acquire::Languages=none
  -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o APT::Sandbox::User=root)
apt-get "${options[@]}" update
(cd "$state/packages" && apt-get "${options[@]}" download docker.io docker-cli containerd docker-buildx)
for package in "$state"/packages/*.deb; do dpkg-deb -x "$package" "$dir/$suite"; done
rm -rf "$state"
touch "$dir/$suite/complete"
