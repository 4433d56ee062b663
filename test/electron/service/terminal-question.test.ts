import { expect, test } from 'vitest'
import { openTerminalQuestion } from '../../../electron/service/terminal-question.ts'
import { notice } from '../../../shared/notice.ts'

const question = notice('auth-ask-page', { registries: 'r.corp' })

test.each([
  ['yes', 'yes'],
  [' YES ', 'yes'],
  ['', 'no'],
  ['y', 'no'],
  ['no', 'no'],
])('the next line is the answer: %j is %s', async (line, answer) => {
  const printed: string[] = []
  const { confirm, take } = openTerminalQuestion((text) => void printed.push(text))
  const asked = confirm(question)
  expect(printed.join('')).toContain(question.message)
  expect(take(line)).toBe(true)
  expect(await asked).toBe(answer)
})

test('without a question a line is for others; one line answers one question', async () => {
  const { confirm, take } = openTerminalQuestion(() => {})
  expect(take('yes')).toBe(false)
  const asked = confirm(question)
  expect([take('yes'), take('yes')]).toEqual([true, false])
  expect(await asked).toBe('yes')
})

test('what ends without an answer is a no', async () => {
  const { confirm, close } = openTerminalQuestion(() => {})
  const asked = confirm(question)
  close()
  expect(await asked).toBe('no')
})
