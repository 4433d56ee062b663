import { describe, expect, test } from 'vitest'
import { parseEngineSpec } from '../../../shared/engine-spec.ts'
import type { MirrorDraft } from '../../../shared/contract.ts'
import { failure } from '../../../shared/errors.ts'
import type { Action, HelperRequest } from '../../../shared/helper-protocol.ts'
import { openCore } from '../../../electron/service/core.ts'
import type { HelperLine } from '../../../electron/system/elevate.ts'
import { readJournal } from '../../../electron/system/journal.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Scope } from '../../../shared/engine.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const draft = (url: string): MirrorDraft => ({ upstream: 'docker.io', url, insecure: false, ca: null })
const set = {
  to: 'on',
  engines: null,
  keepTheirs: null,
  strict: null,
  expect: null,
  accept: false,
  check: false,
} as const
const passwd = { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\ndev:x:1000:1000::/home/dev:/bin/sh\n' }

async function opened(disk: MemoryDisk, engine: string, scope: Scope | null, helper?: HelperLine) {
  const spec = parseEngineSpec(engine)
  if (!spec.ok) throw new Error('spec')
  const by = { uid: disk.uid, via: disk.uid === 0 ? 'root' : 'user' } as const
  return await openCore({ system: { disk, processes: null }, specs: [spec.value], scope, by }, helper)
}

describe('the history', () => {
  test('names who and what, newest first, and no more than asked', async () => {
    const core = await opened(memoryDisk(passwd, 1000), 'podman', 'user')
    await core.call('switch.set', { ...set, mirrors: [draft('http://a.lan')] })
    await core.call('switch.set', { ...set, to: 'off', mirrors: null })
    const [off, on, ...others] = await core.call('history.read', { limit: 5 })
    expect([on, off]).toMatchObject([
      { who: 'dev', verb: 'on', from: [], to: ['docker.io → http://a.lan'], fixed: null, failure: null },
      { who: 'dev', verb: 'off', from: ['docker.io → http://a.lan'], to: [], fixed: null },
    ])
    expect(others).toEqual([])
    expect(await core.call('history.read', { limit: 1 })).toMatchObject([{ id: off!.id }])
  })

  test('tells both scopes, and a number where there is no name', async () => {
    const disk = memoryDisk({}, 0)
    const settings = settingsWith(mirrorsOf(['docker.io=http://a.lan']))
    for (const scope of ['user', 'system'] as const) await turn(workplace(disk, 'podman', null, scope), 'on', settings)
    const core = await opened(disk, 'podman', null)
    expect(await core.call('history.read', { limit: 9 })).toMatchObject([
      { engine: { scope: 'system' }, who: '0' },
      { engine: { scope: 'user' }, who: '0' },
    ])
  })
})

describe('undo', () => {
  test('the list follows: what is in force is on it', async () => {
    const core = await opened(memoryDisk({}, 1000), 'podman', 'user')
    await core.call('switch.set', { ...set, mirrors: [draft('http://a.lan')] })
    await core.call('switch.set', { ...set, mirrors: [draft('http://b.lan')] })
    const report = await core.call('history.undo', { id: null, accept: false })
    expect(report).toMatchObject({ exact: true, engine: { changed: true, failure: null }, status: { switch: 'on' } })
    expect((await core.call('settings.read', {})).mirrors).toMatchObject([{ url: 'http://a.lan' }])
    expect(await core.call('history.undo', { id: null, accept: false })).toMatchObject({ status: { switch: 'off' } })
    expect((await core.call('settings.read', {})).mirrors).toMatchObject([{ url: 'http://a.lan' }])
  })

  test('strict mode follows too, either way', async () => {
    const core = await opened(memoryDisk({}, 1000), 'podman', 'user')
    await core.call('switch.set', { ...set, mirrors: [draft('http://a.lan')] })
    expect(await core.call('switch.set', { ...set, strict: true, mirrors: null })).toMatchObject({ changed: true })
    const [latest] = await core.call('history.read', { limit: 1 })
    expect(latest).toMatchObject({ from: ['docker.io → http://a.lan'], to: ['docker.io → http://a.lan (strict)'] })
    for (const strict of [false, true]) {
      const report = await core.call('history.undo', { id: strict ? (latest?.id ?? null) : null, accept: false })
      expect(report).toMatchObject({ exact: true, status: { switch: 'on', strict: false } })
      expect(report.status.engines[0]!.strict).toEqual([])
      if (!strict) await core.call('switch.set', { ...set, strict: true, mirrors: null })
    }
  })

  test('where it fails, the list is as it was', async () => {
    const disk = memoryDisk({}, 1000)
    const core = await opened(disk, 'podman', 'user')
    await core.call('switch.set', { ...set, mirrors: [draft('http://a.lan')] })
    await core.call('switch.set', { ...set, mirrors: [draft('http://b.lan')] })
    const path = '/home/dev/.config/containers/registries.conf.d/zz-pullcord.conf'
    disk.edit(path, '[[registry')
    expect(await core.call('history.undo', { id: null, accept: false })).toMatchObject({
      exact: false,
      engine: { changed: false, failure: { code: 'unparseable-file' } },
    })
    expect((await core.call('settings.read', {})).mirrors).toMatchObject([{ url: 'http://b.lan' }])
    expect(disk.tree()[path]).toBe('[[registry')
  })
})

describe('undo of what root has written', () => {
  const engine = { id: 'docker', scope: 'system' } as const
  const answer = {
    version: 1,
    kind: 'restored',
    engines: [{ engine, changed: true, failure: null, notes: [] }],
    exact: true,
  } as const

  /** Two changes of docker, asked for by two users; what the helper is then asked by user 1000. */
  async function asked(by: readonly number[], at: number, refuses = false) {
    const root = memoryDisk({}, 0)
    for (const [turnAt, uid] of by.entries()) {
      const settings = settingsWith(mirrorsOf([`docker.io=http://m${turnAt}.lan`]))
      await turn({ ...workplace(root, 'docker@20.10'), by: { uid, via: 'pkexec' } }, 'on', settings)
    }
    const entries = await readJournal('system', root, 9)
    const requests: [Action, HelperRequest][] = []
    const core = await opened({ ...root, uid: 1000 }, 'docker', null, {
      hindrance: () => Promise.resolve(null),
      ask: async (action, request) => {
        requests.push([action, request])
        if (refuses && action === 'toggle') throw failure('restore-needs-approval')
        return answer
      },
    })
    const { id } = entries[at]!
    expect(await core.call('history.undo', { id, accept: true })).toMatchObject({ id, exact: true, engine: { engine } })
    const request = { verb: 'restore', what: { kind: 'entry', id }, accept: true }
    expect(requests.map(([, one]) => one)).toEqual(requests.map(() => request))
    return requests.map(([action]) => action)
  }

  test.each([
    ['the latest, and one’s own: without a password', [1000], 0, false, ['toggle']],
    ['unless the helper wants one', [1000], 0, true, ['toggle', 'approve']],
    ['the latest of another', [1001], 0, false, ['approve']],
    ['one’s own, but not the latest', [1000, 1001], 1, false, ['approve']],
  ])('%s', async (_, by, at, refuses, actions) => {
    expect(await asked(by, at, refuses)).toEqual(actions)
  })
})
