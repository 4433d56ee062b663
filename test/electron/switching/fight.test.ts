import { describe, expect, test } from 'vitest'
import { readJournal } from '../../../electron/system/journal.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import { switchEngine } from '../../../electron/switching/switch.ts'
import { mirrorsOf, settingsWith, turn, workplace } from '../service/workplace.ts'

const list = '/etc/docker/daemon.json'
const A = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))
const key = { id: 'docker', scope: 'system' } as const
const original = '{}'
const place = (disk: MemoryDisk) => workplace(disk, 'docker@20.10')
const on = (disk: MemoryDisk, accept = false) => switchEngine(place(disk), key, { to: 'on', accept, shown: null }, A)
const agains = async (disk: MemoryDisk) => (await readJournal('system', disk, 100)).map(({ again }) => again)

describe.each([
  ['writes its own text', '{"log-level": "info", "comment": "# Ansible managed"}', 'fought-over-tool'],
  ['writes back what was there before', original, 'fought-over'],
  ['removes it', null, 'fought-over-gone'],
])('something that %s', (_, theirs, code) => {
  test('is given way after three rounds, and told by its time and words', async () => {
    const disk = memoryDisk({ [list]: original, '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n' })
    await on(disk)
    for (let round = 0; round < 3; round++) {
      disk.edit(list, theirs)
      expect(await on(disk)).toMatchObject({ failure: null, changed: true })
    }
    expect(await agains(disk)).toEqual([true, true, true, false])
    disk.edit(list, theirs)
    const refused = await on(disk)
    expect(refused).toMatchObject({ changed: false, failure: { code, values: { path: list, count: 3 } } })
    if (theirs !== null) expect(refused.failure!.message).toContain('root')
    if (code === 'fought-over-tool') expect(refused.failure!.message).toContain('Ansible')
    expect(disk.tree()[list] ?? null).toBe(theirs)
    // A person may insist, and may always turn off.
    expect(await on(disk, true)).toMatchObject({ failure: null, changed: true, notes: [{ code }] })
    disk.edit(list, theirs)
    expect(await turn(place(disk), 'off', A)).toMatchObject({ failure: null })
  })
})

describe('no fight', () => {
  test('rounds of long ago do not count', async () => {
    const disk = memoryDisk({ [list]: original })
    await on(disk)
    for (let round = 0; round < 3; round++) {
      disk.edit(list, '{"debug": true}')
      await on(disk)
    }
    for (const entry of await readJournal('system', disk, 100)) {
      const at = new Date(Date.parse(entry.at) - 11 * 60_000).toISOString()
      disk.edit(`/var/lib/pullcord/journal/${entry.id}.json`, JSON.stringify({ ...entry, at }))
    }
    disk.edit(list, '{"debug": true}')
    expect(await on(disk)).toMatchObject({ failure: null, changed: true })
  })

  test('turning on and off as often as one likes', async () => {
    const disk = memoryDisk({ [list]: original })
    for (let round = 0; round < 6; round++) {
      expect(await on(disk)).toMatchObject({ failure: null, changed: true })
      expect(await turn(place(disk), 'off', A)).toMatchObject({ failure: null, changed: true })
    }
    expect(await agains(disk)).not.toContain(true)
  })
})
