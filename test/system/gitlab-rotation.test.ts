// A token-signing key is replaced, step by step as ROTATE-2.txt says, before a real docker-registry.
import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintToken } from '../../electron/gitlab/registry-token.ts'
import { makeSigningPair } from '../../electron/gitlab/signing-pair.ts'
import { ADDRESS } from '../lab/addresses.ts'
import { startGitlabRegistry } from '../lab/gitlab-registry.ts'
import { type Machine, startMachine } from '../lab/machine.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { pullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'

const auth = {
  realm: 'https://gitlab.office.example/jwt/auth',
  service: 'container_registry',
  issuer: 'gitlab-issuer',
}

systemSuite('a rotation before a registry', whyNot(), () => {
  let machine: Machine
  let kit: string
  let port = 5000

  /** Starts a registry on this bundle; which of the keys it opens to, by the names of their files. */
  const opensTo = async (bundle: string, ...keys: readonly string[]): Promise<readonly boolean[]> => {
    const at = `${ADDRESS.registry}:${(port += 1)}`
    const registry = await startGitlabRegistry(machine, at, { ...auth, bundle: join(kit, bundle) })
    const answers: string[] = []
    for (const name of keys) {
      const token = mintToken({
        key: createPrivateKey(readFileSync(join(kit, name))),
        issuer: auth.issuer,
        service: auth.service,
        subject: 'dev',
        access: [],
        lifetime: 300,
        at: Math.floor(Date.now() / 1000),
      })
      const command = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', `Authorization: Bearer ${token}`]
      answers.push((await machine.run([...command, `http://${at}/v2/`])).stdout)
    }
    await registry.stop()
    expect(answers.filter((code) => code !== '200' && code !== '401')).toEqual([])
    return answers.map((code) => code === '200')
  }

  beforeAll(async () => {
    machine = await startMachine()
    kit = join(machine.work, 'certs')
    const urls = ['--gitlab-url', 'https://gitlab.office.example', '--registry-url', 'https://registry.office.example']
    for (const args of [urls, ['--rotate']]) {
      const { code, stderr } = await pullcord(machine, ['gitlab', 'registry-kit', kit, ...args])
      expect(code, stderr).toBe(0)
    }
  })
  afterAll(() => machine?.stop())

  const keys = ['registry-auth.key', 'registry-auth-2.key'] as const

  test('before it, the old key alone', async () => {
    expect(await opensTo('registry-auth.crt', ...keys)).toEqual([true, false])
  })

  test('in the overlap, both', async () => {
    expect(await opensTo('registry-auth-2.overlap.crt', ...keys)).toEqual([true, true])
  })

  test('after it, the new one alone', async () => {
    expect(await opensTo('registry-auth-2.crt', ...keys)).toEqual([false, true])
  })

  test('docker-registry 2.8 does not look at the dates of a certificate in its bundle', async () => {
    const day = 86_400_000
    const order = { kind: 'ecdsa', commonName: 'ended', from: Date.now() - 2 * day, until: Date.now() - day } as const
    const { keyPem, certificatePem } = await makeSigningPair(order)
    writeFileSync(join(kit, 'ended.key'), keyPem)
    writeFileSync(join(kit, 'ended.crt'), certificatePem)
    expect(await opensTo('ended.crt', 'ended.key')).toEqual([true])
  })
})
