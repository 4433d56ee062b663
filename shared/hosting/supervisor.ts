/**
 * The small process that keeps a mirror running where no systemd does: a fixed program of the shell, of 1 MB, that goes
 * on when the command line has ended. Its arguments are the mirror's directory, where the output goes, and the command.
 * It starts the command again whenever it ends, after 1, 2, 4 … 60 seconds, anew from 1 once it has lasted a minute,
 * and notes in `tries` how often, when next (Unix seconds), and how it ended. TERM ends both.
 */
export const supervisorText = `#!/bin/sh
# Written by Pullcord. It keeps a mirror running: see "pullcord host status".
dir=$1 out=$2
shift 2
tries=0 pause=1 child=
end() {
  trap '' TERM
  if [ -n "$child" ]; then kill "$child" 2>/dev/null; wait "$child"; fi
  rm -f "$dir/tries"
  exit 0
}
trap end TERM INT
trap '' HUP
while :; do
  begun=$(date +%s)
  "$@" >>"$out" 2>&1 &
  child=$!
  wait "$child"
  code=$?
  child=
  now=$(date +%s)
  if [ $((now - begun)) -ge 60 ]; then pause=1 tries=0; fi
  tries=$((tries + 1))
  echo "$tries $((now + pause)) $code" 2>/dev/null >"$dir/tries"
  sleep "$pause" &
  child=$!
  wait "$child"
  child=
  pause=$((pause * 2))
  if [ "$pause" -gt 60 ]; then pause=60; fi
done
`

/** What the supervisor has noted; null where it has not had to start anything again. */
export interface Tries {
  readonly tries: number
  /** Milliseconds since 1970. */
  readonly nextAt: number
}

/** Reads `tries`. */
export function parseTries(text: string | null): Tries | null {
  const [, tries, next] = /^(\d{1,9}) (\d{1,12}) \d+\n/.exec(text ?? '') ?? []
  return tries === undefined ? null : { tries: Number(tries), nextAt: Number(next) * 1000 }
}
