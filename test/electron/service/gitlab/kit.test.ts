import { expect, it } from 'vitest'
import { readPem } from '../../../../electron/gitlab/pem.ts'
import { makeKit } from '../../../../electron/service/gitlab/kit.ts'
import { rotateKit } from '../../../../electron/service/gitlab/kit-rotation.ts'
import { kitDefaults, type KitOptions } from '../../../../shared/gitlab/kit-options.ts'
import type { Kit } from '../../../../shared/gitlab/kit-calls.ts'

const options: KitOptions = {
  ...kitDefaults,
  gitlabUrl: 'https://gitlab.example.com',
  registryUrl: 'https://registry.example.com',
}
const textOf = ({ files }: Kit, name: string): string => files.find((file) => file.name === name)?.text ?? ''
const kidsOf = (kit: Kit, name: string): readonly string[] =>
  (JSON.parse(textOf(kit, name)) as { readonly keys: readonly { readonly kid: string }[] }).keys.map(({ kid }) => kid)
const codesOf = ({ notes }: Kit): readonly string[] => notes.map(({ code }) => code)

it('makes one pair: an RSA key of 4096 bits, its certificate, its JWKS', async () => {
  const kit = await makeKit({ ...options, issuer: 'our-issuer', days: 10 }, true)
  const [key] = readPem(textOf(kit, 'registry-auth.key')).keys
  const [certificate] = readPem(textOf(kit, 'registry-auth.crt')).certificates
  expect(key).toMatchObject({ type: 'rsa', bits: 4096, spki: certificate?.publicKey.spki })
  expect(certificate).toMatchObject({ subject: 'CN=our-issuer', isSelfSigned: true })
  expect(certificate!.notAfter - certificate!.notBefore).toBe(10 * 86_400_000)
  expect(kidsOf(kit, 'registry-auth.jwks.json')).toEqual([key?.keyId])
  expect(kit.files.filter(({ isSecret }) => isSecret)).toMatchObject([{ name: 'registry-auth.key', mode: 0o600 }])
  expect(codesOf(kit)).toEqual(['kit-owner'])
})

it('makes none for a face that may not have it', async () => {
  const kit = await makeKit(options, false)
  expect(kit.files.map(({ name }) => name)).toEqual([
    'README.txt',
    'compose.registry.yaml',
    'gitlab.rb',
    'registry.nginx.conf',
    'registry.apache.conf',
  ])
  expect(kit.files.map(({ text }) => text).join('')).not.toContain('-----BEGIN')
  expect(codesOf(kit)).toEqual([])
})

it('says what a GitLab will not do, and what is not safe', async () => {
  const kit = await makeKit({ ...options, key: 'ecdsa', service: 'registry', gitlabUrl: 'http://g.example.com' }, false)
  expect(codesOf(kit)).toEqual(['kit-ecdsa', 'kit-service-other', 'kit-plain'])
})

it('rotates: the new certificate alone, both for the overlap, and no file of the old pair', async () => {
  const first = await makeKit({ ...options, key: 'ecdsa', issuer: 'our-issuer' }, true)
  const old = textOf(first, 'registry-auth.crt')
  const kit = await rotateKit({ after: 1, certificate: old, key: null, days: 20 })
  expect(kit.files.map(({ name }) => name)).toEqual([
    'registry-auth-2.key',
    'registry-auth-2.crt',
    'registry-auth-2.jwks.json',
    'registry-auth-2.overlap.crt',
    'registry-auth-2.overlap.jwks.json',
    'ROTATE-2.txt',
  ])
  const [key] = readPem(textOf(kit, 'registry-auth-2.key')).keys
  const [before] = readPem(old).certificates
  const idsIn = (name: string) => readPem(textOf(kit, name)).certificates.map(({ publicKey }) => publicKey.keyId)
  expect(idsIn('registry-auth-2.crt')).toEqual([key?.keyId])
  expect(idsIn('registry-auth-2.overlap.crt')).toEqual([key?.keyId, before?.publicKey.keyId])
  expect(kidsOf(kit, 'registry-auth-2.jwks.json')).toEqual([key?.keyId])
  expect(kidsOf(kit, 'registry-auth-2.overlap.jwks.json')).toEqual([key?.keyId, before?.publicKey.keyId])
  // As the one before it was: the kind of key, the issuer.
  expect(key?.type).toBe('ec')
  expect(readPem(textOf(kit, 'registry-auth-2.crt')).certificates[0]?.subject).toBe('CN=our-issuer')
  expect(codesOf(kit)).toEqual(['kit-ecdsa', 'kit-rotated', 'kit-owner'])
})

it.each([
  ['nothing', '', 1, 'kit-certificate-bad'],
  ['no days', '', 0, 'kit-days-bad'],
])('rotates %s not', async (_, certificate, days, code) => {
  await expect(rotateKit({ after: 3, certificate, key: null, days })).rejects.toMatchObject({ notice: { code } })
})
