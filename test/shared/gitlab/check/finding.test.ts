import { expect, test } from 'vitest'
import { finding, inOrder } from '../../../../shared/gitlab/check/finding.ts'

test('a finding has the level and the symptoms of its code', () => {
  const found = finding('check-chain-nginx', 'a.conf:1', { path: 'leaf.pem', issuer: 'R11', from: 'R11' })
  expect([found.level, found.symptoms.map(({ code }) => code)]).toEqual(['problem', ['check-symptom-login']])
})

test('what a file or a server says cannot turn the text around', () => {
  const said = finding('check-service-wrong', 'a\u202eb', { variable: 'V', value: 'x\u0007\u202ey', wanted: 'w' })
  expect(said.notice.message).toContain('x‹U+0007›‹U+202E›y')
  expect(said.subject).toBe('a‹U+202E›b')
})

test('problems come first, and each once', () => {
  const all = [
    finding('check-realm-right', 'a', { value: 'v' }),
    finding('check-token-none', 'b', { url: 'u' }),
    finding('check-one-key', 'c', {}),
    finding('check-disabled', 'd', { variable: 'v' }),
    finding('check-disabled', 'd', { variable: 'v' }),
  ]
  expect(inOrder(all).map(({ level }) => level)).toEqual(['problem', 'warning', 'not-checked', 'fine'])
})
