import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { HOSTS } from './addresses.ts'

const hosts = Object.entries(HOSTS).map(([address, names]) => `${address}\t${names.join(' ')}\n`)

/** The files below /etc that a machine starts with, beside the host's own; keyed by path. */
const FILES: Readonly<Record<string, string>> = {
  hosts: hosts.join(''),
  // Nothing answers there, so an unknown name fails at once instead of after a time limit.
  'resolv.conf': 'nameserver 127.0.0.1\n',
  // The shape of Debian's: comments only, and aliases beside it.
  'containers/registries.conf': '# For more information on this file, see containers-registries.conf(5).\n',
  'containers/registries.conf.d/shortnames.conf':
    '[aliases]\n  "alpine" = "docker.io/library/alpine"\n  "demo" = "docker.io/library/demo"\n',
  'containers/policy.json': '{"default":[{"type":"insecureAcceptAnything"}]}\n',
  // vfs works on any file system and in any namespace.
  'containers/storage.conf': `[storage]
driver = "vfs"
runroot = "/run/containers/storage"
graphroot = "/var/lib/containers/storage"
`,
  // A machine of tests may lack CAP_SYS_RESOURCE and systemd.
  'containers/containers.conf': `[containers]
default_ulimits = ["nofile=20000:20000", "nproc=8192:8192"]
cgroups = "disabled"
netns = "none"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
`,
}

/** Writes the starting files below a folder, in the layout of /etc. */
export function writeStartingFiles(etc: string): void {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(etc, name)), { recursive: true })
    writeFileSync(join(etc, name), text, { mode: 0o644 })
  }
}
