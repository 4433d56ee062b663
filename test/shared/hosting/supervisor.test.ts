import { expect, test } from 'vitest'
import { parseTries } from '../../../shared/hosting/supervisor.ts'

test.each([
  ['3 1764375061 2\n', { tries: 3, nextAt: 1_764_375_061_000 }],
  [null, null],
  ['', null],
  // Cut short by a full disk.
  ['3 17643', null],
  ['x y z\n', null],
])('%j', (text, tries) => {
  expect(parseTries(text)).toEqual(tries)
})
