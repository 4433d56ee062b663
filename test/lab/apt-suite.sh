# Sourced, with $suite and $dir set: apt on another Debian suite, with all of its state below $dir, so that
# nothing of the machine's apt or dpkg changes. Sets $state, and $options for apt-get; ends the script with 0
# where $dir/$name is complete. Two test files may ask at once: the second waits, and finds the work done.
mkdir -p "$dir"
exec 9>"$dir/lock"
flock 9
[ -e "$dir/$name/complete" ] && exit 0

# The Debian archive that this machine already uses, so that proxies and local copies are honoured.
site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -E '/debian/?$' | head -1 || true)
[ -n "$site" ] || { echo "apt names no Debian archive on this machine" >&2; exit 1; }
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e $keyring ] || { echo "no $keyring (package debian-archive-keyring)" >&2; exit 1; }

state=$dir/apt-$name
rm -rf "$state" "$dir/$name"
mkdir -p "$state"/{lists/partial,cache/archives/partial,packages} "$dir/$name"
echo "deb [signed-by=$keyring] $site $suite main" >"$state/sources.list"
# Experimental is no whole suite: what it lacks comes from sid.
if [ "$suite" = experimental ]; then echo "deb [signed-by=$keyring] $site sid main" >>"$state/sources.list"; fi
options=(-qq -o "Dir::Etc::sourcelist=$state/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null
  -o "Dir::State::lists=$state/lists" -o "Dir::Cache=$state/cache"
  -o Dir::State::status=/dev/null -o APT::Update::Error-Mode=any -o Acquire::Languages=none
  -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o APT::Sandbox::User=root -t "$suite")
apt-get "${options[@]}" update
