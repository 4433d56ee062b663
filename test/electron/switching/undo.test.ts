import { describe, expect, test } from 'vitest'
import { parseEngineSpec } from '../../../shared/engine-spec.ts'
import { failingDisk } from '../system/failing-disk.ts'
import { readJournal } from '../../../electron/system/journal.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Workplace } from '../../../electron/switching/place.ts'
import { undo } from '../../../electron/switching/undo.ts'
import { mirrorsOf, settingsWith, turn, workplace } from '../service/workplace.ts'

const list = '/etc/docker/daemon.json'
const A = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))
const B = settingsWith(mirrorsOf(['docker.io=http://b.lan:5000', 'docker.io=http://c.lan']))
const journal = (disk: MemoryDisk) => readJournal('system', disk, 100)
/** The tree without what Pullcord keeps for itself. */
const tree = (disk: MemoryDisk) =>
  Object.fromEntries(Object.entries(disk.tree()).filter(([path]) => !path.startsWith('/var')))

describe.each(['docker@20.10', 'docker@28.5:classic', 'docker@28.5:c8d', 'podman'])('%s', (engine) => {
  const original = '{\n\t"debug": true\n}\n'

  async function history() {
    const disk = memoryDisk({ [list]: original })
    const place = { ...workplace(disk, engine, null, 'system') }
    const trees = [tree(disk)]
    for (const [to, settings] of [
      ['on', A],
      ['on', B],
      ['off', B],
    ] as const) {
      expect(await turn(place, to, settings)).toMatchObject({ failure: null, changed: true })
      trees.push(tree(disk))
    }
    return { disk, place, trees }
  }

  test('one undo after another walks back, byte for byte', async () => {
    const { disk, place, trees } = await history()
    for (const then of [trees[2], trees[1], trees[0]]) {
      expect(await undo(place, null, false)).toMatchObject({ exact: true, report: { failure: null, changed: true } })
      expect(tree(disk)).toEqual(then)
    }
    await expect(undo(place, null, false)).rejects.toMatchObject({ notice: { code: 'undo-nothing' } })
  })

  test('an undo can be undone, by its name', async () => {
    const { disk, place, trees } = await history()
    await undo(place, null, false)
    await undo(place, null, false)
    const [second] = await journal(disk)
    expect(second).toMatchObject({ verb: 'undo', undoes: expect.any(String) })
    expect(await undo(place, second!.id, false)).toMatchObject({ exact: true })
    expect(tree(disk)).toEqual(trees[2])
    // What was redone stands again, and is the next to go.
    expect((await undo(place, null, false)).entry).toMatchObject({ verb: 'on', to: { mirrors: B.mirrors } })
    expect(tree(disk)).toEqual(trees[1])
  })

  test('an older change takes the later ones with it', async () => {
    const { disk, place, trees } = await history()
    const first = (await journal(disk)).at(-1)!
    await undo(place, null, false)
    expect(await undo(place, first.id, false)).toMatchObject({ exact: true, entry: { id: first.id } })
    expect(tree(disk)).toEqual(trees[0])
    await expect(undo(place, null, false)).rejects.toMatchObject({ notice: { code: 'undo-nothing' } })
  })
})

