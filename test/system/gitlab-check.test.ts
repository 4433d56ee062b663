// A real registry behind real Apache and nginx, set up by the files of a kit: what is broken there is named.
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ADDRESS } from '../lab/addresses.ts'
import type { KeyPair } from '../lab/certificates.ts'
import { startGitlabRegistry } from '../lab/gitlab-registry.ts'
import { startDocker } from '../lab/dockerd.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { pullcord } from '../lab/pullcord.ts'
import { startRegistry } from '../lab/registry.ts'
import { systemSuite } from '../lab/suite.ts'
import { placeWebCertificate } from '../lab/web-servers.ts'
import { GITLAB_URL, HOSTS, type KitRig, LOGIN, startKitRig } from './gitlab-kit-rig.ts'

interface Told {
  readonly level: string
  readonly code: string
  readonly subject: string
  readonly hint: string
  readonly values: Readonly<Record<string, string | number>>
  readonly symptoms: readonly { readonly code: string }[]
}

const gitlab = `${GITLAB_URL}/gitlab`

systemSuite('a check of GitLab’s registry', whyNot('dockerd', 'skopeo', 'nginx', 'apache2'), () => {
  let rig: KitRig
  let key: string
  const whole: string[] = []

  /** What is not fine, as `code subject`, with all that was told. */
  const check = async (...args: readonly string[]) => {
    const { code, json, stdout, stderr } = await pullcord(rig.machine, ['gitlab', 'check', ...args, '--json'])
    whole.push(stdout, stderr)
    const findings = ((json?.['findings'] ?? []) as readonly Told[]).filter((one) => one.level !== 'not-checked')
    const wrong = findings.filter(({ level }) => level !== 'fine')
    return { code, stderr, findings, wrong, codes: wrong.map((one) => one.code) }
  }
  const checkAll = async (host: string) => await check(rig.kit, `https://${host}`, '--gitlab-url', gitlab)
  const logIn = async (program: 'docker' | 'skopeo') => {
    const command = `${program} login --username ${LOGIN.user} --password-stdin ${HOSTS.apache}`
    const { code, stdout, stderr } = await rig.machine.run(['sh', '-c', command], { input: LOGIN.password })
    return { code, told: stdout + stderr }
  }
  const show = async (pair: KeyPair): Promise<void> => {
    placeWebCertificate(rig.machine, pair)
    for (const server of [rig.apache, rig.nginx]) {
      await server.stop()
      await server.start()
    }
  }

  beforeAll(async () => {
    rig = await startKitRig()
    await startDocker(rig.machine, 'classic')
    key = readFileSync(join(rig.kit, 'registry-auth.key'), 'utf8')
  })
  afterAll(() => rig?.machine.stop())

  test('a set-up by a kit has no problem, in files and live', async () => {
    const { code, wrong, findings } = await checkAll(HOSTS.apache)
    expect(wrong).toEqual([])
    expect(code).toBe(0)
    expect(findings.map((one) => one.code)).toEqual(
      expect.arrayContaining(['check-pair', 'check-live-tls', 'check-live-registry', 'check-gitlab-answers']),
    )
    expect(findings.find((one) => one.code === 'check-token-accepted')?.values).toMatchObject({ source: 'GitLab' })
    expect(findings.find((one) => one.code === 'check-live-registry')?.values).toMatchObject({ version: 2 })
    expect((await check(`https://${HOSTS.nginx}`, '--gitlab-url', gitlab)).wrong).toEqual([])
  })

  test('without GitLab’s URL, the key opens the registry', async () => {
    const { wrong, findings } = await check(rig.kit, `https://${HOSTS.apache}`)
    expect(wrong).toEqual([])
    expect(String(findings.find((one) => one.code === 'check-token-accepted')?.values['source'])).toMatch(/auth\.key$/)
  })

  describe('the chain', () => {
    afterEach(() => show(rig.chain.full))

    test('that lacks its intermediate is told of both servers, where openssl and docker refuse it', async () => {
      await show(rig.chain.leaf)
      const refused = await rig.machine.run(['sh', '-c', `openssl s_client -connect ${HOSTS.apache}:443 </dev/null`])
      expect(refused.stdout + refused.stderr).toContain('unable to verify the first certificate')
      expect((await logIn('docker')).told).toMatch(/certificate signed by unknown authority/)
      for (const host of [HOSTS.apache, HOSTS.nginx]) {
        const { wrong } = await check(`https://${host}`, '--gitlab-url', gitlab)
        expect(wrong).toMatchObject([{ code: 'check-chain-other', values: { issuer: 'intermediate' } }])
        expect(wrong[0]?.hint).toContain('SSLCertificateChainFile')
      }
      const { codes } = await check(rig.kit, '/etc/ssl/registry')
      expect(codes.toSorted()).toEqual(['check-chain-apache', 'check-chain-nginx'])
    })

    test('that is signed by itself, or for another host', async () => {
      await show(rig.machine.certificates.stranger)
      const { codes } = await check(`https://${HOSTS.nginx}`)
      expect(codes.toSorted()).toEqual(['check-chain-other', 'check-web-name'])
    })
  })

  describe('the two symptoms', () => {
    afterEach(() => writeFileSync(join(rig.kit, 'registry-auth.key'), key, { mode: 0o600 }))

    test('a refused login: GitLab signs with a key that the registry does not know', async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      writeFileSync(join(rig.kit, 'registry-auth.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
      for (const program of ['docker', 'skopeo'] as const) {
        const { code, told } = await logIn(program)
        expect(told).toMatch(/unauthorized|401|invalid username\/password/i)
        expect(code).not.toBe(0)
      }
      const live = await check(`https://${HOSTS.apache}`, '--gitlab-url', gitlab)
      expect(live.codes).toEqual(['check-token-refused'])
      expect(live.wrong[0]?.symptoms[0]?.code).toBe('check-symptom-login')
      expect(live.code).toBe(3)
      expect((await checkAll(HOSTS.apache)).codes.toSorted()).toEqual(['check-not-pair', 'check-token-refused'])
    })

    test.each([
      ['is not there', null],
      ['is of a kind that GitLab does not sign with', 'ec'],
    ])('an internal server error: the key %s', async (_, kind) => {
      const path = join(rig.kit, 'registry-auth.key')
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      if (kind === null) rmSync(path)
      else writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }))
      expect((await logIn('skopeo')).told).toContain('500')
      const { wrong } = await check(`https://${HOSTS.apache}`, '--gitlab-url', gitlab)
      expect(wrong).toMatchObject([{ code: 'check-gitlab-error', values: { status: 500 } }])
      expect(wrong[0]?.symptoms[0]?.code).toBe('check-symptom-page')
      expect(wrong[0]?.hint).toContain('GITLAB_REGISTRY_KEY_PATH')
    })
  })

  describe('a registry', () => {
    const at = (port: number): string => `${ADDRESS.registry}:${port}`
    const url = (port: number): string => `http://registry.office.example:${port}`

    test('that trusts another issuer is told by it', async () => {
      const bundle = join(rig.kit, 'registry-auth.crt')
      const auth = {
        realm: `${gitlab}/jwt/auth`,
        service: 'container_registry',
        issuer: 'omnibus-gitlab-issuer',
        bundle,
      }
      await startGitlabRegistry(rig.machine, at(5002), auth)
      const { wrong } = await check(join(rig.kit, 'registry-auth.key'), url(5002))
      expect(wrong).toMatchObject([
        { code: 'check-token-issuer', values: { issuer: 'gitlab-issuer', wanted: 'omnibus-gitlab-issuer' } },
      ])
    })

    test('of another service and realm than GitLab answers to', async () => {
      const bundle = join(rig.kit, 'registry-auth.crt')
      const auth = { realm: `${GITLAB_URL}/jwt/auth`, service: 'images', issuer: 'gitlab-issuer', bundle }
      await startGitlabRegistry(rig.machine, at(5003), auth)
      const { codes } = await check(url(5003), '--gitlab-url', gitlab)
      expect(codes.toSorted()).toEqual(['check-realm-path', 'check-service-wrong', 'check-token-refused'])
    })

    test('that lets everybody in, that is none, or that is not there', async () => {
      await startRegistry(rig.machine, { name: 'open', listen: at(5004) })
      expect((await check(url(5004))).codes).toEqual(['check-live-open'])
      expect((await check(gitlab)).codes).toEqual(['check-live-not-registry'])
      const gone = await check(url(5999))
      expect(gone.wrong).toMatchObject([{ code: 'check-live-gone', values: { why: 'ECONNREFUSED' } }])
    })
  })

  test('nothing that was told holds a key, a token or a password', () => {
    const told = whole.join('\n')
    const lines = key.split('\n').filter((line) => line.length > 40 && !line.startsWith('-'))
    expect(lines.filter((line) => told.includes(line))).toEqual([])
    expect(told).not.toMatch(/eyJ[\w-]{10}/)
    expect(told).not.toContain(LOGIN.password)
  })
})
