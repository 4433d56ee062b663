import { describe, expect, test } from 'vitest'
import type { Original } from '../../shared/files.ts'
import { notice } from '../../shared/notice.ts'
import { isEmpty, textOf, withoutOurs, type Plan } from '../../shared/plan.ts'

const original: Original = { before: 'old', beforeDigest: 'd:old', written: ['d:new', 'd:via'], entries: ['ours'] }
const remove = (text: string, entries: readonly string[] | null): string =>
  `${text} without ${entries?.join() ?? 'any'}`

describe('a file without us', () => {
  test.each([
    ['absent', null, null, original, null],
    ['as it was', 'old', 'd:old', original, 'old'],
    ['as we wrote it', 'new', 'd:new', original, 'old'],
    ['in the middle state', 'via', 'd:via', original, 'old'],
    ['edited since', 'mine', 'd:mine', original, 'mine without ours'],
    ['never touched by us', 'mine', 'd:mine', undefined, 'mine without any'],
    ['as we wrote it, where there was none', 'new', 'd:new', { ...original, before: null, beforeDigest: null }, null],
  ])('%s', (_, text, digest, remembered, left) => {
    expect(withoutOurs({ text, digest }, remembered, remove)).toBe(left)
  })
})

test('a state gives its text, or nothing to plan from', () => {
  expect(textOf({ kind: 'absent' })).toEqual({ text: null, digest: null })
  expect(textOf({ kind: 'text', text: 'a', digest: 'd', modifiedAt: 1 })).toEqual({ text: 'a', digest: 'd' })
  expect(textOf({ kind: 'refused', notice: notice('file-loop', { path: '/f' }), digest: 'd' })).toBeNull()
})

test('a plan with anything to change, reload or refuse is not empty', () => {
  const engine = { id: 'docker', scope: 'system' } as const
  const plan: Plan = { engine, changes: [], reloads: [], refused: [], notes: [notice('podman-ipv6')] }
  const reload = { engine, how: 'SIGHUP', pid: 1, stops: [], consent: null, expect: null } as const
  expect(isEmpty(plan)).toBe(true)
  expect(isEmpty({ ...plan, reloads: [reload] })).toBe(false)
  expect(isEmpty({ ...plan, refused: [{ path: null, line: null, column: null, notice: notice('podman-ipv6') }] })).toBe(
    false,
  )
})
