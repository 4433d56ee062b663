import { expect, test } from 'vitest'
import type { Check } from '../../../shared/doctor.ts'
import { checkupParts } from '../../../renderer/model/checkup-parts.ts'

const check = (id: Check['id'], result: Check['result']): Check => ({
  id,
  result,
  engine: null,
  subject: '',
  notice: null,
})

test('what is well is folded away; the rest keeps its order and is counted', () => {
  const checks = [
    check('mirror', 'problem'),
    check('helper', 'note'),
    check('machine', 'unknown'),
    check('flags', 'ok'),
  ]
  const parts = checkupParts({ at: '', checks })
  expect(parts.shown.map(({ id }) => id)).toEqual(['mirror', 'helper', 'machine'])
  expect(parts.well.map(({ id }) => id)).toEqual(['flags'])
  expect([parts.problems, parts.notes]).toEqual([1, 2])
})
