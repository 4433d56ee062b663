import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The programs a lab machine needs, each with the Debian package that carries it. */
const PACKAGES = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  ip: 'iproute2',
  openssl: 'openssl',
  'docker-registry': 'docker-registry',
} as const

/** A program that some suites need beside those of every lab machine. */
export type Extra =
  | 'podman'
  | 'newuidmap'
  | 'apt-get'
  | 'dpkg-deb'
  | 'flock'
  | 'dockerd'
  | 'pkexec'
  | 'dbus-daemon'
  | 'sudo'
  | 'skopeo'
  | 'nginx'
  | 'apache2'

function onPath(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Why a suite on real engines cannot run here, in words; null when it can. */
export function whyNot(...extras: readonly Extra[]): string | null {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (process.getuid?.() !== 0) return 'it needs root, for private namespaces'
  const missing = [...Object.keys(PACKAGES), ...extras].filter((program) => !onPath(program))
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`
}
