import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fault } from '../lab/faults.ts'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { podmanPull, podmanStorage } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { asks, fails, mirrored } from './steps.ts'

const PODMAN = ['--engine', 'podman', '--scope', 'user'] as const
const asDev = { user: 'dev' } as const

systemSuite('mirrors that must not be turned on', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  let faulty: Faulty
  let before: readonly string[]
  const tree = () =>
    treeDigest(lab.machine, ['/etc', homeOf('dev')], {
      except: [...podmanStorage('dev'), ...ownFiles('dev')],
      times: true,
    })

  beforeAll(async () => {
    lab = await startLab()
    faulty = await startFaulty(lab)
    await lab.machine.run(['podman', 'info'], asDev)
    before = tree()
  })
  afterAll(() => lab?.stop())

  test.each([
    ['credentials', ['docker.io=http://user:s3cret@10.99.0.3:6000'], 'url-credentials'],
    ['the path /v2', ['docker.io=http://10.99.0.3:6000/v2/'], 'url-path-v2'],
    ['no scheme', ['docker.io=10.99.0.3:6000'], 'url-scheme-missing'],
    ['another scheme', ['docker.io=ftp://10.99.0.3:6000'], 'url-scheme-unknown'],
    ['a query', ['docker.io=http://10.99.0.3:6000/?a=b'], 'url-query'],
    ['an underscore in the host', ['docker.io=http://my_mirror:6000'], 'url-host'],
    ['a port that is none', ['docker.io=http://10.99.0.3:66000'], 'url-port'],
    ['upper case in the path', ['docker.io=http://10.99.0.3:6000/Project'], 'url-path'],
    ['an upstream that is no registry', ['hub=http://10.99.0.3:6000'], 'upstream-unknown'],
    ['the upstream as its own mirror', ['docker.io=https://docker.io'], 'mirror-is-upstream'],
  ])('refused as wrong usage: %s', async (_, [option = ''], code) => {
    const error = await fails(lab.machine, ['on', '--mirror', option, ...PODMAN], 2, asDev)
    expect(error.code).toBe(code)
    expect(JSON.stringify(error)).not.toContain('s3cret')
    expect(tree()).toEqual(before)
  })

  const faults: readonly (readonly [what: string, fault: Fault, code: string])[] = [
    ['a captive portal', 'html', 'mirror-portal'],
    ['silence', 'silent', 'mirror-silent'],
    ['a certificate nobody trusts', 'stranger', 'certificate-authority'],
    ['404 for everything', '404', 'mirror-not-a-registry'],
    ['500 for everything', '500', 'mirror-not-a-registry'],
  ]
  test.each(faults)('refused after a look: %s', async (_, fault, code) => {
    const began = Date.now()
    const error = await fails(lab.machine, ['on', ...mirrored('docker.io', faulty.url(fault)), ...PODMAN], 1, asDev)
    expect(error.code).toBe(code)
    expect(error.message).toContain(faulty.url(fault))
    expect(Date.now() - began).toBeLessThan(5000)
    expect(tree()).toEqual(before)
  })

  test('refused after a look: nothing listens there', async () => {
    const nowhere = 'http://10.99.0.3:6999'
    const error = await fails(lab.machine, ['on', ...mirrored('docker.io', nowhere), ...PODMAN], 1, asDev)
    expect(error.code).toBe('mirror-refused')
    expect(tree()).toEqual(before)
  })

  test('one bad mirror among good ones: nothing is written', async () => {
    const both = [...mirrored('docker.io', URL_OF.mirror), ...mirrored('quay.io', faulty.url('html'))]
    expect((await fails(lab.machine, ['on', ...both, ...PODMAN], 1, asDev)).code).toBe('mirror-portal')
    expect(tree()).toEqual(before)
  })

  test('--no-check turns on a mirror that is away; pulls fall back, off is as before', async () => {
    const nowhere = mirrored('docker.io', 'http://10.99.0.3:6999')
    await asks(lab.machine, ['on', ...nowhere, ...PODMAN, '--no-check'], 0, asDev)
    expect(await podmanPull(lab.machine, 'docker.io/library/demo:1', 'dev')).toMatchObject({ code: 0 })
    await asks(lab.machine, ['off', ...PODMAN], 0, asDev)
    expect(tree()).toEqual(before)
  })

  test('a mirror that asks for a login is told, and does not break pulls', async () => {
    await asks(lab.machine, ['on', ...mirrored('docker.io', faulty.url('401')), ...PODMAN], 0, asDev)
    expect(await podmanPull(lab.machine, 'docker.io/library/demo:2', 'dev')).toMatchObject({ code: 0 })
    const told = JSON.stringify(await asks(lab.machine, ['status', '--check'], 0, asDev))
    expect(told).toContain('needs-login')
    await asks(lab.machine, ['off', ...PODMAN], 0, asDev)
    expect(tree()).toEqual(before)
  })
})
