import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import { type Containerd, startContainerd } from '../lab/containerd.ts'
import type { DockerEngine } from '../lab/docker-engines.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { type Column, conform } from './conformance.ts'
import { asks, mirrored } from './steps.ts'

/** containerd's own configuration. */
export const CONFIG = '/etc/containerd/config.toml'

/** Where it looks for hosts.toml once it is told to. */
export const HOSTS = '/etc/containerd/certs.d'

/** The options that mean containerd alone. */
export const CONTAINERD = ['--engine', 'containerd'] as const

/** The options that mean containerd alone, and the mirror of docker.io. */
export const HUB_MIRROR = [...mirrored('docker.io', URL_OF.mirror), ...CONTAINERD] as const

/** A lab with one containerd that is started anew for each case. */
export interface ContainerdRig {
  readonly version: string
  readonly lab: Lab
  /** A configuration with this `config_path`, in the newest form that this version reads. */
  config(path: string | null): string
  /** Starts containerd on this config.toml (null for none), with no hosts.toml and nothing chosen before. */
  begin(config: string | null): Promise<Containerd>
  /** Starts it anew on the files as they are. */
  restart(): Promise<Containerd>
  end(): Promise<void>
  /** Everything that must be as before. */
  tree(): readonly string[]
  /** What config.toml holds; null where there is none. */
  text(): string | null
  on(...more: readonly string[]): ReturnType<typeof asks>
  off(): ReturnType<typeof asks>
  /** Notes what a test has just shown. */
  shown(...columns: readonly Column[]): void
}

/** The rig of the suite that stands around the call; its lab lives as long as the suite. */
export function containerdRig(engine: DockerEngine): ContainerdRig {
  const version = engine.kind === 'ready' ? engine.version : ''
  const isTwo = version.startsWith('2.')
  let lab: Lab
  let running: Containerd | null = null
  beforeAll(async () => {
    lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
  })
  afterAll(() => lab?.stop())

  const end = async () => {
    await running?.stop()
    running = null
  }
  const restart = async () => {
    await end()
    running = await startContainerd(lab.machine)
    return running
  }

  return {
    version,
    get lab() {
      return lab
    },
    config(path) {
      const plugin = isTwo ? 'io.containerd.cri.v1.images' : 'io.containerd.grpc.v1.cri'
      const value = path === null ? '' : `  config_path = "${path}" # where\n`
      return `# mine\nversion = ${isTwo ? 3 : 2}\n\n[plugins]\n  [plugins."${plugin}".registry]\n${value}`
    },
    async begin(config) {
      for (const folder of [...ownFiles('root'), HOSTS])
        rmSync(lab.machine.path(folder), { recursive: true, force: true })
      rmSync(lab.machine.path(CONFIG), { force: true })
      if (config !== null) placeFile(lab.machine, CONFIG, config)
      return restart()
    },
    restart,
    end,
    tree: () => treeDigest(lab.machine, ['/etc', homeOf('root')], { except: ownFiles('root') }),
    text() {
      const path = lab.machine.path(CONFIG)
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    },
    on: (...more) => asks(lab.machine, ['on', ...HUB_MIRROR, ...more]),
    off: () => asks(lab.machine, ['off', ...CONTAINERD]),
    shown(...columns) {
      for (const column of columns) conform('containerd', version, column, 'measured')
    },
  }
}
