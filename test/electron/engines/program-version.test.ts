import { expect, test } from 'vitest'
import { keepVersions, versionOf } from '../../../electron/engines/program-version.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { System } from '../../../electron/system/system.ts'

/** A machine with one program; each is a new run of Pullcord, which remembers nothing but what lies on the disk. */
function run(disk: MemoryDisk, identity: string | null, says: string): { readonly system: System; asked(): number } {
  let count = 0
  const processes: System['processes'] = {
    ...realProcesses,
    identify: async () => identity,
    run: async () => {
      count++
      return { code: 0, stdout: says, stderr: '' }
    },
  }
  return { system: { disk, processes }, asked: () => count }
}

const podman = '/usr/bin/podman'

test('within one run a program is asked once', async () => {
  const { system, asked } = run(memoryDisk(), null, 'podman version 4.3.1')
  expect(await versionOf(system, podman)).toMatchObject({ major: 4, minor: 3 })
  await versionOf(system, podman)
  expect(asked()).toBe(1)
})

test('the next run knows what the very same file said', async () => {
  const disk = memoryDisk()
  const first = run(disk, 'a', 'podman version 4.3.1')
  await versionOf(first.system, podman)
  await keepVersions(first.system)
  const next = run(disk, 'a', 'never asked')
  expect(await versionOf(next.system, podman)).toMatchObject({ text: '4.3.1' })
  expect(next.asked()).toBe(0)
})

test('another file is asked, and its answer takes the place of the old one', async () => {
  const disk = memoryDisk()
  for (const [identity, says] of [
    ['a', 'podman version 4.3.1'],
    ['b', 'podman version 5.4.2'],
  ] as const) {
    const { system, asked } = run(disk, identity, says)
    await versionOf(system, podman)
    await keepVersions(system)
    expect(asked()).toBe(1)
  }
  expect(await versionOf(run(disk, 'b', '').system, podman)).toMatchObject({ text: '5.4.2' })
})

test('what cannot be told from another program is never kept', async () => {
  const disk = memoryDisk()
  const first = run(disk, null, 'podman version 4.3.1')
  await versionOf(first.system, podman)
  await keepVersions(first.system)
  const next = run(disk, null, 'podman version 5.8.6')
  expect(await versionOf(next.system, podman)).toMatchObject({ text: '5.8.6' })
})

test('looking writes nothing, and a damaged note is as good as none', async () => {
  const disk = memoryDisk()
  const { system } = run(disk, 'a', 'podman version 4.3.1')
  await versionOf(system, podman)
  const own = '/var/lib/pullcord/versions/podman.json'
  expect(await disk.load(own)).toBeNull()
  await disk.store(own, '{"identity":"a"', 0o644)
  expect(await versionOf(run(disk, 'a', 'podman version 4.9.0').system, podman)).toMatchObject({ text: '4.9.0' })
})
