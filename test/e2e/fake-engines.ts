import { createHash } from 'node:crypto'
import { type EngineKey, formatKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Mirror } from '../../shared/registry.ts'

/** What a scripted engine writes for a list of mirrors; null removes the file. */
export interface FakeEngine extends EngineKey {
  readonly version: string
  readonly target: string
  readonly path: string
  /** What the file held before Pullcord. */
  readonly original: string | null
  write(mirrors: readonly Mirror[]): string
  readonly reload: 'SIGHUP' | null
  readonly found?: readonly Notice[]
  /** Why the switch leaves it alone. */
  readonly aside?: Notice
}

export const podman: FakeEngine = {
  id: 'podman',
  scope: 'user',
  version: '5.8.6',
  target: 'podman-drop-in.user',
  path: '/home/mei/.config/containers/registries.conf.d/zz-pullcord.conf',
  original: null,
  write: (mirrors) =>
    [...new Set(mirrors.map(({ upstream }) => upstream))]
      .map((upstream) => {
        const own = mirrors.filter((mirror) => mirror.upstream === upstream)
        const tables = own.map(({ url }) => `[[registry.mirror]]\nlocation = "${url.replace(/^https?:\/\//, '')}"\n`)
        return `[[registry]]\nprefix = "${upstream}"\nlocation = "${upstream}"\n\n${tables.join('\n')}`
      })
      .join('\n'),
  reload: null,
}

export const docker: FakeEngine = {
  id: 'docker',
  scope: 'system',
  version: '28.5.2',
  target: 'docker-daemon-json',
  path: '/etc/docker/daemon.json',
  original: '{\n\t"log-driver": "journald",\n\t"live-restore": true\n}\n',
  write: (mirrors) =>
    `{\n\t"log-driver": "journald",\n\t"live-restore": true,\n\t"registry-mirrors": [${mirrors
      .filter(({ upstream }) => upstream === 'docker.io')
      .map(({ url }) => `"${url}"`)
      .join(', ')}]\n}\n`,
  reload: 'SIGHUP',
}

export function digest(text: string | null): string | null {
  return text === null ? null : `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** An engine with one hosts.toml, here or in a machine inside this one. */
export function hostsEngine(key: EngineKey, parts: Partial<FakeEngine> = {}): FakeEngine {
  return {
    ...key,
    version: '2.1.4',
    target: 'hosts-toml.docker.io',
    path: `/srv/${formatKey(key).replaceAll(/[/:]/g, '-')}/certs.d/docker.io/hosts.toml`,
    original: null,
    write: (mirrors) => mirrors.map(({ url }) => `[host."${url}"]\n  capabilities = ["pull", "resolve"]\n`).join('\n'),
    reload: null,
    ...parts,
  }
}
