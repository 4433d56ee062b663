import type { Settings } from '../../../shared/settings.ts'
import type { MemoryDisk } from '../../../electron/system/memory-disk.ts'
import { mirrorsOf, settingsWith } from './workplace.ts'

/** A way of the files from one state to another, of which every step can fail. */
export interface Scenario {
  readonly name: string
  readonly engine: string
  /** Whether a dockerd runs that must load every state. */
  readonly running: boolean
  readonly files: Readonly<Record<string, string>>
  /** What was turned on before; null for nothing. */
  readonly first: Settings | null
  /** What someone else then did to a file. */
  readonly edit: ((disk: MemoryDisk) => void) | null
  readonly to: 'on' | 'off'
  readonly next: Settings
}

const ca = { sha256: 'a'.repeat(64), pem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n' }
const one = settingsWith(mirrorsOf(['docker.io=http://one:5000']))
const other = settingsWith(mirrorsOf(['docker.io=http://two:5000', 'docker.io=http://three:5000']))
const trusted = settingsWith([
  ...mirrorsOf(['docker.io=https://one:5000'], { ca }),
  ...mirrorsOf(['quay.io=http://q:5000']),
])
const unverified = settingsWith(mirrorsOf(['docker.io=https://one:5000'], { insecure: true }))

const daemonJson = '/etc/docker/daemon.json'
const tabs = '{\n\t"debug": true\n}'
const dropIn = '/etc/containers/registries.conf.d/50-own.conf'
const table = '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "own:5000"\n'
const hosts = '/etc/docker/certs.d/docker.io/hosts.toml'

const base = { running: false, files: {}, first: null, edit: null } as const
const appendOwn =
  (path: string, text: string) =>
  (disk: MemoryDisk): void => {
    disk.edit(path, (disk.tree()[path] ?? '') + text)
  }

/** Ways through every kind of target. */
export const scenarios: readonly Scenario[] = [
  {
    ...base,
    name: 'podman on, with an authority',
    engine: 'podman',
    files: { [dropIn]: table },
    to: 'on',
    next: trusted,
  },
  {
    ...base,
    name: 'podman to other mirrors',
    engine: 'podman',
    files: { [dropIn]: table },
    first: trusted,
    to: 'on',
    next: other,
  },
  {
    ...base,
    name: 'podman off',
    engine: 'podman',
    files: { [dropIn]: table },
    first: trusted,
    to: 'off',
    next: trusted,
  },
  {
    ...base,
    name: 'podman off, after someone added a table of their own',
    engine: 'podman',
    first: one,
    edit: appendOwn('/etc/containers/registries.conf.d/zz-pullcord.conf', '\n[[registry]]\nprefix = "own.io"\n'),
    to: 'off',
    next: one,
  },
  { ...base, name: 'docker 20.10 on', engine: 'docker@20.10', files: { [daemonJson]: tabs }, to: 'on', next: one },
  { ...base, name: 'docker 20.10 on, without a file', engine: 'docker@20.10', to: 'on', next: one },
  { ...base, name: 'docker 20.10 off, without a file', engine: 'docker@20.10', first: one, to: 'off', next: one },
  {
    ...base,
    name: 'docker 20.10 to other mirrors',
    engine: 'docker@20.10',
    files: { [daemonJson]: tabs },
    first: unverified,
    to: 'on',
    next: other,
  },
  {
    ...base,
    name: 'docker 20.10 off',
    engine: 'docker@20.10',
    files: { [daemonJson]: tabs },
    first: unverified,
    to: 'off',
    next: unverified,
  },
  {
    ...base,
    name: 'docker 20.10 off, after someone edited the file',
    engine: 'docker@20.10',
    files: { [daemonJson]: tabs },
    first: one,
    edit: (disk) => disk.edit(daemonJson, disk.tree()[daemonJson]!.replace('true', 'false')),
    to: 'off',
    next: one,
  },
  {
    ...base,
    name: 'a running docker 20.10 on',
    engine: 'docker',
    running: true,
    files: { [daemonJson]: tabs },
    to: 'on',
    next: unverified,
  },
  {
    ...base,
    name: 'a running docker 20.10 to other mirrors',
    engine: 'docker',
    running: true,
    files: { [daemonJson]: tabs },
    first: unverified,
    to: 'on',
    next: other,
  },
  {
    ...base,
    name: 'a running docker 20.10 off',
    engine: 'docker',
    running: true,
    files: { [daemonJson]: tabs },
    first: unverified,
    to: 'off',
    next: unverified,
  },
  {
    ...base,
    name: 'docker 28 on',
    engine: 'docker@28.5:classic',
    files: { [hosts]: 'server = "https://registry-1.docker.io"\n' },
    to: 'on',
    next: trusted,
  },
  { ...base, name: 'docker 28 to other mirrors', engine: 'docker@28.5:classic', first: trusted, to: 'on', next: other },
  {
    ...base,
    name: 'docker 28 off',
    engine: 'docker@28.5:c8d',
    files: { [hosts]: '' },
    first: trusted,
    to: 'off',
    next: trusted,
  },
]
