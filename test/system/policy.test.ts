// What an administrator lays down holds for everyone but root, and is said where it holds.
import { chmodSync, chownSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { asks, fails, mirrored } from './steps.ts'

const POLICY = '/etc/pullcord/policy.json'
const dev = { user: 'dev' } as const
const office = { upstream: 'docker.io', url: URL_OF.mirror }

systemSuite('a policy', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  const lay = (policy: object): void => {
    placeFile(lab.machine, POLICY, JSON.stringify({ version: 1, ...policy }))
    chmodSync(lab.machine.path(POLICY), 0o644)
  }
  const run = (...args: readonly string[]) => asks(lab.machine, args, 0, dev)
  const refused = (code: number, ...args: readonly string[]) => fails(lab.machine, args, code, dev)

  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())
  beforeEach(() => {
    for (const path of [...ownFiles('dev'), ...ownFiles('root')])
      rmSync(lab.machine.path(path), { recursive: true, force: true })
  })

  test('its defaults are the list of whoever has none, and one’s own list stands above them', async () => {
    lay({ defaults: { mirrors: [office], engines: ['podman:user'] } })
    expect(await run('mirror', 'list')).toMatchObject({ mirrors: [office] })
    expect(await run('on', '--no-check')).toMatchObject({ changed: true, engines: [{ id: 'podman', scope: 'user' }] })
    await run('off')
    await run('mirror', 'add', `quay.io=${URL_OF.quayMirror}`)
    await run('mirror', 'remove', `docker.io=${URL_OF.mirror}`)
    expect(await run('mirror', 'list')).toMatchObject({ mirrors: [{ upstream: 'quay.io' }] })
  })

  test('what it locks stays, whatever one’s own file says; root may change it', async () => {
    await run('mirror', 'add', `quay.io=${URL_OF.quayMirror}`)
    lay({ defaults: { mirrors: [office] }, locks: ['mirrors', 'profiles'] })
    expect(await run('mirror', 'list')).toMatchObject({ mirrors: [office] })
    expect(await refused(1, 'mirror', 'add', 'ghcr.io=https://m.corp')).toMatchObject({ code: 'setting-locked' })
    expect(await refused(1, 'on', ...mirrored('ghcr.io', 'https://m.corp'), '--no-check')).toMatchObject({
      code: 'setting-locked',
    })
    expect(await refused(1, 'profile', 'save', 'mine')).toMatchObject({ code: 'setting-locked' })
    expect(await run('status')).toMatchObject({ policy: { locks: ['mirrors', 'profiles'], path: POLICY } })
    expect(await asks(lab.machine, ['mirror', 'add', 'ghcr.io=https://m.corp'])).toMatchObject({
      mirrors: [office, { upstream: 'ghcr.io' }],
    })
  })

  test('a switch that is kept on cannot be turned off, nor one kept off turned on', async () => {
    lay({ defaults: { mirrors: [office], engines: ['podman:user'] }, lock: 'on' })
    await run('on', '--no-check')
    expect(await refused(1, 'off')).toMatchObject({ code: 'policy-locked' })
    expect(await refused(1, 'undo', '--scope', 'user')).toMatchObject({ code: 'policy-locked' })
    lay({ defaults: { mirrors: [office], engines: ['podman:user'] }, lock: 'off' })
    expect(await refused(1, 'on', '--no-check')).toMatchObject({ code: 'policy-locked' })
    await run('off')
  })

  test('one that is not root’s alone, or says what nobody knows, fixes all that it may', async () => {
    lay({ defaults: { mirrors: [{ ...office, url: 'ftp://m' }] } })
    expect(await refused(1, 'mirror', 'add', 'ghcr.io=https://m.corp')).toMatchObject({ code: 'roots-file-unreadable' })
    lay({ locks: ['everything'] })
    expect(await refused(1, 'mirror', 'add', 'ghcr.io=https://m.corp')).toMatchObject({ code: 'roots-file-unreadable' })
    lay({})
    chownSync(lab.machine.path(POLICY), 1500, 1500)
    expect(await refused(1, 'mirror', 'add', 'ghcr.io=https://m.corp')).toMatchObject({ code: 'roots-file-unsafe' })
    expect(await run('status')).toMatchObject({ policy: { damage: expect.stringContaining(POLICY) as string } })
  })
})
