import { fileOperations } from './program-files.ts'
import { processOperations } from './program-processes.ts'
import { writeOperations } from './program-writes.ts'

/** The line by which a guest says that it has read the program. A login shell may say things before it. */
export const readyLine = 'pullcord: ready'

// An argument is `:text` of harmless characters, `=base64` or `-` for none, so that neither spaces nor line ends
// of a name can be taken for anything else. Answers are written the same way: `.ok …` or `.no WHY …`.
const speech = `
set -f
LC_ALL=C; export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH
umask 022
nl='
'
arg() {
  case $1 in
    :*) v=\${1#:} ;;
    =*) v=$(printf %s "\${1#=}" | base64 -d; echo .); v=\${v%.} ;;
    *) v= ;;
  esac
}
word() {
  case $1 in
    '') printf ' -' ;;
    *[!A-Za-z0-9/._:+@%,-]*) printf ' ='; printf %s "$1" | base64 | tr -d '\\n' ;;
    *) printf ' :%s' "$1" ;;
  esac
}
yes() { printf .ok; for w do word "$w"; done; exit 0; }
tmp= made=
die() {
  [ -z "$tmp" ] || rm -f "$tmp"
  IFS=$nl; for m in $made; do rmdir "$m" 2>/dev/null; done; unset IFS
  printf .no; for w do word "$w"; done
  exit 1
}
try() { e=$("$@" 2>&1 >/dev/null </dev/null) || die says "$e"; }
`

// Operations that hold something for those after them run in the shell itself, the others each in one of its own.
const conversation = `
do_lock() {
  arg "$1"
  command -v flock >/dev/null || { echo '.no :missing :flock'; return; }
  e=$({ umask 077; : >>"$v"; } 2>&1) || { printf .no; word says; word "$e"; echo; return; }
  exec 9>>"$v"
  if flock -n 9; then echo .ok; else exec 9>&-; echo '.no :busy'; fi
}
do_unlock() { exec 9>&-; echo .ok; }
main() {
  echo '${readyLine}'
  while read -r op words; do
    case $op in
      lock | unlock | run) "do_$op" $words ;;
      *)
        r=$("op_$op" $words </dev/null 2>/dev/null)
        case $r in .ok* | .no*) printf '%s\\n' "$r" ;; *) echo '.no :broken' ;; esac
        ;;
    esac
  done
}
main
`

/**
 * What runs in a guest: one fixed program for any POSIX shell, busybox’s too, given to `sh` on its standard input.
 * What it is to do comes after it, on the same input, line by line: nothing that anyone chose is ever part of it.
 */
export const program = `${speech}${fileOperations}${writeOperations}${processOperations}${conversation}`
