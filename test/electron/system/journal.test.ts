import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JournalEntry } from '../../../shared/history.ts'
import { kept, readJournal, writeJournal } from '../../../electron/system/journal.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { realDisk } from '../../../electron/system/real-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import { temporaryRoot } from './temporary-root.ts'

const folder = '/var/lib/pullcord/journal'
const off = { mirrors: [], keepTheirs: true, strict: false }
const entry: Omit<JournalEntry, 'id' | 'at'> = {
  by: { uid: 1000, via: 'sudo' },
  verb: 'on',
  engine: { id: 'docker', scope: 'system' },
  from: off,
  to: off,
  changes: [{ path: '/etc/docker/daemon.json', before: null, after: 'sha256:1' }],
  again: false,
  failure: null,
}

describe('the journal', () => {
  test('is read newest first, as far as asked', async () => {
    const disk = memoryDisk()
    const written: JournalEntry[] = []
    for (let at = 0; at < 5; at++) written.push(await writeJournal(entry, disk))
    expect(await readJournal('system', disk, 3)).toEqual(written.toReversed().slice(0, 3))
    expect(await readJournal('user', disk, 3)).toEqual([])
  })

  test('sorts as it was written, also where the clock was set back', async () => {
    const disk = memoryDisk()
    const future = '29990101T000000000Z-00000000'
    disk.edit(`${folder}/${future}.json`, JSON.stringify({ id: future, at: '', ...entry }))
    await disk.makeDirectory(folder)
    const { id } = await writeJournal(entry, disk)
    expect((await readJournal('system', disk, 2)).map((one) => one.id)).toEqual([id, future])
    expect(id).toMatch(/^29990101T000000001Z-/)
  })

  test('one of before strict mode says that it was not', async () => {
    const disk = memoryDisk()
    const { strict: _, ...asThen } = off
    const id = '20261124T001804123Z-1a2b3c4d'
    disk.edit(`${folder}/${id}.json`, JSON.stringify({ id, at: '', ...entry, from: asThen, to: asThen }))
    await disk.makeDirectory(folder)
    expect(await readJournal('system', disk, 1)).toMatchObject([{ from: off, to: off }])
  })

  test('keeps the latest, and lets the oldest go', async () => {
    const disk = memoryDisk()
    const first = await writeJournal(entry, disk)
    for (let at = 0; at < kept; at++) await writeJournal(entry, disk)
    const ids = (await readJournal('system', disk, kept * 2)).map(({ id }) => id)
    expect(ids).toHaveLength(kept)
    expect(ids).not.toContain(first.id)
  })

  test.each([
    ['cut short', '{"id": "20261124T001804123Z-1a2b3c4d", "at"'],
    ['of another name', JSON.stringify({ id: '20261124T001804123Z-00000000', at: '', ...entry })],
    [
      'of another scope',
      JSON.stringify({ id: '20261124T001804123Z-1a2b3c4d', at: '', ...entry, engine: { id: 'podman', scope: 'user' } }),
    ],
    ['of a verb that is none', JSON.stringify({ id: '20261124T001804123Z-1a2b3c4d', at: '', ...entry, verb: 'rm' })],
    ['empty', ''],
  ])('passes over an entry that is %s', async (_, text) => {
    const disk = memoryDisk()
    const { id } = await writeJournal(entry, disk)
    disk.edit(`${folder}/20261124T001804123Z-1a2b3c4d.json`, text)
    disk.edit(`${folder}/../other.json`, text)
    expect((await readJournal('system', disk, 9)).map((one) => one.id)).toEqual([id])
  })

  test('where it may not be read there is none', async () => {
    const refuse = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }))
    const disk: Disk = { ...memoryDisk(), names: refuse }
    expect(await readJournal('system', disk, 9)).toEqual([])
  })
})

describe('on a real disk', () => {
  const { path, put } = temporaryRoot()
  const disk = realDisk(
    path(''),
    { home: '/h', configHome: '/h/.config', stateHome: '/h/.state' },
    process.getuid?.() ?? 0,
  )

  test('everyone may read it, whatever the umask', async () => {
    const old = process.umask(0o077)
    try {
      const { id } = await writeJournal(entry, disk)
      expect(statSync(path(`${folder}/${id}.json`)).mode & 0o777).toBe(0o644)
      expect(statSync(path(folder)).mode & 0o777).toBe(0o755)
      expect(await readJournal('system', disk, 1)).toMatchObject([{ id }])
    } finally {
      process.umask(old)
    }
  })

  test('what bears a name of its own is not replaced, and a link is not followed', async () => {
    put('/elsewhere', 'mine')
    const names = readdirSync(path(folder))
    writeFileSync(path(`${folder}/taken`), 'theirs')
    await expect(disk.jot(`${folder}/taken`, 'ours', 0o644)).rejects.toThrow('')
    expect(readdirSync(path(folder))).toEqual([...names, 'taken'])
  })
})
