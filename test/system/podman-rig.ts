import { afterAll, beforeAll } from 'vitest'
import type { Lab } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { podmanStorage, startPodmanLab } from '../lab/podman.ts'
import type { PodmanEngine } from '../lab/podman-engines.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf, type User } from '../lab/users.ts'
import { type Column, conform } from './conformance.ts'

/** The options that mean a user's own podman. */
export const PODMAN = ['--engine', 'podman', '--scope', 'user'] as const

/** A lab with one podman. */
export interface PodmanRig {
  readonly engine: PodmanEngine
  /** Whether it loads its files as podman 6 does. */
  readonly is6: boolean
  readonly lab: Lab
  /** Everything that must be as before when the user switched off. */
  tree(user: User, times?: boolean): readonly string[]
  /** Notes in the conformance table what the test has just shown. */
  shown(column: Column): void
}

/** The rig of the suite that stands around the call; its lab lives as long as the suite. */
export function podmanRig(engine: PodmanEngine): PodmanRig {
  const version = engine.kind === 'ready' ? engine.version : ''
  let lab: Lab
  beforeAll(async () => {
    lab = await startPodmanLab(engine)
    // Which leave folders of their own in homes, and in /etc/cni.
    for (const user of ['dev', 'root'] as const) await lab.machine.run(['podman', 'info'], { user })
  })
  afterAll(() => lab?.stop())

  return {
    engine,
    is6: Number.parseInt(version, 10) >= 6,
    get lab() {
      return lab
    },
    tree: (user, times = false) =>
      treeDigest(lab.machine, ['/etc', homeOf(user)], { except: [...podmanStorage(user), ...ownFiles(user)], times }),
    shown: (column) => conform('podman', version, column, 'measured'),
  }
}
