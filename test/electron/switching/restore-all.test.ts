import { expect, test } from 'vitest'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { restoreAll } from '../../../electron/switching/restore-all.ts'
import type { Workplace } from '../../../electron/switching/place.ts'
import { mirrorsOf, settingsWith, turn, workplace } from '../service/workplace.ts'

const list = '/etc/docker/daemon.json'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const A = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))

/** A machine on which both engines were turned on. */
async function on() {
  const disk = memoryDisk({ [list]: '{"debug": true}' })
  await turn(workplace(disk, 'docker@20.10'), 'on', A)
  await turn(workplace(disk, 'podman', null, 'system'), 'on', A)
  const lose = (folder: string): void => {
    const names = Object.keys(disk.tree()).filter((path) => path.startsWith(`/var/lib/pullcord/${folder}/`))
    for (const path of names) disk.edit(path, null)
  }
  /** With no engine named and nothing that runs, both are as good as removed from the machine. */
  const place: Workplace = { ...workplace(disk, 'docker'), specs: null }
  return { disk, place, lose }
}

test.each(['neither', 'journal'])('every engine goes off, though removed from the machine; lost: %s', async (lost) => {
  const { disk, place, lose } = await on()
  lose(lost)
  const reports = await restoreAll(place, 'system', [], true)
  expect(reports).toMatchObject([
    { engine: { id: 'podman' }, changed: true, failure: null },
    { engine: { id: 'docker' }, changed: true, failure: null },
  ])
  expect([disk.tree()[list], disk.tree()[dropIn]]).toEqual(['{"debug": true}', undefined])
  // Nothing is remembered of them any more.
  expect(await restoreAll(place, 'system', [], true)).toEqual([])
})

test('where memory is lost, the journal or the list tells what was ours', async () => {
  for (const named of [[], A.mirrors]) {
    const { disk, lose } = await on()
    lose('originals')
    if (named.length > 0) lose('journal')
    const gone = {
      ...disk,
      names: async (path: string) => (path.endsWith('/originals') ? null : await disk.names(path)),
    }
    await restoreAll(workplace(gone, 'docker@20.10'), 'system', named, true)
    expect(JSON.parse(disk.tree()[list]!)).toEqual({ debug: true, 'registry-mirrors': [] })
  }
})

test('an edit of someone stays', async () => {
  const { disk, place } = await on()
  disk.edit(list, disk.tree()[list]!.replace('{', '{"log-level": "info", '))
  await restoreAll(place, 'system', [], true)
  expect(JSON.parse(disk.tree()[list]!)).toEqual({ debug: true, 'log-level': 'info' })
})
