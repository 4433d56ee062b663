// A real docker-registry that opens to tokens alone: which of them it takes, and which it refuses.
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintToken, type TokenOrder } from '../../electron/gitlab/registry-token.ts'
import { makeSigningPair } from '../../electron/gitlab/signing-pair.ts'
import { ADDRESS } from '../lab/addresses.ts'
import { startGitlabRegistry } from '../lab/gitlab-registry.ts'
import { type Machine, startMachine } from '../lab/machine.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'

const at = `${ADDRESS.registry}:5000`
const issuer = 'gitlab-issuer'
const service = 'container_registry'

systemSuite('tokens before a registry', whyNot(), () => {
  let machine: Machine
  const keys: Record<string, KeyObject> = {}

  /** What the registry answers to a token for listing the tags of an image. */
  const answer = async (changes: Partial<TokenOrder>): Promise<string> => {
    const order: TokenOrder = {
      key: keys['rsa']!,
      issuer,
      service,
      subject: 'dev',
      access: [{ type: 'repository', name: 'group/app', actions: ['pull'] }],
      lifetime: 300,
      at: Math.floor(Date.now() / 1000),
      ...changes,
    }
    const header = `Authorization: Bearer ${mintToken(order)}`
    const url = `http://${at}/v2/group/app/tags/list`
    const { stdout } = await machine.run(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', header, url])
    return stdout
  }

  beforeAll(async () => {
    machine = await startMachine()
    const bundle = join(machine.work, 'bundle.crt')
    const from = Date.now()
    const order = { commonName: issuer, from, until: from + 86_400_000 }
    const known = [
      ['rsa', await makeSigningPair({ kind: 'rsa', ...order })],
      ['ecdsa', await makeSigningPair({ kind: 'ecdsa', ...order })],
    ] as const
    writeFileSync(bundle, known.map(([, { certificatePem }]) => certificatePem).join(''))
    for (const [name, { keyPem }] of known) keys[name] = createPrivateKey(keyPem)
    keys['stranger'] = (await makeSigningPair({ kind: 'ecdsa', ...order })).key
    await startGitlabRegistry(machine, at, { realm: 'http://gitlab.office.example/jwt/auth', service, issuer, bundle })
  })
  afterAll(() => machine?.stop())

  // An image that is not there is what a token for it opens on.
  test.each(['rsa', 'ecdsa'])('one that is signed by a key of the bundle, %s, opens', async (name) => {
    expect(await answer({ key: keys[name]! })).toBe('404')
  })

  test.each<readonly [string, () => Partial<TokenOrder>]>([
    ['of a key that is not in the bundle', () => ({ key: keys['stranger']! })],
    ['of another issuer', () => ({ issuer: 'omnibus-gitlab-issuer' })],
    ['for another service', () => ({ service: 'registry' })],
    ['that has ended', () => ({ at: Math.floor(Date.now() / 1000) - 3600 })],
    ['that begins tomorrow', () => ({ at: Math.floor(Date.now() / 1000) + 86_400 })],
    ['for another image', () => ({ access: [{ type: 'repository', name: 'group/other', actions: ['pull'] }] })],
    ['for nothing', () => ({ access: [] })],
  ])('one %s does not', async (_, changes) => {
    expect(await answer(changes())).toBe('401')
  })
})
