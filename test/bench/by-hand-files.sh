# Sourced by the scripts beside it: what a careful administrator's script does to a file. It keeps what was there,
# puts other bytes in its place and notes that it is done, each written and synced as we do.
kept=/var/lib/by-hand
mkdir -p "$kept"

write() { # TEXT FILE
  temporary=$(mktemp "${2%/*}/.by-hand-XXXXXX")
  cat "$1" >"$temporary"
  chmod 644 "$temporary"
  sync "$temporary"
  mv "$temporary" "$2"
  sync "${2%/*}"
}

replace() { # TEXT FILE NAME
  if [ -e "$2" ]; then cp -a "$2" "$kept/.text"; else : >"$kept/.text"; fi
  write "$kept/.text" "$kept/$3"
  write "$1" "$2"
  write "$kept/.text" "$kept/$3.done"
}

reload_docker() { # URL
  kill -HUP "$(cat /run/docker.pid)"
  until docker info --format '{{.RegistryConfig.Mirrors}}' | grep -qF "$1"; do sleep 0.01; done
}
