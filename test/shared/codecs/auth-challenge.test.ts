import { expect, test } from 'vitest'
import { parseChallenge } from '../../../shared/codecs/auth-challenge.ts'

const bearer = (realm: string, service: string | null) => ({ kind: 'bearer', realm, service })

test.each([
  ['Basic realm="Registry"', { kind: 'basic' }],
  ['basic', { kind: 'basic' }],
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
    bearer('https://auth.docker.io/token', 'registry.docker.io'),
  ],
  ['bearer service="s" , realm = "https://a/t"', bearer('https://a/t', 's')],
  ['Bearer realm=https://a/t', bearer('https://a/t', null)],
  ['Bearer realm="https://a/t?x=\\"q\\"",scope="a,b"', bearer('https://a/t?x="q"', null)],
  ['Basic realm="x", Bearer realm="https://a/t"', bearer('https://a/t', null)],
  ['Bearer service="s"', null],
  ['Bearer xrealm="https://a/t"', null],
  ['Negotiate', null],
  ['', null],
  [`Bearer realm="${'x'.repeat(5000)}"`, null],
])('%s', (header, challenge) => {
  expect(parseChallenge(header)).toEqual(challenge)
})
