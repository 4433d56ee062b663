import { expect, test } from 'vitest'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import { meanwhile, type Workplace } from '../../../electron/switching/place.ts'
import { survey } from '../../../electron/switching/survey.ts'
import { switchTogether, type Turn } from '../../../electron/switching/together.ts'
import type { EngineId } from '../../../shared/engine.ts'
import { mirrorsOf, settingsWith, workplace } from '../service/workplace.ts'

const mirrored = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))
const list = '/etc/docker/daemon.json'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const order = { to: 'on', accept: true, shown: null } as const

async function turnsIn(place: Workplace, ids: readonly EngineId[]): Promise<readonly Turn[]> {
  const keys = ids.map((id) => ({ id, scope: 'system' }) as const)
  return await Promise.all(keys.map(async (key) => ({ key, order, looked: (await survey(place, key, mirrored))! })))
}

/** A disk that tells how often it was locked, and whether two ever worked at once. */
function watched(disk: Disk): { readonly disk: Disk; readonly seen: { locks: number; inside: number; most: number } } {
  const seen = { locks: 0, inside: 0, most: 0 }
  const watchedDisk: Disk = {
    ...disk,
    locked: async (scope, work) => {
      seen.locks++
      return await disk.locked(scope, work)
    },
    async write(write) {
      seen.most = Math.max(seen.most, ++seen.inside)
      await new Promise((resolve) => setTimeout(resolve, 5))
      return await disk.write(write).finally(() => seen.inside--)
    },
  }
  return { disk: watchedDisk, seen }
}

test('several engines in one go: one lock, and never two at their files', async () => {
  const memory = memoryDisk({ [list]: '{}', '/etc/containers/registries.conf': '' })
  const { disk, seen } = watched(memory)
  const place = { ...workplace(disk, 'docker@20.10'), specs: null }
  const reports = await switchTogether(place, await turnsIn(place, ['docker', 'podman']), mirrored)
  expect(reports.map(({ engine, changed }) => [engine.id, changed])).toEqual([
    ['docker', true],
    ['podman', true],
  ])
  expect(seen).toEqual({ locks: 1, inside: 0, most: 1 })
})

test('what one cannot do is nothing to the others', async () => {
  const disk = memoryDisk({ [list]: '{ broken', '/etc/containers/registries.conf': '' })
  const place = { ...workplace(disk, 'docker@20.10'), specs: null }
  const [docker, podman] = await switchTogether(place, await turnsIn(place, ['docker', 'podman']), mirrored)
  expect(docker).toMatchObject({ changed: false, failure: { code: 'unparseable-file' } })
  expect(podman).toMatchObject({ changed: true, failure: null })
  expect(disk.tree()[dropIn]).toContain('a.lan:5000')
})

test('a lock that cannot be had is told to every engine', async () => {
  const memory = memoryDisk({ [list]: '{}', '/etc/containers/registries.conf': '' })
  const disk: Disk = { ...memory, locked: () => Promise.reject(new Error('taken')) }
  const place = { ...workplace(disk, 'docker@20.10'), specs: null }
  const reports = await switchTogether(place, await turnsIn(place, ['docker', 'podman']), mirrored)
  expect(reports.map(({ failure }) => failure?.message)).toEqual([
    expect.stringContaining('taken'),
    expect.stringContaining('taken'),
  ])
  expect(memory.tree()[list]).toBe('{}')
})

test('alone, nobody waits aside', async () => {
  expect(await meanwhile(workplace(memoryDisk(), 'podman'), async () => 7)).toBe(7)
})
