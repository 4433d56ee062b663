import { expect, test } from 'vitest'
import { encodeBase64 } from '../../../shared/codecs/base64.ts'
import { quotesSecret, secretsIn } from '../../../shared/gitlab/quotes-secret.ts'

const auth = encodeBase64('jane:correct horse battery')
const line = JSON.stringify({ auths: { 'r.corp': { auth }, 'q.corp': { identitytoken: 'refresh-me-if-you-can' } } })

test('the secrets of a value are what stands there, and the passwords', () => {
  expect(secretsIn(line)).toEqual([auth, 'correct horse battery', 'refresh-me-if-you-can'])
  expect(secretsIn('no JSON')).toEqual([])
})

test.each([
  [line, true],
  [`value ${auth.slice(0, 12)}…`, true],
  [`…${auth.slice(5, 30)}`, true],
  ['password “correct horse”', true],
  ['refresh-me-i', true],
  ['is invalid; horse', false],
  ['', false],
])('%s: %s', (text, isQuoting) => {
  expect(quotesSecret(text, secretsIn(line))).toBe(isQuoting)
})

test('a short secret counts as a whole', () => {
  expect(quotesSecret('it is not hunter2', ['hunter2'])).toBe(true)
  expect(quotesSecret('it is not hunter', ['hunter2'])).toBe(false)
})
