import { expect, test } from 'vitest'
import { parseChallenge, tokenFacts } from '../../../../shared/gitlab/check/challenge.ts'

test.each([
  [
    'Bearer realm="https://g/jwt/auth",service="container_registry"',
    { scheme: 'bearer', realm: 'https://g/jwt/auth', service: 'container_registry' },
  ],
  ['bearer service="s", realm="r",error="invalid_token"', { scheme: 'bearer', realm: 'r', service: 's' }],
  ['Basic realm="Registry Realm"', { scheme: 'basic', realm: 'Registry Realm', service: '' }],
  ['', null],
  [undefined, null],
])('%s', (header, challenge) => {
  expect(parseChallenge(header)).toEqual(challenge)
})

test('a token that says nothing has no name', () => {
  expect(tokenFacts(null, { iss: 5 })).toEqual({ kid: '', issuer: '' })
  expect(tokenFacts({ kid: 'A:B' }, { iss: 'gitlab-issuer' })).toEqual({ kid: 'A:B', issuer: 'gitlab-issuer' })
})
