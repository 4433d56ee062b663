/** How a guest changes its files: in the steps and the order of write-file.ts. */
export const writeOperations = `
# Dies where others than root could turn the path elsewhere.
refuse_exposed() {
  IFS=$nl
  for l in $links; do
    [ "$(stat -c %u "$l")" = 0 ] || die exposed "\${l%/*}"
  done
  for lowest in $existing $links; do
    [ "$lowest" = "$existing" ] || lowest=\${lowest%/*}
    above "\${lowest:-/}"
    for row in $(stat -c '%u %a %n' $all); do
      owner=\${row%% *} row=\${row#* }
      m=\${row%% *}
      [ "$owner" = 0 ] && { [ $((0$m & 022)) = 0 ] || [ $((0$m & 01000)) != 0 ]; } || die exposed "\${row#* }"
    done
  done
  unset IFS
}
# A new hidden file, which nobody else can have made: name, base64. By cat, since busybox's base64 keeps silent
# where it cannot write [measured 1.35].
hidden() {
  e=$({ umask 077; set -C; : >"$1"; } 2>&1) || die says "$e"
  tmp=$1
  e=$({ printf %s "\${2#=}" | base64 -d | cat >"$tmp"; } 2>&1) || die says "$e"
}
# All that a file carries but its times; busybox's cp knows neither access lists nor the option.
like() {
  e=$(cp --attributes-only --preserve=all --no-preserve=timestamps -- "$1" "$2" 2>&1) && return 0
  case $e in *ption*) ;; *) die says "$e" ;; esac
  set -- "$1" "$2" $(stat -c '%u:%g %a' "$1")
  try chown "$3" "$2"
  try chmod "$4" "$2"
}
# A link, unlike mv, fails where someone has made the file meanwhile.
link_new() {
  [ ! -e "$2" ] && [ ! -L "$2" ] || die drifted
  e=$(ln "$1" "$2" 2>&1) || { [ ! -e "$2" ] || die drifted; die says "$e"; }
}
# Puts a hidden file, or none, in the place of one with this digest: temporary, digest, name for what was there.
displace() {
  kept=
  if [ -z "$2" ]; then
    [ -n "$1" ] || return 0
    link_new "$1" "$real"
    rm -f "$1"
    return 0
  fi
  if [ -z "$1" ]; then try mv -f "$real" "$3"
  else
    try ln "$real" "$3"
    digest "$real"
    [ "$d" = "$2" ] || { rm -f "$3"; die drifted; }
    e=$(mv -f "$1" "$real" 2>&1) || { rm -f "$3"; die says "$e"; }
  fi
  kept=$3
  digest "$kept"
  [ "$d" != "$2" ] || return 0
  if [ -n "$1" ]; then try mv -f "$kept" "$real"; else link_new "$kept" "$real"; rm -f "$kept"; fi
  die kept
}
# path, digest expected, base64, its digest, [mode uid gid time], two hidden names
op_write() {
  arg "$1"; resolve "$v"; refuse_exposed
  arg "$2"; expect=$v; arg "$4"; wanted=$v
  before=
  if [ -e "$real" ]; then before=$real; fi
  digest "$real"
  [ "$d" = "$expect" ] || die drifted
  temporary=
  if [ "$3" != - ]; then
    IFS=$nl
    for m in $missing; do e=$(mkdir "$m" 2>&1) || die says "$e"; made=$m$nl$made; done
    unset IFS
    temporary=$dir/\${9#:}
    hidden "$temporary" "$3"
    digest "$temporary"
    [ "$d" = "$wanted" ] || die says 'Input/output error'
    if [ -n "$before" ]; then like "$before" "$temporary"
    else
      [ "$5" = - ] || try chown "\${6#:}:\${7#:}" "$temporary"
      if [ "$5" = - ]; then try chmod 644 "$temporary"; else try chmod "\${5#:}" "$temporary"; fi
    fi
    if [ "$8" != - ]; then
      t=\${8#:}
      touch -d "@$t" "$temporary" 2>/dev/null || try touch -d "@\${t%.*}" "$temporary"
    fi
    try sync "$temporary"
  fi
  shift 9
  displace "$temporary" "$expect" "$dir/\${1#:}"
  tmp=
  e=$(sync "$dir" 2>&1) || { digest "$real"; displace "$kept" "$d" "$dir/\${1#:}.back"; rm -f "$kept"; die says "$e"; }
  made=
  yes "$kept"
}
# path, digest written, what was kept, a hidden name
op_restore() {
  arg "$1"; resolve "$v"
  arg "$2"; written=$v; arg "$3"; old=$v
  displace "$old" "$written" "$dir/\${4#:}"
  [ -z "$kept" ] || try rm -f "$kept"
  try sync "$dir"
  yes
}
op_discard() {
  arg "$1"; old=$v; arg "$2"; digest "$old"
  [ "$d" = "$v" ] || yes other
  try rm -f "$old"
  yes gone
}
op_rmdirs() {
  for w do
    arg "$w"
    e=$(rmdir "$v" 2>&1) || case $e in *'not empty'* | *'No such'* | *'Not a dir'* | *'File exists'*) ;; *) die says "$e" ;; esac
  done
  yes
}
# path, then the digests that may go
op_sweep() {
  arg "$1"; resolve "$v"; shift
  refuse_exposed
  set +f
  for f in "$dir"/.pullcord-*; do
    [ -f "$f" ] && [ ! -L "$f" ] || continue
    spare=
    case $f in *.new) spare=y ;; esac
    [ "$(stat -c %h "$f")" = 1 ] || spare=y
    if [ -z "$spare" ]; then digest "$f"; for k do [ "\${k#:}" != "$d" ] || spare=y; done; fi
    [ -z "$spare" ] || rm -f "$f"
  done
  yes
}
op_sweepown() {
  arg "$1"
  set +f
  rm -f "$v"/.pullcord-*.new
  yes
}
# path, base64, mode, hidden name
op_store() {
  arg "$1"; dir=\${v%/*}
  try mkdir -p "$dir"
  hidden "$dir/\${4#:}" "$2"
  try chown 0:0 "$tmp"
  try chmod "\${3#:}" "$tmp"
  try sync "$tmp"
  try mv -f "$tmp" "$v"
  tmp=
  try sync "$dir"
  yes
}
op_jot() {
  arg "$1"
  try mkdir -p "\${v%/*}"
  hidden "$v" "$2"
  try chmod "\${3#:}" "$v"
  yes
}
op_remove() {
  arg "$1"
  [ -e "$v" ] || [ -L "$v" ] || yes
  try rm -f "$v"
  yes
}
op_mkdir() { arg "$1"; try mkdir -p "$v"; yes; }
`
