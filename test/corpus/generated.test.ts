import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryDisk, type MemoryDisk } from '../../electron/system/memory-disk.ts'
import { daemonJson, dropIns, hostsToml, wildSettings } from '../electron/service/wild-files.ts'
import { turn, workplace } from '../electron/service/workplace.ts'
import { rounds } from '../runs.ts'

const atLeast = rounds(600, 10_000)

const docker = fc.record({
  engine: fc.constantFrom('docker@20.10', 'docker@26.1:c8d', 'docker@28.5:classic', 'docker@28.5:c8d'),
  files: fc.tuple(daemonJson, hostsToml).map(([json, toml]): Record<string, string> => ({
    '/etc/docker/daemon.json': json,
    '/etc/docker/certs.d/docker.io/hosts.toml': toml,
  })),
})
const podman = fc.record({ engine: fc.constantFrom('podman@4.3', 'podman@5.8', 'podman@6.1'), files: dropIns })

const tree = (disk: MemoryDisk) => Object.entries(disk.tree()).filter(([path]) => !path.startsWith('/var'))

test(
  `${atLeast} generated files: on, then off, leaves every byte; refused, they are not touched`,
  {
    timeout: 600_000,
  },
  async () => {
    const counted = { restored: 0, refused: 0 }
    for (let seed = 1; counted.restored + counted.refused < atLeast; seed++) {
      for (const [{ engine, files }, settings] of fc.sample(fc.tuple(fc.oneof(docker, podman), wildSettings), {
        numRuns: 100,
        seed,
      })) {
        const disk = memoryDisk(files)
        const before = tree(disk)
        const on = await turn(workplace(disk, engine), 'on', settings)
        if (on.failure) expect(tree(disk), `${on.failure.message} (seed ${seed})`).toEqual(before)
        else expect(tree(disk), `seed ${seed}`).not.toEqual(on.changed ? before : null)
        expect(await turn(workplace(disk, engine), 'off', settings)).toMatchObject({ failure: null })
        expect(tree(disk), `seed ${seed}`).toEqual(before)
        counted[on.failure ? 'refused' : 'restored'] += Object.keys(files).length
      }
    }
    // A generator whose files are mostly refused would show little.
    expect(counted.restored).toBeGreaterThan(counted.refused)
    console.info(`generated files: ${counted.restored} restored, ${counted.refused} refused untouched`)
  },
)