describe('what can be undone', () => {
  const place = (disk: MemoryDisk): Workplace => workplace(disk, 'docker@20.10')

  test('an edit made since stays, and the undo says that it is not exact', async () => {
    const disk = memoryDisk({ [list]: '{}' })
    await turn(place(disk), 'on', A)
    disk.edit(list, disk.tree()[list]!.replace('{', '{"debug": true,'))
    expect(await undo(place(disk), null, false)).toMatchObject({ exact: false, report: { failure: null } })
    expect(JSON.parse(disk.tree()[list]!)).toEqual({ debug: true })
  })

  test('nothing, where nothing was changed', async () => {
    const disk = memoryDisk()
    await turn(place(disk), 'off', A)
    expect(await journal(disk)).toEqual([])
    await expect(undo(place(disk), null, false)).rejects.toMatchObject({ notice: { code: 'undo-nothing' } })
    await expect(undo(place(disk), 'x', false)).rejects.toMatchObject({ notice: { code: 'undo-missing' } })
  })

  test('not a change of which nobody knows what was before', async () => {
    const disk = memoryDisk({ [list]: '{}' })
    await turn(place(disk), 'on', A)
    for (const { id } of await journal(disk)) disk.edit(`/var/lib/pullcord/journal/${id}.json`, null)
    await turn(place(disk), 'on', B)
    expect(await journal(disk)).toMatchObject([{ from: null, verb: 'on' }])
    await expect(undo(place(disk), null, false)).rejects.toMatchObject({ notice: { code: 'undo-unknown' } })
  })

  test('a journal that lags behind a killed run is not believed', async () => {
    const disk = memoryDisk({ [list]: '{}' })
    await turn(place(disk), 'on', A)
    const before = await journal(disk)
    await turn(place(disk), 'on', B)
    for (const { id } of await journal(disk))
      if (!before.some((one) => one.id === id)) disk.edit(`/var/lib/pullcord/journal/${id}.json`, null)
    await turn(place(disk), 'off', B)
    expect((await journal(disk))[0]).toMatchObject({ verb: 'off', from: null })
  })

  test('only engines of the place, and only the scope that was named', async () => {
    const disk = memoryDisk()
    await turn(workplace(disk, 'podman', null, 'user'), 'on', A)
    await turn(workplace(disk, 'podman', null, 'system'), 'on', A)
    const podman = parseEngineSpec('podman')
    const specs = podman.ok ? [podman.value] : []
    const both: Workplace = { ...workplace(disk, 'podman'), scope: null, specs }
    await expect(undo(place(disk), null, false)).rejects.toMatchObject({ notice: { code: 'undo-nothing' } })
    expect((await undo({ ...both, scope: 'user' }, null, false)).entry.engine).toEqual({ id: 'podman', scope: 'user' })
    expect((await undo(both, null, false)).entry.engine).toEqual({ id: 'podman', scope: 'system' })
  })
})

describe('the journal and the change', () => {
  const steps = async (): Promise<readonly string[]> => {
    const failing = failingDisk(memoryDisk({ [list]: '{}' }), 0, 'fails once')
    await turn(workplace(failing.disk, 'docker@20.10'), 'on', A)
    return failing.steps
  }

  test('says who, what and the digests; no text of any file', async () => {
    const disk = memoryDisk({ [list]: '{"secret": "hush"}' })
    await turn({ ...workplace(disk, 'docker@20.10'), by: { uid: 1000, via: 'pkexec' } }, 'on', A)
    const [entry] = await journal(disk)
    expect(entry).toMatchObject({ by: { uid: 1000, via: 'pkexec' }, verb: 'on', from: { mirrors: [] }, again: false })
    expect(entry!.changes).toEqual([
      { path: list, before: expect.stringMatching(/^sha256:/), after: expect.stringMatching(/^sha256:/) },
    ])
    expect(JSON.stringify(entry)).not.toContain('hush')
  })

  test('where it cannot be written, the change stands and says so', async () => {
    const disk = memoryDisk({ [list]: '{}' })
    const failing = failingDisk(disk, (await steps()).indexOf('jot') + 1, 'fails once')
    expect(await turn(workplace(failing.disk, 'docker@20.10'), 'on', A)).toMatchObject({
      changed: true,
      failure: null,
      notes: [{ code: 'journal-unwritten' }],
    })
    expect(disk.tree()[list]).toContain('a.lan')
    expect(await turn(workplace(disk, 'docker@20.10'), 'off', A)).toMatchObject({ failure: null })
    expect(disk.tree()[list]).toBe('{}')
  })

  test('a change that failed and was put back is written down, and cannot be undone', async () => {
    const disk = memoryDisk({ [list]: '{}' })
    const failing = failingDisk(disk, (await steps()).indexOf('write') + 1, 'fails once')
    expect(await turn(workplace(failing.disk, 'docker@20.10'), 'on', A)).toMatchObject({ failure: {} })
    expect(disk.tree()[list]).toBe('{}')
    const [entry] = await journal(disk)
    expect(entry).toMatchObject({ verb: 'on', failure: { code: expect.any(String) } })
    await expect(undo(workplace(disk, 'docker@20.10'), entry!.id, false)).rejects.toMatchObject({
      notice: { code: 'undo-of-failure' },
    })
  })
})
