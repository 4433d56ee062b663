/** How a guest looks at its files. */
export const fileOperations = `
# Follows the links of every component: real, existing, missing, links, and gone where nothing is.
resolve() {
  rest=$1 done= links= missing= gone= existing= count=0
  while [ -n "$rest" ]; do
    part=\${rest%%/*}
    case $rest in */*) rest=\${rest#*/} ;; *) rest= ;; esac
    case $part in '' | .) continue ;; ..) done=\${done%/*}; continue ;; esac
    here=$done/$part
    if [ -z "$gone" ] && [ -L "$here" ]; then
      count=$((count + 1)) links=$links$here$nl
      [ "$count" -le 40 ] || die loop
      to=$(readlink "$here")
      case $to in /*) ;; *) to=$done/$to ;; esac
      rest=$to\${rest:+/$rest} done=
      continue
    fi
    if [ -z "$gone" ] && [ ! -e "$here" ]; then
      [ -d "\${done:-/}" ] || die says 'Not a directory'
      gone=y existing=\${done:-/}
    fi
    [ -z "$gone" ] || [ -z "$rest" ] || missing=$missing$here$nl
    done=$here
  done
  real=\${done:-/} dir=\${done%/*}
  dir=\${dir:-/}
  [ -n "$existing" ] || existing=$dir
  [ "$count" = 0 ] || case $real in /nix/store/* | /ostree/*) die managed "$real" ;; esac
}
# The directories from one up to the root.
above() {
  d=$1 all=
  while :; do
    all=$all$d$nl
    [ "$d" != / ] || return 0
    d=\${d%/*}
    d=\${d:-/}
  done
}
# Time of the last change: seconds and, where stat tells them, nanoseconds.
time_of() {
  t=$(stat -c '%Y %y' "$1") || die says "$(stat "$1" 2>&1 >/dev/null)"
  case $t in *.*) f=\${t#*.}; t=\${t%% *}.\${f%% *} ;; *) t=\${t%% *} ;; esac
}
digest() {
  d=
  if [ -e "$1" ] || [ -L "$1" ]; then
    [ -f "$1" ] || die says 'Is a directory'
    d=$(sha256sum <"$1") || die says 'Input/output error'
    d=\${d%% *}
  fi
}
entries() {
  set +f
  for f in "$1"/* "$1"/.*; do
    n=\${f##*/}
    case $n in . | ..) continue ;; esac
    [ -e "$f" ] || [ -L "$f" ] || continue
    [ "$2" = all ] || [ -L "$f" ] || [ ! -d "$f" ] || continue
    printf '%s\\000' "$n"
  done
  set -f
}
op_read() {
  arg "$1"; resolve "$v"
  [ -z "$gone" ] || yes absent
  [ -f "$real" ] || yes special
  s=$(stat -c '%s %h %i' "$real") || die says "$(stat "$real" 2>&1 >/dev/null)"
  names=\${s#* } inode=\${s##* } size=\${s%% *}
  names=\${names%% *}
  [ "$size" -le "\${2#:}" ] || yes large
  time_of "$real"
  if [ "$names" -gt 1 ]; then
    set +f
    for f in "$dir"/.pullcord-*; do
      [ "$(stat -c %i "$f" 2>/dev/null)" != "$inode" ] || names=$((names - 1))
    done
  fi
  printf '.ok :file :%s :%s =' "$names" "$t"
  base64 <"$real" | tr -d '\\n'
}
op_list() {
  arg "$1"; resolve "$v"
  printf '.ok ='
  [ ! -d "$real" ] || entries "$real" files | base64 | tr -d '\\n'
}
op_names() {
  arg "$1"
  [ -d "$v" ] || yes ''
  printf '.ok ='
  entries "$v" all | base64 | tr -d '\\n'
}
op_islink() {
  arg "$1"; base=\${v##*/}; resolve "\${v%/*}"
  if [ -L "$real/$base" ]; then yes link; else yes other; fi
}
op_inspect() {
  arg "$1"; resolve "$v"
  if [ -e "$real" ]; then
    a=$(stat -c '%a %u %g' "$real") || die says "$(stat "$real" 2>&1 >/dev/null)"
    time_of "$real"
    above "$dir"
    closed=no IFS=$nl
    for m in $(stat -c %a $all); do [ $((0$m & 1)) != 0 ] || closed=yes; done
    unset IFS
    [ $((0\${a%% *} & 4)) != 0 ] || closed=yes
    set -- $a
    yes there "$1" "$2" "$3" "$t" "$closed"
  fi
  printf '.ok :absent'
  IFS=$nl; for m in $missing; do word "$m"; done
}
op_load() {
  arg "$1"
  [ -e "$v" ] || yes ''
  [ ! -d "$v" ] || die says 'Is a directory'
  printf '.ok ='
  base64 <"$v" | tr -d '\\n'
}
`
