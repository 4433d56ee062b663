import { expect, it } from 'vitest'
import { kitDefaults, portOf, readKitOptions, realmOf, type KitOptions } from '../../../shared/gitlab/kit-options.ts'

const options: KitOptions = {
  ...kitDefaults,
  gitlabUrl: 'https://gitlab.example.com',
  registryUrl: 'https://registry.example.com',
}

it.each([
  ['https://gitlab.example.com', '', 'https://gitlab.example.com/jwt/auth'],
  ['https://gitlab.example.com/', '', 'https://gitlab.example.com/jwt/auth'],
  ['https://gitlab.example.com/gitlab/', '', 'https://gitlab.example.com/gitlab/jwt/auth'],
  ['https://gitlab.example.com', '/gitlab', 'https://gitlab.example.com/gitlab/jwt/auth'],
  ['https://gitlab.example.com/old', 'gitlab/', 'https://gitlab.example.com/gitlab/jwt/auth'],
  ['http://10.0.0.5:8080', '/a/b', 'http://10.0.0.5:8080/a/b/jwt/auth'],
])('%s below “%s” mints tokens at %s', (gitlabUrl, relativeUrl, realm) => {
  expect(realmOf(readKitOptions({ ...options, gitlabUrl, relativeUrl }))).toBe(realm)
})

it.each([
  ['https://registry.example.com', 443],
  ['http://registry.example.com', 80],
  ['https://registry.example.com:5050', 5050],
])('%s is port %i', (registryUrl, port) => {
  expect(portOf(readKitOptions({ ...options, registryUrl }).registry)).toBe(port)
})

it.each<readonly [string, Partial<KitOptions>]>([
  ['kit-url-bad', { gitlabUrl: 'gitlab.example.com' }],
  ['kit-url-bad', { gitlabUrl: 'https://gitlab.example.com\nevil: true' }],
  ['kit-url-bad', { relativeUrl: '/a b' }],
  ['kit-url-bad', { relativeUrl: '/a;}' }],
  ['kit-url-bad', { registryUrl: '' }],
  ['kit-registry-path', { registryUrl: 'https://example.com/registry' }],
  ['kit-name-bad', { issuer: '' }],
  ['kit-name-bad', { issuer: 'x'.repeat(65) }],
  ['kit-name-bad', { issuer: "a'; system('x')" }],
  ['kit-name-bad', { service: 'a\nb' }],
  ['kit-days-bad', { days: 0 }],
  ['kit-days-bad', { days: 1.5 }],
  ['kit-days-bad', { days: 36_501 }],
])('%s: %j', (code, changes) => {
  expect(() => readKitOptions({ ...options, ...changes })).toThrow(
    expect.objectContaining({ notice: expect.objectContaining({ code }) }),
  )
})

it('tells no password of a URL', () => {
  const gitlabUrl = 'https://dev:hunter2@gitlab.example.com'
  expect(() => readKitOptions({ ...options, gitlabUrl })).toThrow(/•••@gitlab/)
})
