import { describe, expect, test } from 'vitest'
import { dockerReach } from '../../../electron/engines/docker.ts'
import { readJournal } from '../../../electron/system/journal.ts'
import { switchEngine } from '../../../electron/switching/switch.ts'
import { mirrorsOf, settingsWith, turn, workplace } from '../service/workplace.ts'
import { dockerMachine as machine } from './fake-dockerd.ts'

const path = '/etc/docker/daemon.json'
const settings = settingsWith(mirrorsOf(['docker.io=http://m.lan:5000']))

describe('a live reload', () => {
  test('on and off are in force when they are done, and the file is as it was', async () => {
    const { disk, dockerd, system } = await machine({}, {}, { [path]: '{"debug": true}' })
    const place = workplace(disk, 'docker', system.processes)
    expect(await turn(place, 'on', settings)).toMatchObject({ changed: true, failure: null })
    expect(dockerd.force().mirrors).toEqual(['http://m.lan:5000'])
    expect(await turn(place, 'off', settings)).toMatchObject({ changed: true, failure: null })
    expect([dockerd.force().mirrors, disk.tree()[path], dockerd.reloads()]).toEqual([[], '{"debug": true}', 2])
  })

  test('that dockerd refuses is undone', { timeout: 30_000 }, async () => {
    const { disk, dockerd, system } = await machine({}, { refuses: true }, { [path]: '{"debug": true}' })
    expect(await turn(workplace(disk, 'docker', system.processes), 'on', settings)).toMatchObject({
      changed: false,
      failure: { code: 'docker-refused-reload' },
    })
    expect([dockerd.force().mirrors, disk.tree()[path]]).toEqual([[], '{"debug": true}'])
    expect(Object.keys(disk.tree()).filter((name) => name.startsWith('/var/lib/pullcord/originals/'))).toEqual([])
    expect(await readJournal('system', disk, 9)).toMatchObject([
      { verb: 'on', from: { mirrors: [] }, failure: { code: 'docker-refused-reload' } },
    ])
  })

  test('never goes to a process that has taken the number', async () => {
    const { system } = await machine()
    const reload = {
      engine: { id: 'docker', scope: 'system' },
      how: 'SIGHUP',
      pid: 1,
      stops: [],
      consent: null,
      expect: null,
    } as const
    await expect(dockerReach.reload(system, reload)).rejects.toMatchObject({
      notice: { code: 'docker-silent', values: { pid: 1 } },
    })
  })

  test('waits for a yes where it would load what someone else edited', async () => {
    const { disk, dockerd, system } = await machine({}, {}, { [path]: '{}' })
    await disk.store(path, '{"debug": true}', 0o644)
    const late = {
      ...disk,
      read: async (name: string) =>
        ({ ...(await disk.read(name)), ...(name === path && { modifiedAt: Date.now() + 1_000 }) }) as never,
    }
    const place = workplace(late, 'docker', system.processes)
    const order = { to: 'on', accept: false, shown: null } as const
    expect(await switchEngine(place, { id: 'docker', scope: 'system' }, order, settings)).toMatchObject({
      changed: false,
      failure: { code: 'docker-pending-edits' },
    })
    expect([dockerd.reloads(), disk.tree()[path]]).toEqual([0, '{"debug": true}'])
    expect(
      await switchEngine(place, { id: 'docker', scope: 'system' }, { ...order, accept: true }, settings),
    ).toMatchObject({ changed: true, failure: null })
  })

  test('makes a dockerd forget what no file names any more', async () => {
    const { disk, dockerd, system } = await machine({}, {}, { [path]: '{"registry-mirrors": ["http://m.lan:5000"]}' })
    disk.edit(path, '{"debug": true}')
    const place = workplace(disk, 'docker', system.processes)
    expect(dockerd.force().mirrors).toEqual(['http://m.lan:5000'])
    expect(await turn(place, 'off', settings)).toMatchObject({ failure: null })
    expect([dockerd.force().mirrors, disk.tree()[path]]).toEqual([[], '{"debug": true}'])
  })
})
