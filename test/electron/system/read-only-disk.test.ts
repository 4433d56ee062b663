import { expect, test } from 'vitest'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { readOnlyDisk } from '../../../electron/system/read-only-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import { openCore } from '../../../electron/service/core.ts'
import { mirrorsOf, settingsWith, turn, workplace } from '../service/workplace.ts'

const reading: readonly string[] = ['root', 'places', 'uid', 'read', 'list', 'isLink', 'inspect', 'load', 'names']

test('whatever does not only read is refused', async () => {
  const inner = memoryDisk({ '/etc/docker/daemon.json': '{}' })
  const { tree, edit: _, ...disk } = inner
  const before = tree()
  const only = readOnlyDisk(disk)
  const changing = Object.keys(only).filter((name) => !reading.includes(name)) as readonly (keyof Disk)[]
  expect(changing.length).toBeGreaterThanOrEqual(9)
  for (const name of changing) {
    const call = only[name] as () => Promise<unknown>
    await expect(call(), name).rejects.toMatchObject({ notice: { code: 'disk-read-only' } })
  }
  expect(await only.read('/etc/docker/daemon.json')).toEqual(await disk.read('/etc/docker/daemon.json'))
  expect(tree()).toEqual(before)
})

test.each(['podman', 'docker@20.10', 'docker@28.5:classic'])(
  '%s: to look and to plan change nothing; verify is apply that has nothing to do',
  async (engine) => {
    const disk = memoryDisk({ '/etc/docker/daemon.json': '{}' })
    const settings = settingsWith(mirrorsOf(['docker.io=http://m:5000']))
    await disk.store(`${disk.places.configHome}/pullcord/settings.json`, JSON.stringify(settings), 0o600)
    const place = workplace(readOnlyDisk(disk), engine)
    const core = await openCore(place)
    const order = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null } as const
    expect(await core.call('status.read', { probe: false })).toMatchObject({ switch: 'off' })
    expect((await core.call('switch.plan', order)).changes.length).toBeGreaterThan(0)
    expect(await turn(place, 'on', settings)).toMatchObject({ changed: false, failure: { code: 'disk-read-only' } })

    expect(await turn(workplace(disk, engine), 'on', settings)).toMatchObject({ changed: true, failure: null })
    expect(await turn(place, 'on', settings)).toMatchObject({ changed: false, failure: null })
    expect(await core.call('status.read', { probe: false })).toMatchObject({ switch: 'on' })
    await core.close()
  },
)
