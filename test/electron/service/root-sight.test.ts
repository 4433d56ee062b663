import { beforeEach, describe, expect, test, vi } from 'vitest'
import { loadedSeenBy, lookAsRoot, planSeenBy } from '../../../electron/service/root-sight.ts'
import type { Desk } from '../../../electron/service/desk.ts'
import type * as approvedModule from '../../../electron/system/approved.ts'
import { setId } from '../../../electron/system/approved.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { survey, type Survey } from '../../../electron/switching/survey.ts'
import type { PlanView } from '../../../shared/contract.ts'
import { failure } from '../../../shared/errors.ts'
import type { EngineReading, HelperRequest } from '../../../shared/helper-protocol.ts'
import { notice } from '../../../shared/notice.ts'
import { mirrorsOf, settingsWith, workplace } from './workplace.ts'

let ids: readonly string[] = []
vi.mock('../../../electron/system/approved.ts', async (original) => ({
  ...(await original<typeof approvedModule>()),
  readApproved: async () => ids.map((id) => ({ id })),
}))

const settings = settingsWith(mirrorsOf(['docker.io=https://m.lan']))
const docker = { id: 'docker', scope: 'system' } as const
const reading: EngineReading = {
  engine: docker,
  version: '28.5.2',
  loaded: { kind: 'loaded', notice: null },
  targets: [],
  changes: [{ engine: docker, target: 'docker-daemon-json', path: '/x', before: null, after: null, diff: 'root’s' }],
  reloads: [],
  refused: [],
  notes: [],
}

beforeEach(() => {
  ids = [setId(settings)]
})

/** A desk of a user who may not ask dockerd, and a helper that answers, or throws. */
async function desk(refusal: Error | null = null) {
  const place = workplace(memoryDisk({}, 1000), 'docker')
  const found = (await survey(place, docker, settings))!
  const silent = notice('docker-no-socket-permission')
  const running = { pid: 1, startedAt: 0, loaded: null, silent }
  const half: Survey = { ...found, facts: { ...found.facts, running } as Survey['facts'] }
  const asked: HelperRequest[] = []
  const helper: Desk['helper'] = {
    hindrance: async () => null,
    async ask(_, request) {
      asked.push(request)
      if (refusal) throw refusal
      return { version: 1, kind: 'read', engines: [reading] }
    },
  }
  return { desk: { place, helper } as Desk, found, half, asked }
}

describe('root’s look', () => {
  test('is asked for where ours is not enough and the list is approved', async () => {
    const { desk: at, half, asked } = await desk()
    const sight = await lookAsRoot(at, [half], 'on', settings)
    expect(asked).toEqual([{ verb: 'read', set: setId(settings), engines: ['docker'] }])
    expect(loadedSeenBy(sight, half)).toMatchObject({ kind: 'loaded' })
  })

  test('is not asked for where ours is enough, or a person would be', async () => {
    const { desk: at, found, half, asked } = await desk()
    expect(await lookAsRoot(at, [found], 'on', settings)).toEqual({ readings: [], failure: null })
    ids = []
    const sight = await lookAsRoot(at, [half], 'on', settings)
    expect(loadedSeenBy(sight, half)).toBeNull()
    expect(asked).toEqual([])
  })

  test('stands in the plan in place of ours, under the same id', async () => {
    const own: PlanView = { id: 'x', to: 'on', changes: [], reloads: [], refused: [], notes: [] }
    const { desk: at, half } = await desk()
    const podman = { ...reading.changes[0]!, engine: { id: 'podman', scope: 'user' } } as const
    const view = { ...own, changes: [podman, { ...reading.changes[0]!, diff: 'ours' }] }
    const seen = planSeenBy(await lookAsRoot(at, [half], 'on', settings), view, [half])
    expect(seen).toEqual({ ...own, changes: [podman, reading.changes[0]] })
  })

  test('that failed leaves ours, and says why', async () => {
    const own: PlanView = { id: 'x', to: 'off', changes: [], reloads: [], refused: [], notes: [] }
    const { desk: at, half } = await desk(failure('helper-broken', { why: 'x' }))
    const sight = await lookAsRoot(at, [half], 'off', settings)
    expect(planSeenBy(sight, own, [half])).toMatchObject({
      changes: [],
      notes: [{ engine: docker, notice: { code: 'helper-broken' } }],
    })
  })
})
