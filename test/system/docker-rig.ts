import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import type { DockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker, type Store } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { asks, mirrored } from './steps.ts'

/** Where a packaged dockerd reads its configuration. */
export const DAEMON_JSON = '/etc/docker/daemon.json'

/** The options that mean docker alone. */
export const DOCKER = ['--engine', 'docker'] as const

/** The options that mean docker alone, and the mirror of docker.io. */
export const HUB_MIRROR = [...mirrored('docker.io', URL_OF.mirror), ...DOCKER] as const

/** A lab with one docker that is started anew for each case. */
export interface DockerRig {
  readonly engine: DockerEngine
  readonly store: Store
  readonly lab: Lab
  /** Starts docker on this daemon.json (null for none), with nothing chosen before. */
  begin(text: string | null, ...flags: readonly string[]): Promise<Docker>
  /** Starts docker on the files as they are. */
  restart(...flags: readonly string[]): Promise<Docker>
  end(): Promise<void>
  /** Everything that must be as before. */
  tree(): readonly string[]
  /** What daemon.json holds; null where there is none. */
  text(): string | null
  on(): ReturnType<typeof asks>
  off(): ReturnType<typeof asks>
}

/** Whether this engine reads hosts.toml. */
export function readsHosts({ engine }: Pick<DockerRig, 'engine'>): boolean {
  return engine.kind === 'ready' && Number.parseInt(engine.version, 10) >= 28
}

/** The row of the conformance table that a rig stands for. */
export function rowOf({ engine, store }: Pick<DockerRig, 'engine' | 'store'>): readonly [string, string] {
  return [`docker ${store === 'classic' ? 'classic' : 'c8d'}`, engine.kind === 'ready' ? engine.version : '']
}

/** The rig of the suite that stands around the call; its lab lives as long as the suite. */
export function dockerRig(engine: DockerEngine, store: Store): DockerRig {
  let lab: Lab
  let docker: Docker | null = null
  beforeAll(async () => {
    lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
  })
  afterAll(() => lab?.stop())

  const restart = async (...flags: readonly string[]) => {
    docker = await startDocker(lab.machine, store, flags)
    return docker
  }

  return {
    engine,
    store,
    get lab() {
      return lab
    },
    async begin(text, ...flags) {
      for (const folder of ownFiles('root')) rmSync(lab.machine.path(folder), { recursive: true, force: true })
      rmSync(lab.machine.path(DAEMON_JSON), { force: true })
      if (text !== null) placeFile(lab.machine, DAEMON_JSON, text)
      return restart(...flags)
    },
    restart,
    async end() {
      await docker?.stop()
      docker = null
    },
    tree: () => treeDigest(lab.machine, ['/etc', homeOf('root')], { except: ownFiles('root') }),
    text() {
      const path = lab.machine.path(DAEMON_JSON)
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    },
    on: () => asks(lab.machine, ['on', ...HUB_MIRROR]),
    off: () => asks(lab.machine, ['off', ...DOCKER]),
  }
}
