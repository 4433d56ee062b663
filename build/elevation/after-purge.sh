#!/bin/sh
# Purged, nothing of Pullcord's own stays. What could not be put back is kept until then.
[ "${1:-}" = purge ] || exit 0
if [ -n "$(ls -A /var/lib/pullcord/originals 2>/dev/null)" ]; then
  echo "Kept /var/lib/pullcord: it holds what files held before Pullcord, and some were not put back." >&2
  exit 0
fi
rm -rf /var/lib/pullcord /etc/pullcord
