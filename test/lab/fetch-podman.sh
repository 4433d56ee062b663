#!/bin/bash
# fetch-podman.sh SUITE DIR: unpacks podman, buildah and skopeo of another Debian suite, with the libraries they
# need, into DIR/podman-SUITE, whose file "complete" then holds podman's version. No maintainer script runs.
set -euo pipefail
suite=$1 dir=$2 name=podman-$1
. "$(dirname "$0")/apt-suite.sh"

# An empty dpkg status makes apt name everything that these need. Of that, libraries and what podman itself
# starts are enough: a lab machine has the rest.
programs='podman|buildah|skopeo|crun|conmon|netavark|uidmap|golang-github-containers-[^ ]*'
wanted=$(apt-get "${options[@]}" -s --no-install-recommends install podman buildah skopeo crun conmon uidmap |
  sed -nE "s/^Inst (lib[^ ]*|$programs) .*/\1/p")
[ -n "$wanted" ] || { echo "apt finds no podman in $suite" >&2; exit 1; }
# shellcheck disable=SC2086 # one word a package
(cd "$state/packages" && apt-get "${options[@]}" download $wanted)
for package in "$state"/packages/*.deb; do dpkg-deb -x "$package" "$dir/$name"; done
# Up to bookworm some packages still hold files for /lib, which on every system is a link into /usr.
for top in bin sbin lib lib64; do
  [ -d "$dir/$name/$top" ] || continue
  cp -a "$dir/$name/$top" "$dir/$name/usr/"
  rm -r "${dir:?}/$name/$top"
done
version=$(dpkg-deb -f "$state"/packages/podman_*.deb Version)
# More than half of the size, and nothing that a pull needs: test programs, manuals, translations.
rm -rf "$state" "$dir/$name"/usr/libexec/{buildah,podman/podman-testing} "$dir/$name"/usr/share/{doc,man,locale,bash-completion,zsh,fish}
echo "$version" >"$dir/$name/complete"
