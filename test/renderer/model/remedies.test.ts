import { expect, test } from 'vitest'
import { isMirrorsAnswer, ownRemedyFor, remedyFor } from '../../../renderer/model/remedies.ts'

test.each([
  ['no-mirrors', 'add-mirror'],
  ['mirror-gone', 'edit-mirror'],
  ['changed-outside', 'look'],
  ['mirrors-pending', 'turn-on'],
  ['docker-still-loaded', 'turn-off'],
  ['docker-reads-each-pull', 'prove'],
  ['needs-root', 'copy-command'],
  ['unparseable-file', 'again'],
] as const)('%s is mended by %s', (code, remedy) => {
  expect(remedyFor(code)).toBe(remedy)
})

test('what is mended outside of Pullcord gets no button in a row', () => {
  expect(ownRemedyFor('unparseable-file')).toBeNull()
})

test('a person may insist only against a mirror, never against a file', () => {
  expect([isMirrorsAnswer('mirror-gone'), isMirrorsAnswer('file-drifted')]).toEqual([true, false])
})
