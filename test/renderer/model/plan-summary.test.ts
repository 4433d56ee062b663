import { describe, expect, test } from 'vitest'
import type { Approval } from '../../../shared/approval.ts'
import type { PlanView } from '../../../shared/contract.ts'
import { notice } from '../../../shared/notice.ts'
import { words } from '../../../renderer/locales/en.ts'
import { isOfSystem, promise, summarize } from '../../../renderer/model/plan-summary.ts'

const docker = { id: 'docker', scope: 'system' } as const
const podman = { id: 'podman', scope: 'user' } as const
const change = { engine: podman, target: 't', path: '/p', before: null, after: null, diff: '' }
const live = { engine: docker, how: 'SIGHUP', stops: [], consent: null } as const
const restart = {
  engine: podman,
  how: 'restart',
  stops: ['its API service'],
  consent: notice('docker-pending-edits', { path: '/p' }),
} as const
const refused = { engine: docker, path: null, line: null, column: null, notice: notice('busy') }
const plan = (parts: Partial<PlanView>): PlanView => ({
  id: '1',
  to: 'on',
  changes: [],
  reloads: [],
  refused: [],
  notes: [],
  ...parts,
})

describe('promise', () => {
  test.each([
    [
      plan({ changes: [change, change], reloads: [live] }),
      '2 files change; docker reloads without stopping containers.',
    ],
    [plan({ changes: [change] }), '1 file changes; nothing restarts.'],
    [plan({ reloads: [live] }), 'docker reloads without stopping containers.'],
    [
      plan({ changes: [change], reloads: [restart, live] }),
      '1 file changes; docker reloads without stopping containers; podman restarts, which stops its API service.',
    ],
    [plan({}), 'Nothing to change: the files say so already.'],
    [plan({ refused: [refused] }), 'Nothing can be changed as things are.'],
  ])('%#', (given, said) => {
    expect(promise(summarize(given), given.to, words, ({ id }) => id)).toBe(said)
  })

  test('off has words of its own where there is nothing to do', () => {
    expect(promise(summarize(plan({ to: 'off' })), 'off', words, ({ id }) => id)).toBe(words.plan.nothing.off)
  })
})

describe('summarize', () => {
  test('what needs a yes is counted, and a refusal of one engine leaves the rest to be done', () => {
    const summary = summarize(plan({ changes: [change], reloads: [restart, live], refused: [refused] }))
    expect(summary).toMatchObject({ files: 1, refusals: 1, isEmpty: false, canApply: true })
    expect(summary.consents.map(({ code }) => code)).toEqual(['docker-pending-edits'])
  })
})

describe('an administrator’s leave', () => {
  const approval = (kind: Approval['kind']): Approval => ({ kind, notice: null, mirrors: [], risks: [], sets: [] })

  test('is part of the promise only where it is still needed', () => {
    const given = plan({ changes: [change], reloads: [live] })
    const said = (kind: Approval['kind']): string =>
      promise(summarize(given, approval(kind)), 'on', words, ({ id }) => id)
    expect(said('needed')).toBe(
      '1 file changes; docker reloads without stopping containers; an administrator allows these mirrors once, and after that no password is asked.',
    )
    expect(said('approved')).toBe('1 file changes; docker reloads without stopping containers.')
  })

  test('is no question for engines of the user', () => {
    expect([isOfSystem(plan({ changes: [change] })), isOfSystem(plan({ reloads: [live] }))]).toEqual([false, true])
  })

  test('that nobody can give leaves only what is the user’s own', () => {
    const can = (given: PlanView): boolean => summarize(given, approval('unavailable')).canApply
    expect([can(plan({ reloads: [live] })), can(plan({ changes: [change], reloads: [live] }))]).toEqual([false, true])
  })
})
