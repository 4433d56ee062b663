import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESS, HOSTS } from './addresses.ts'

/** A certificate and its key, as files. */
export interface KeyPair {
  readonly certificate: string
  readonly key: string
}

/** What the lab's servers show: the hub's pair is trusted by the machine, the others are not. */
export interface Certificates {
  readonly hubCa: string
  readonly officeCa: string
  readonly hub: KeyPair
  readonly office: KeyPair
  readonly stranger: KeyPair
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const

/** A new authority, signed by itself. */
export function makeAuthority(dir: string, name: string): KeyPair {
  return made(dir, `${name}-ca`, ['-subj', `/CN=Pullcord lab ${name} CA`])
}

/** What an authority signs: with the extensions, as openssl names them. */
export function makeSigned(dir: string, name: string, ca: KeyPair, extensions: readonly string[]): KeyPair {
  const signer = ['-CA', ca.certificate, '-CAkey', ca.key]
  return made(dir, name, ['-subj', `/CN=${name}`, ...extensions.flatMap((one) => ['-addext', one]), ...signer])
}

/** What a server shows; `subjects` as in `DNS:name` and `IP:address`. */
export function makeLeaf(dir: string, name: string, ca: KeyPair, subjects: readonly string[]): KeyPair {
  return makeSigned(dir, name, ca, [`subjectAltName=${subjects.join(',')}`, 'basicConstraints=critical,CA:FALSE'])
}

function made(dir: string, name: string, args: readonly string[]): KeyPair {
  const pair = { certificate: join(dir, `${name}.crt`), key: join(dir, `${name}.key`) }
  openssl('req', '-x509', ...NEW_KEY, '-days', '30', ...args, '-keyout', pair.key, '-out', pair.certificate)
  return pair
}

/** Makes two authorities (the hub's and a private one of the office) and the leaves they sign. */
export function makeCertificates(dir: string): Certificates {
  mkdirSync(dir, { recursive: true })
  const hubCa = makeAuthority(dir, 'hub')
  const officeCa = makeAuthority(dir, 'office')
  const hubNames = [...(HOSTS[ADDRESS.hub] ?? []), ...(HOSTS[ADDRESS.quay] ?? [])]
  const hub = hubNames.map((name) => `DNS:${name}`)
  const office = [ADDRESS.mirror, ADDRESS.faulty].flatMap((address) => [
    `IP:${address}`,
    ...(HOSTS[address] ?? []).map((name) => `DNS:${name}`),
  ])
  return {
    hubCa: hubCa.certificate,
    officeCa: officeCa.certificate,
    hub: makeLeaf(dir, 'hub', hubCa, hub),
    office: makeLeaf(dir, 'office', officeCa, [...office, 'IP:127.0.0.1']),
    // The right names under an authority that nobody trusts.
    stranger: makeLeaf(dir, 'stranger', officeCa, [...hub, ...office]),
  }
}
