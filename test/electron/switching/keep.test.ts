import { describe, expect, test } from 'vitest'
import { ownershipMark } from '../../../shared/engines/ownership.ts'
import { recall } from '../../../electron/system/originals.ts'
import { readJournal } from '../../../electron/system/journal.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { keep } from '../../../electron/switching/keep.ts'
import { undo } from '../../../electron/switching/undo.ts'
import { mirrorsOf, settingsWith, turn, workplace } from '../service/workplace.ts'

const A = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))
const docker = { id: 'docker', scope: 'system' } as const
const podman = { id: 'podman', scope: 'system' } as const
const cases = [
  ['docker@20.10', docker, '/etc/docker/daemon.json', (text: string) => text.replace('{', '{"debug": true,')],
  ['docker@28.5:c8d', docker, '/etc/docker/certs.d/docker.io/hosts.toml', (text: string) => `${text}\n# mine\n`],
  ['podman', podman, '/etc/containers/registries.conf.d/zz-pullcord.conf', (text: string) => `${text}\n# mine\n`],
] as const

describe.each(cases)('what someone changed, left as it is: %s', (engine, key, path, edit) => {
  async function kept() {
    const disk = memoryDisk()
    const place = workplace(disk, engine, null, 'system')
    await turn(place, 'on', A)
    disk.edit(path, edit(disk.tree()[path]!))
    const edited = disk.tree()[path]!
    expect(await keep(place, key)).toMatchObject({ failure: null })
    return { disk, place, edited }
  }

  test('nothing in it is ours any more, and off leaves every byte', async () => {
    const { disk, place, edited } = await kept()
    const left = disk.tree()[path]!
    expect(left.trim()).toBe(edited.replace(ownershipMark, '').trim())
    expect(await recall('system', disk)).toEqual([])
    expect(await turn(place, 'off', A)).toMatchObject({ changed: false, failure: null })
    expect(disk.tree()[path]).toBe(left)
  })

  test('it is written down, and closes what went before', async () => {
    const { disk, place } = await kept()
    const [entry, on] = await readJournal('system', disk, 9)
    expect(entry).toMatchObject({ verb: 'keep', engine: key, from: { mirrors: A.mirrors }, to: { mirrors: [] } })
    await expect(undo(place, null, false)).rejects.toMatchObject({ notice: { code: 'undo-of-keep' } })
    await expect(undo(place, on!.id, false)).rejects.toMatchObject({ notice: { code: 'undo-kept-since' } })
  })

  test('on again goes round it or is refused, and off puts back what was kept', async () => {
    const { disk, place } = await kept()
    const left = disk.tree()[path]
    const B = settingsWith(mirrorsOf(['docker.io=http://b.lan:5000']))
    const again = await turn(place, 'on', B)
    if (engine === 'podman') expect(again).toMatchObject({ changed: false, failure: { code: 'file-foreign' } })
    else expect(again).toMatchObject({ changed: true, failure: null })
    await turn(place, 'off', B)
    expect(disk.tree()[path]).toBe(left)
  })

  test('is refused where nobody changed anything', async () => {
    const disk = memoryDisk()
    const place = workplace(disk, engine, null, 'system')
    expect(await keep(place, key)).toMatchObject({ failure: { code: 'drift-none' } })
    await turn(place, 'on', A)
    expect(await keep(place, key)).toMatchObject({ failure: { code: 'drift-none' } })
    expect(await recall('system', disk)).not.toEqual([])
  })
})

test('files of the system need root', async () => {
  const place = workplace(memoryDisk({}, 1000), 'docker')
  expect(await keep(place, docker)).toMatchObject({ failure: { code: 'needs-root' } })
})
