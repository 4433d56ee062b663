import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import type * as approvedModule from '../../../electron/system/approved.ts'
import { setId } from '../../../electron/system/approved.ts'
import type { HelperLine } from '../../../electron/system/elevate.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { ApprovedSet } from '../../../shared/approval.ts'
import type { EngineReport, MirrorDraft, SwitchOrder } from '../../../shared/contract.ts'
import { failure } from '../../../shared/errors.ts'
import type { Action, HelperRequest } from '../../../shared/helper-protocol.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { mirrorsOf } from './workplace.ts'

// Which sets this machine's root has approved is not for a test to write.
let approved: readonly ApprovedSet[] = []
vi.mock('../../../electron/system/approved.ts', async (original) => ({
  ...(await original<typeof approvedModule>()),
  readApproved: async () => approved,
}))

const list = '/etc/docker/daemon.json'
const usersDropIn = '/home/dev/.config/containers/registries.conf.d/zz-pullcord.conf'
const draft: MirrorDraft = { upstream: 'docker.io', url: 'https://m.lan', insecure: false, ca: null }
const mirrors = mirrorsOf(['docker.io=https://m.lan'])
const order: SwitchOrder = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
const set = { ...order, expect: null, accept: false, check: false }
const id = setId({ mirrors, keepTheirs: true, strict: false })
const leave: ApprovedSet = {
  id,
  mirrors,
  keepTheirs: true,
  strict: false,
  at: '2026-11-24T00:00:00.000Z',
  by: 1000,
  risks: [],
}

beforeEach(() => {
  approved = []
})

/** A helper that does nothing but say that it did. */
class FakeHelper implements HelperLine {
  missing: Notice | null = null
  refusal: Error | null = null
  readonly asked: { readonly action: Action; readonly request: HelperRequest }[] = []

  async hindrance() {
    return this.missing
  }

  async ask(action: Action, request: HelperRequest) {
    this.asked.push({ action, request })
    if (this.refusal) throw this.refusal
    if (request.verb === 'approve') {
      approved = request.choice ? [leave] : []
      return { version: 1, kind: 'approved', sets: approved.map((one) => one.id) } as const
    }
    if (request.verb !== 'toggle') throw new Error(`not played: ${request.verb}`)
    const engines = request.engines.map((engine): EngineReport => ({
      engine: { id: engine, scope: 'system' },
      changed: true,
      failure: null,
      notes: [],
    }))
    return { version: 1, kind: 'switched', engines } as const
  }
}

async function opened(scope: 'user' | 'system' | null, uid = 1000, texts: Record<string, string> = {}) {
  const disk = memoryDisk(texts, uid)
  const helper = new FakeHelper()
  const specs = (['docker', 'podman'] as const).map((engine) => ({ id: engine, version: null, store: null }))
  const place = { system: { disk, processes: null }, specs, scope, by: { uid, via: 'user' } } as const
  const core = await openCore(place, helper)
  await core.call('mirror.add', { draft })
  return { disk, helper, core }
}

const codes = (engines: readonly EngineReport[]): readonly (string | null)[] =>
  engines.map(({ failure: failed }) => failed?.code ?? null)

describe('the switch of a user, over engines of the system', () => {
  test('asks the helper once for all, with what was seen of the files', async () => {
    approved = [leave]
    const { helper, core } = await opened('system', 1000, { [list]: '{}\n' })
    const plan = await core.call('switch.plan', order)
    const report = await core.call('switch.set', { ...set, expect: plan.id })
    expect(report).toMatchObject({ changed: true, engines: [{ failure: null }, { failure: null }] })
    const before = plan.changes.find(({ target }) => target === 'docker-daemon-json')?.before
    expect(before).toMatch(/^sha256:/)
    expect(helper.asked).toEqual([
      {
        action: 'toggle',
        request: {
          verb: 'toggle',
          set: id,
          engines: ['docker', 'podman'],
          expect: { 'docker-daemon-json': before, 'podman-drop-in.system': null },
          accept: false,
        },
      },
    ])
  })

  test('refuses a plan that is not the one shown, and asks nobody', async () => {
    approved = [leave]
    const { disk, helper, core } = await opened('system')
    const { id: shown } = await core.call('switch.plan', order)
    disk.edit(list, '{ "debug": true }')
    await expect(core.call('switch.set', { ...set, expect: shown })).rejects.toMatchObject({
      notice: { code: 'plan-stale' },
    })
    expect(helper.asked).toEqual([])
  })

  test('needs an approval, without which nobody is asked and the user’s own engines are switched', async () => {
    const { disk, helper, core } = await opened(null)
    const report = await core.call('switch.set', set)
    expect(codes(report.engines)).toEqual(['needs-approval', null])
    expect(disk.tree()[usersDropIn]).toContain('m.lan')
    expect(helper.asked).toEqual([])
  })

  test('keeps the mirrors on the list that wait to be approved', async () => {
    const { core } = await opened('system')
    const other = { ...draft, url: 'https://other.lan' }
    expect(codes((await core.call('switch.set', { ...set, mirrors: [other] })).engines)).toEqual([
      'needs-approval',
      'needs-approval',
    ])
    expect((await core.call('settings.read', {})).mirrors).toMatchObject([{ url: 'https://other.lan' }])
  })

  test('names the command of root where no helper is installed, and why where one is not to be trusted', async () => {
    const { helper, core } = await opened('system')
    helper.missing = notice('helper-missing', { path: '/x' })
    const [docker] = (await core.call('switch.set', set)).engines
    expect(docker?.failure).toMatchObject({
      code: 'needs-root',
      values: { command: 'sudo pullcord on --engine docker --scope system --mirror docker.io=https://m.lan' },
    })
    helper.missing = notice('helper-unsafe', { path: '/x' })
    expect(codes((await core.call('switch.set', set)).engines)).toEqual(['helper-unsafe', 'helper-unsafe'])
    expect(helper.asked).toEqual([])
  })

  test('leaves the files where the dialog is dismissed, and switches the user’s own engines', async () => {
    approved = [leave]
    const { disk, helper, core } = await opened(null, 1000, { [list]: '{}\n' })
    helper.refusal = failure('approval-dismissed')
    expect(codes((await core.call('switch.set', set)).engines)).toEqual(['approval-dismissed', null])
    expect(disk.tree()[list]).toBe('{}\n')
    expect(disk.tree()[usersDropIn]).toContain('m.lan')
  })

  test('starts no helper for a status, a plan, or where nothing is to be done', async () => {
    approved = [leave]
    const { helper, core } = await opened('system')
    await core.call('status.read', { probe: false })
    await core.call('switch.plan', order)
    expect(await core.call('switch.set', { ...set, to: 'off' })).toMatchObject({ changed: false })
    expect(helper.asked).toEqual([])
  })
})

