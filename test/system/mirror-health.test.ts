import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { startAiling, urlOf } from '../lab/ailing.ts'
import { startFaulty, type Faulty } from '../lab/faulty.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { asks } from './steps.ts'

interface Tested {
  readonly url: string
  readonly health: string
  readonly code: string | null
  readonly reason: string | null
}

const asDev = { user: 'dev' } as const

systemSuite('the probe names what is wrong with a mirror', whyNot(), () => {
  let lab: Lab
  let faulty: Faulty
  let authority: string
  beforeAll(async () => {
    lab = await startLab()
    const { machine } = lab
    ;[faulty, authority] = await Promise.all([startFaulty(lab), startAiling(machine)])
    // A neighbour that is not there takes all that leads out; one network is known to be unreachable.
    const out = 'ip neigh add 10.99.0.254 lladdr 02:00:00:00:00:01 dev lab0 && ip route add default via 10.99.0.254'
    await machine.run(['sh', '-c', `${out} && ip route add unreachable 10.251.0.0/16`])
    await machine.run(['sh', '-c', 'echo "nameserver 10.250.0.53\noptions timeout:1 attempts:1" >/etc/resolv.conf'])
  }, 60_000)
  afterAll(() => lab?.stop())

  test('each by its name, all at once', async () => {
    const cases: readonly (readonly [url: string, health: string, code: string | null])[] = [
      ['http://10.99.0.3:6999', 'gone', 'mirror-refused'],
      ['http://10.250.0.1:5000', 'gone', 'mirror-nobody'],
      ['https://10.250.0.1:5001', 'gone', 'mirror-nobody'],
      ['http://10.251.0.1:5000', 'gone', 'mirror-no-route'],
      ['http://mirror.elsewhere.example:5000', 'gone', 'mirror-name-silent'],
      [urlOf('hang-up', 'http'), 'gone', 'mirror-hangs-up'],
      [faulty.url('silent'), 'silent', 'mirror-silent'],
      [urlOf('stall', 'http'), 'silent', 'mirror-stalls'],
      [faulty.url('html'), 'portal', 'mirror-portal'],
      [urlOf('redirect', 'http'), 'portal', 'mirror-redirects'],
      [urlOf('to-https', 'http'), 'not-a-registry', 'mirror-wants-https'],
      [urlOf('slow', 'http'), 'up', 'mirror-slow'],
      [urlOf('cut', 'http'), 'not-a-registry', 'mirror-cut-short'],
      [urlOf('tls', 'http'), 'not-a-registry', 'mirror-speaks-tls'],
      [URL_OF.tlsMirror.replace('https', 'http'), 'not-a-registry', 'mirror-speaks-tls'],
      [urlOf('plain', 'https'), 'not-a-registry', 'mirror-speaks-http'],
      [urlOf('tls', 'https'), 'untrusted', 'certificate-self-signed'],
      [faulty.url('stranger'), 'untrusted', 'certificate-authority'],
      [faulty.url('401'), 'needs-login', 'mirror-needs-login'],
      [faulty.url('404'), 'not-a-registry', 'mirror-not-a-registry'],
    ]
    const urls = [URL_OF.mirror, ...cases.map(([url]) => url)]
    const settings = {
      ...defaultSettings,
      mirrors: urls.map((url) => ({ upstream: 'docker.io', url, insecure: false, ca: null })),
    }
    const path = '/run/lab/home/dev/.config/pullcord/settings.json'
    const write = ['sh', '-c', `mkdir -p "$(dirname ${path})" && cat >${path}`]
    await lab.machine.run(write, { ...asDev, input: JSON.stringify(settings) })
    const { mirrors } = (await asks(lab.machine, ['mirror', 'test'], 1, asDev)) as unknown as {
      mirrors: readonly Tested[]
    }
    expect(mirrors[0]).toMatchObject({ url: URL_OF.mirror, health: 'up' })
    expect(mirrors.slice(1).map(({ url, health, code }) => [url, health, code])).toEqual(cases)
    const reasonOf = (code: string): string | null | undefined => mirrors.find((one) => one.code === code)?.reason
    expect(reasonOf('certificate-authority')).toContain('Pullcord lab office CA')
    expect(reasonOf('mirror-redirects')).toContain('login.hotel.example')
    // What they answered is kept, for the plot of how they did lately.
    const listed = await lab.machine.run(['cat', '/run/lab/home/dev/.local/state/pullcord/mirror-health.json'], asDev)
    expect(Object.keys(JSON.parse(listed.stdout) as object)).toEqual(urls)
  })

  test.each([
    ['expired', 'certificate-expired', 'by Ailing CA'],
    ['misnamed', 'certificate-name', 'other.office.example'],
  ] as const)('a certificate of a known authority: %s', async (ailment, code, told) => {
    const named = ['mirror', 'test', `docker.io=${urlOf(ailment, 'https')}`, '--ca', authority]
    const { mirrors } = (await asks(lab.machine, named, 1, asDev)) as unknown as { mirrors: readonly Tested[] }
    expect(mirrors).toMatchObject([{ health: 'untrusted', code }])
    expect(mirrors[0]?.reason).toContain(told)
  })

  test('what stands at a URL: the server, and whose images it hands on', async () => {
    const tested = async (url: string): Promise<unknown> =>
      ((await asks(lab.machine, ['mirror', 'test', `docker.io=${url}`], 0, asDev)) as { mirrors: unknown[] }).mirrors[0]
    const server = { name: 'distribution', version: '2.x' }
    expect(await tested(URL_OF.mirror)).toMatchObject({ server, isPullThrough: true, seenUpstream: 'docker.io' })
    expect(await tested(URL_OF.quayMirror)).toMatchObject({ server, isPullThrough: null, seenUpstream: null })
  })
})
