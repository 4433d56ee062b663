import { expect, test } from 'vitest'
import { openAdmission } from '../../../electron/transports/admission.ts'

test('a login counts once, and its tab from then on', () => {
  const { invite, admit } = openAdmission()
  const token = invite()
  const tab = admit({ token })
  expect(tab).not.toBeNull()
  expect([admit({ token }), admit({ tab: tab! }), admit({ tab: token }), admit({})]).toEqual([null, tab, null, null])
})

test.each([
  [30_000, true],
  [30_001, false],
])('a login after %i ms: %s', (after, counts) => {
  let now = 0
  const { invite, admit } = openAdmission(() => now)
  const token = invite()
  now = after
  expect(admit({ token }) !== null).toBe(counts)
})

test('a wrong token of other bytes and the same letters is refused, not an error', () => {
  const { invite, admit } = openAdmission()
  expect(admit({ token: '\u00e9'.repeat(invite().length) })).toBeNull()
})

test('the 33rd tab is let in, and the one that was away the longest must log in anew', () => {
  const { invite, admit } = openAdmission()
  const login = (): string => admit({ token: invite() })!
  const [first, second] = [login(), login()]
  for (let more = 0; more < 30; more++) login()
  expect(admit({ tab: first })).toBe(first)
  const last = login()
  expect([first, second, last].map((tab) => admit({ tab }))).toEqual([first, null, last])
})
