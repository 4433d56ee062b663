import { describe, expect, test } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import type { EngineSpec } from '../../../shared/engine-spec.ts'
import type { MirrorDraft, Status, SwitchOrder } from '../../../shared/contract.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'

const list = '/etc/docker/daemon.json'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const settingsFile = '/home/dev/.config/pullcord/settings.json'
const spec = (id: EngineSpec['id']): EngineSpec => ({ id, version: null, store: null })
const draft: MirrorDraft = { upstream: 'docker.io', url: 'http://m.lan:5000', insecure: false, ca: null }
const order: SwitchOrder = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
const set = { ...order, expect: null, accept: false, check: true }

async function opened(texts: Record<string, string> = {}, engines: readonly EngineSpec['id'][] = ['docker', 'podman']) {
  const disk = memoryDisk(texts)
  const core = await openCore({
    system: { disk, processes: null },
    specs: engines.map(spec),
    scope: 'system',
    by: { uid: 0, via: 'root' },
  })
  const has = (path: string): string | null | undefined => disk.tree()[path]
  return { disk, core, has }
}

describe('the switch', () => {
  test('turns every engine, and saves the mirrors that it was given', async () => {
    const { core, has } = await opened()
    const report = await core.call('switch.set', { ...set, mirrors: [draft] })
    expect(report).toMatchObject({
      changed: true,
      engines: [{ failure: null }, { failure: null }],
      status: { switch: 'on' },
    })
    expect([has(list), has(dropIn)]).toEqual([
      expect.stringContaining('m.lan:5000'),
      expect.stringContaining('m.lan:5000'),
    ])
    expect((await core.call('settings.read', {})).mirrors).toMatchObject([{ url: 'http://m.lan:5000' }])
    expect(await core.call('switch.set', { ...set, to: 'off' })).toMatchObject({
      changed: true,
      status: { switch: 'off' },
    })
    expect([has(list), has(dropIn)]).toEqual([undefined, undefined])
    expect((await core.call('settings.read', {})).mirrors).toHaveLength(1)
  })

  test('turns the one engine that was asked for', async () => {
    const { core, has } = await opened()
    const report = await core.call('switch.set', {
      ...set,
      mirrors: [draft],
      engines: [{ id: 'podman', scope: 'system' }],
    })
    expect(report).toMatchObject({ engines: [{ engine: { id: 'podman' } }], status: { switch: 'mixed' } })
    expect([has(list), has(dropIn)]).toEqual([undefined, expect.any(String)])
  })

  test('one engine that cannot leaves the other on', async () => {
    const { core, has } = await opened({ [list]: '{ // mine\n}' })
    const report = await core.call('switch.set', { ...set, mirrors: [draft] })
    expect(report).toMatchObject({
      changed: true,
      engines: [{ failure: { code: 'unparseable-file' } }, { failure: null }],
      status: { switch: 'mixed' },
    })
    expect([has(list), has(dropIn)]).toEqual(['{ // mine\n}', expect.any(String)])
  })

  test('when no engine could be turned, the mirrors are not saved', async () => {
    const { core, has } = await opened({ [list]: '{ // mine\n}' }, ['docker'])
    await core.call('switch.set', { ...set, mirrors: [draft] })
    expect(has(settingsFile)).toBeUndefined()
    expect((await core.call('settings.read', {})).mirrors).toEqual([])
  })

  test('carries out the plan that was shown, or none', async () => {
    const { core, disk, has } = await opened({ [list]: '{}' }, ['docker'])
    await core.call('mirror.add', { draft })
    const { id, changes } = await core.call('switch.plan', order)
    expect(changes).toMatchObject([{ path: list, before: expect.any(String) }])
    disk.edit(list, '{"debug": true}')
    await expect(core.call('switch.set', { ...set, expect: id })).rejects.toMatchObject({
      notice: { code: 'plan-stale' },
    })
    expect(has(list)).toBe('{"debug": true}')
    const again = await core.call('switch.plan', order)
    expect(again.id).not.toBe(id)
    expect(await core.call('switch.set', { ...set, expect: again.id })).toMatchObject({ changed: true })
  })

  test('of two orders at once one waits for the other', async () => {
    const { core, has } = await opened()
    await core.call('mirror.add', { draft })
    const [on, off] = await Promise.all([core.call('switch.set', set), core.call('switch.set', { ...set, to: 'off' })])
    expect([on.status.switch, off.status.switch, has(list)]).toEqual(['on', 'off', undefined])
  })

  test('a failed order does not hold up the next', async () => {
    const { core } = await opened()
    const [failed, added] = await Promise.allSettled([
      core.call('mirror.remove', { index: 5 }),
      core.call('mirror.add', { draft }),
    ])
    expect([failed.status, added.status]).toEqual(['rejected', 'fulfilled'])
  })

  test.each([
    [{ ...set }, 'no-mirrors'],
    [{ ...set, mirrors: [{ ...draft, url: 'm' }] }, 'url-scheme-missing'],
    [{ ...set, mirrors: [draft], engines: [{ id: 'k3s', scope: 'user' } as const] }, 'scope-impossible'],
  ])('%j: %s', async (input, code) => {
    const { core, disk } = await opened()
    const before = disk.tree()
    await expect(core.call('switch.set', input)).rejects.toMatchObject({ notice: { code } })
    expect(disk.tree()).toEqual(before)
  })
})

describe('who listens', () => {
  test('hears of every change once, and of nothing that is as it was', async () => {
    const { core } = await opened()
    const heard: Status['switch'][] = []
    const end = core.on('status', (status) => heard.push(status.switch))
    await core.call('mirror.add', { draft })
    await core.call('switch.set', set)
    await core.call('status.read', { probe: false })
    await core.call('switch.set', set)
    await core.call('switch.set', { ...set, to: 'off' })
    expect(heard).toEqual(['off', 'on', 'off'])
    end()
    await core.call('switch.set', set)
    expect(heard).toHaveLength(3)
    await core.close()
  })

  test('hears of choices, too', async () => {
    const { core } = await opened()
    const heard: boolean[] = []
    core.on('settings', ({ keepTheirs }) => heard.push(keepTheirs))
    await core.call('settings.edit', { keepTheirs: false })
    await core.call('settings.edit', { keepTheirs: false })
    expect(heard).toEqual([false])
    await core.close()
  })
})

describe('settings', () => {
  test.each([
    '{',
    '[]',
    '{"version": 2}',
    '{"version": 1, "mirrors": [{"upstream": "docker.io", "url": "http://u:p@m", "insecure": false, "ca": null}]}',
    '{"version": 1, "mirrors": [{"upstream": "docker.io", "url": "http://M/", "insecure": false, "ca": null}]}',
  ])('that are not ours are refused and not replaced: %s', async (text) => {
    const { core, has } = await opened({ [settingsFile]: text })
    for (const call of [
      core.call('settings.read', {}),
      core.call('status.read', { probe: false }),
      core.call('mirror.add', { draft }),
      core.call('switch.set', { ...set, mirrors: [draft] }),
    ]) {
      await expect(call).rejects.toMatchObject({
        notice: { code: 'settings-unreadable', values: { path: settingsFile } },
      })
    }
    expect(has(settingsFile)).toBe(text)
  })
})
