/** How a guest tells of its programs and processes, and runs one. */
export const processOperations = `
# Whether a directory, or a file in such a one, is root's alone all the way up.
sealed() {
  p=$(readlink -f "$1") && [ -e "$p" ] || return 1
  above "$p"
  # What stands in a directory that is sticky only, its owner decides; what stands above it, root.
  if [ -d "$p" ]; then strict=1; else strict=2; fi
  IFS=$nl
  for row in $(stat -c '%u %a' $all 2>/dev/null); do
    m=0\${row#* }
    if [ "\${row% *}" != 0 ]; then unset IFS; return 1; fi
    if [ $((m & 022)) != 0 ] && { [ "$strict" -gt 0 ] || [ $((m & 01000)) = 0 ]; }; then unset IFS; return 1; fi
    strict=$((strict - 1))
  done
  unset IFS
}
locate() {
  IFS=:
  for p in $PATH; do
    case $p in /*) ;; *) continue ;; esac
    [ -f "$p/$1" ] && [ -x "$p/$1" ] || continue
    at=$p/$1
    unset IFS
    if sealed "$at" && sealed "\${at%/*}"; then return 0; fi
    IFS=:
  done
  unset IFS
  at=
}
op_find() { arg "$1"; locate "$v"; yes "$at"; }
# The very file that runs, as a name that changes with every change of it; nothing for a script, or another's launcher.
op_identify() {
  arg "$1"
  p=$(readlink -f "$v") && [ "\${p##*/}" = "\${v##*/}" ] || yes ''
  [ "$(head -c 4 "$p" | base64)" = f0VMRg== ] || yes ''
  yes "$p:$(stat -c '%d:%i:%s:%z' "$p")"
}
op_named() {
  arg "$1"; name=$v
  # The kernel keeps 15 bytes of a program's name.
  short=$(printf %.15s "$name")
  while read -r key value; do [ "$key" != btime ] || boot=$value; done </proc/stat
  locate "$name"
  found=
  [ -z "$at" ] || found=$(stat -L -c %d:%i "$at")
  printf '.ok :%s' "$boot"
  set +f
  for proc in /proc/[0-9]*; do
    { read -r comm <"$proc/comm"; } 2>/dev/null || continue
    [ "$comm" = "$short" ] || continue
    stat=$(cat "$proc/stat" 2>/dev/null) && uids=$(grep '^Uid:' "$proc/status" 2>/dev/null) || continue
    exe=$(readlink "$proc/exe")
    same=other safe=open
    # The link itself leads to the very file, also where another stands under its name by now.
    f=$(stat -L -c '%d:%i %u %a' "$proc/exe" 2>/dev/null) && {
      [ "\${f%% *}" != "$found" ] || same=found
      case $exe in *' (deleted)') [ "\${exe% (deleted)}" != "$(readlink -f "\${at:-/}")" ] || same=found ;; esac
      f=\${f#* }
      e=\${exe% (deleted)}
      [ "\${f% *}" = 0 ] && [ $((0\${f#* } & 022)) = 0 ] && sealed "\${e%/*}" && safe=sealed
    }
    word "\${proc#/proc/}"; word "$stat"; word "$uids"
    printf ' ='; base64 <"$proc/cmdline" | tr -d '\\n'
    network=own
    [ "$(readlink "$proc/ns/net")" != "$(readlink /proc/self/ns/net)" ] || network=ours
    word "$exe"; word "$same"; word "$safe"; word "$network"
  done
}
op_sees() {
  arg "$2"; p=$v
  while [ ! -e "$p" ]; do
    [ "$p" != / ] || yes unknown
    p=\${p%/*}; p=\${p:-/}
  done
  p=$(readlink -f "$p")
  [ -d "/proc/\${1#:}/root/" ] || yes unknown
  theirs=$(stat -L -c %d:%i "/proc/\${1#:}/root$p" 2>/dev/null) || yes no
  if [ "$theirs" = "$(stat -L -c %d:%i "$p")" ]; then yes yes; else yes no; fi
}
op_signal() { try kill "-\${2#:}" "\${1#:}"; yes; }
op_alive() {
  s=$(cat "/proc/\${1#:}/stat" 2>/dev/null) || yes no
  case \${s##*) } in Z*) yes no ;; *) yes yes ;; esac
}
op_resolves() {
  for w do
    arg "$w"
    if getent hosts "$v" >/dev/null 2>&1 || nslookup "$v" >/dev/null 2>&1; then yes "$v"; fi
  done
  yes ''
}
# seconds, then what env(1) is given; its output goes before the answer, as base64 lines
do_run() {
  limit=\${1#:}
  shift
  n=$#
  while [ "$n" -gt 0 ]; do
    arg "$1"
    shift
    set -- "$@" "$v"
    n=$((n - 1))
  done
  for v do case $v in *=*) ;; *) break ;; esac; done
  command -v "$v" >/dev/null || { printf .no; word missing; word "$v"; echo; return; }
  bound=
  ! command -v timeout >/dev/null || bound="timeout $limit"
  { code=$({ { $bound env "$@" </dev/null 3>&- 4>&-; echo $? >&3; } | base64 >&4; } 3>&1); } 4>&1
  echo ".ok :$code"
}
`
