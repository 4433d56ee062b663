#!/bin/sh
# Before the package goes, everything that Pullcord changed in the system's files is put back. An upgrade keeps it.
case "${1:-}" in
  upgrade | failed-upgrade | 1) exit 0 ;;
esac
[ -x /usr/libexec/pullcord/approve ] || exit 0
# The line stays open until the answer is there: its end would mean that nobody waits for it.
pipe=$(mktemp -u /run/pullcord.XXXXXXXX)
mkfifo -m 600 "$pipe"
exec 3<>"$pipe"
rm -f "$pipe"
printf '%s\n' '{"version":1,"verb":"restore","what":{"kind":"everything"},"accept":true}' >&3
/usr/libexec/pullcord/approve restore everything <&3 3<&- || {
  echo "Pullcord could not put everything back; see /var/lib/pullcord/originals for what stood there before." >&2
}
exit 0
