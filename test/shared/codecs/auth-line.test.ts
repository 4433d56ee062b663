import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatAuthLine, maskAuthLine, type NamedLogin } from '../../../shared/codecs/auth-line.ts'
import { decodeBase64, encodeBase64 } from '../../../shared/codecs/base64.ts'
import { parseAuthConfig, Secret, type StoredLogin } from '../../../shared/codecs/docker-auth-config.ts'

const login = (user: string, secret: string, kind: StoredLogin['kind'] = 'password'): StoredLogin => ({
  user,
  secret: new Secret(secret),
  kind,
})
const jane: NamedLogin = { key: 'registry.corp:5000', login: login('jane', 'hunter2') }
const azure: NamedLogin = { key: 'x.azurecr.io', login: login('someone', 'tok.en', 'identity-token') }

test('one line, as docker login writes it', () => {
  expect(formatAuthLine([jane])).toBe('{"auths":{"registry.corp:5000":{"auth":"amFuZTpodW50ZXIy"}}}')
  expect(formatAuthLine([azure])).toBe('{"auths":{"x.azurecr.io":{"auth":"c29tZW9uZTo=","identitytoken":"tok.en"}}}')
  expect(formatAuthLine([{ ...azure, login: login('', 'tok.en', 'identity-token') }])).toBe(
    '{"auths":{"x.azurecr.io":{"identitytoken":"tok.en"}}}',
  )
})

test('masked, it shows names and nothing else', () => {
  expect(maskAuthLine([jane, azure])).toBe(
    '{"auths":{"registry.corp:5000":{"auth":"•••"},"x.azurecr.io":{"auth":"•••","identitytoken":"•••"}}}',
  )
})

test('any login comes back out of its line, and the line fits in a masked raw variable', () => {
  const user = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/[:\0]/.test(text))
  const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !text.endsWith('\0'))
  fc.assert(
    fc.property(user, secret, (name, password) => {
      const line = formatAuthLine([{ key: 'r.corp', login: login(name, password) }])
      const parsed = parseAuthConfig('', line)
      const found = parsed.ok ? parsed.value.logins.get('r.corp') : null
      expect([found?.user, found?.secret.reveal(), found?.kind]).toEqual([name, password, 'password'])
      expect(line).toMatch(/^\S{8,}$/)
    }),
  )
})

test('base64 as Node makes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(encodeBase64(text)).toBe(Buffer.from(text).toString('base64'))
      expect(decodeBase64(encodeBase64(text))).toBe(text)
    }),
  )
})
