import { expect, test } from 'vitest'
import { type Code, notice } from '../../../shared/notice.ts'
import {
  commandOf,
  isDismissed,
  isMirrorsAnswer,
  needsYes,
  ownRemedyFor,
  remedyFor,
} from '../../../renderer/model/remedies.ts'

test.each([
  ['no-mirrors', 'add-mirror'],
  ['mirror-gone', 'edit-mirror'],
  ['mirror-speaks-tls', 'edit-mirror'],
  ['certificate-expired', 'edit-mirror'],
  ['mirror-redirects', 'again'],
  ['changed-outside', 'look'],
  ['mirrors-pending', 'turn-on'],
  ['docker-still-loaded', 'turn-off'],
  ['docker-reads-each-pull', 'prove'],
  ['needs-root', 'copy-command'],
  ['unparseable-file', 'again'],
] as const)('%s is mended by %s', (code, remedy) => {
  expect(remedyFor(notice(code))).toBe(remedy)
})

test('what is mended outside of Pullcord gets no button in a row', () => {
  expect(ownRemedyFor('unparseable-file')).toBeNull()
})

test('a person may insist only against a mirror, never against a file', () => {
  expect(['mirror-gone', 'certificate-name', 'file-drifted'].map((code) => isMirrorsAnswer(code as Code))).toEqual([
    true,
    true,
    false,
  ])
})

test('a command is offered where the next step is to run it, not where one is only spoken of', () => {
  const command = 'sudo pullcord on'
  expect(commandOf(notice('no-agent', { command }))).toBe(command)
  expect(remedyFor(notice('no-agent', { command }))).toBe('copy-command')
  expect(commandOf(notice('command-missing', { command }))).toBeNull()
  expect(commandOf(notice('busy'))).toBeNull()
})

test('a closed password dialog is told from a failure', () => {
  expect([isDismissed(notice('approval-dismissed')), isDismissed(notice('busy')), isDismissed(null)]).toEqual([
    true,
    false,
    false,
  ])
})

test('only what waits for a yes is offered with one', () => {
  expect([needsYes('docker-pending-edits'), needsYes('busy')]).toEqual([true, false])
})