describe('the status', () => {
  const notesOf = async (core: Awaited<ReturnType<typeof opened>>['core']): Promise<readonly string[][]> =>
    (await core.call('status.read', { probe: false })).engines.map(({ notes }) => notes.map(({ code }) => code))

  test('tells which engines wait for an approval', async () => {
    const { helper, core } = await opened(null)
    expect(await notesOf(core)).toEqual([['needs-approval'], []])
    helper.missing = notice('helper-missing', { path: '/x' })
    expect(await notesOf(core)).toEqual([['needs-root'], []])
    helper.missing = null
    approved = [leave]
    expect(await notesOf(core)).toEqual([[], []])
  })

  test('tells root nothing of it', async () => {
    expect(await notesOf((await opened('system', 0)).core)).toEqual([[], []])
  })
})

describe('an approval', () => {
  test('is needed, then given by an administrator who is shown the mirrors, then revoked', async () => {
    const { helper, core } = await opened(null)
    expect(await core.call('approval.read', {})).toMatchObject({
      kind: 'needed',
      notice: { code: 'approval-needed' },
      mirrors: ['docker.io=https://m.lan'],
      sets: [],
    })
    expect(await core.call('approval.give', { acceptRisks: false, only: true })).toMatchObject({
      kind: 'approved',
      notice: null,
      sets: [{ id, current: true, by: 1000, upstreams: ['docker.io'] }],
    })
    expect(await core.call('approval.revoke', {})).toMatchObject({ kind: 'needed', sets: [] })
    expect(helper.asked).toEqual([
      {
        action: 'approve',
        request: {
          verb: 'approve',
          choice: { mirrors, keepTheirs: true, strict: false },
          only: true,
          acceptRisks: false,
        },
      },
      { action: 'approve', request: { verb: 'approve', choice: null, only: true, acceptRisks: false } },
    ])
  })

  test('is not current any more when the list changes', async () => {
    approved = [leave]
    const { core } = await opened(null)
    await core.call('mirror.add', { draft: { ...draft, url: 'https://second.lan' } })
    expect(await core.call('approval.read', {})).toMatchObject({ kind: 'needed', sets: [{ current: false }] })
  })

  test('of a risky mirror asks nobody before the risk is accepted', async () => {
    const { helper, core } = await opened(null)
    await core.call('mirror.add', { draft: { ...draft, url: 'http://plain.lan:5000' } })
    expect((await core.call('approval.read', {})).risks).toMatchObject([{ code: 'risk-plain-http' }])
    await expect(core.call('approval.give', { acceptRisks: false, only: false })).rejects.toMatchObject({
      notice: { code: 'risks-not-accepted' },
    })
    expect(helper.asked).toEqual([])
    await core.call('approval.give', { acceptRisks: true, only: false })
    expect(helper.asked).toHaveLength(1)
  })

  test('is unavailable without a helper, and no matter to root', async () => {
    const { helper, core } = await opened(null)
    helper.missing = notice('helper-missing', { path: '/x' })
    expect(await core.call('approval.read', {})).toMatchObject({
      kind: 'unavailable',
      notice: { code: 'helper-missing' },
    })
    const { core: roots, disk, helper: unused } = await opened('system', 0)
    await roots.call('approval.give', { acceptRisks: false, only: false })
    expect(await roots.call('approval.read', {})).toMatchObject({ kind: 'root', notice: null })
    expect(disk.tree()['/etc/pullcord/approved.json']).toContain(id)
    expect(unused.asked).toEqual([])
  })
})
