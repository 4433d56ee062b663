import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { startDocker } from '../lab/dockerd.ts'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { podmanStorage, startPodmanService, userDropIns } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { asks, mirrored } from './steps.ts'

const PODMAN = ['--engine', 'podman', '--scope', 'user'] as const
const asDev = { user: 'dev' } as const

interface Entry {
  readonly id: string
  readonly result: string
  readonly subject: string
  readonly code: string | null
  readonly message: string | null
  readonly hint: string | null
}

const docker = await dockerEngine('system')
const rootful = ['--engine', 'podman', '--scope', 'system'] as const

systemSuite('doctor', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  let faulty: Faulty
  const at = (path: string): string => lab.machine.path(path)
  const on = (url: string = URL_OF.mirror) =>
    asks(lab.machine, ['on', ...mirrored('docker.io', url), ...PODMAN, '--no-check', '--yes'], 0, asDev)
  const problems = async (code: 0 | 3, args: readonly string[] = PODMAN, options: object = asDev) => {
    const { checks } = (await asks(lab.machine, ['doctor', ...args], code, options)) as unknown as {
      readonly checks: readonly Entry[]
    }
    return checks.filter(({ result }) => result === 'problem')
  }
  const finds = (code: string) => [
    expect.objectContaining({ code, message: expect.stringMatching(/\w/), hint: expect.stringMatching(/\w/) }),
  ]

  beforeAll(async () => {
    lab = await startLab()
    faulty = await startFaulty(lab)
    await lab.machine.run(['podman', 'info'], asDev)
    await on()
  })
  afterAll(() => lab?.stop())

  test('a healthy machine has no problem, and nothing is written by looking', async () => {
    const except = [...podmanStorage('dev'), ...ownFiles('dev')]
    const tree = () => treeDigest(lab.machine, ['/etc', homeOf('dev')], { except, times: true })
    const before = tree()
    expect(await problems(0)).toEqual([])
    expect(tree()).toEqual(before)
  })

  test.each([
    ['silent', 'mirror-silent'],
    ['html', 'mirror-portal'],
    ['stranger', 'certificate-authority'],
  ] as const)('a mirror that is %s', async (fault, code) => {
    await on(faulty.url(fault))
    try {
      expect(await problems(3)).toEqual(finds(code))
    } finally {
      await on()
    }
  })

  test.each([
    ['a later drop-in', () => `${userDropIns('dev')}/zzz-own.conf`, 'docker.io', URL_OF.quayMirror, 'podman-outranked'],
    [
      'plain http without insecure',
      () => `${userDropIns('dev')}/10-own.conf`,
      'quay.io',
      URL_OF.quayMirror,
      'doctor-plain-http',
    ],
  ])('%s', async (_, path, prefix, url, code) => {
    const location = url.replace('http://', '')
    const insecure = code === 'doctor-plain-http' ? '' : 'insecure = true\n'
    writeFileSync(
      at(path()),
      `[[registry]]\nlocation = "${prefix}"\n[[registry.mirror]]\nlocation = "${location}"\n${insecure}`,
    )
    try {
      const found = await problems(3)
      expect(found).toEqual(finds(code))
      expect(found[0]?.message).toContain(path())
    } finally {
      rmSync(at(path()))
    }
    expect(await problems(0)).toEqual([])
  })

  test('a service that holds the old configuration', async () => {
    await asks(lab.machine, ['off', ...PODMAN], 0, asDev)
    const service = await startPodmanService(lab.machine, 'dev')
    await lab.machine.run(['podman', '--remote', 'info'], asDev)
    await asks(lab.machine, ['on', ...PODMAN], 0, asDev)
    expect(await problems(3)).toEqual(finds('podman-service-stale'))
    await service.stop()
    expect(await problems(0)).toEqual([])
  })

  test('a user’s own registries.conf, which hides the drop-ins of /etc from that user', async () => {
    const path = `${homeOf('dev')}/.config/containers/registries.conf`
    await asks(lab.machine, ['off', ...PODMAN], 0, asDev)
    await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...rootful])
    expect(await problems(0)).toEqual([])
    mkdirSync(at(dirname(path)), { recursive: true })
    writeFileSync(at(path), '')
    try {
      const found = await problems(3)
      expect(found).toEqual(finds('doctor-hides-drop-ins'))
      expect(found[0]?.message).toContain(path)
    } finally {
      rmSync(at(path))
      await asks(lab.machine, ['off', ...rootful])
    }
  })

  describe.skipIf(docker.kind === 'missing')('docker', () => {
    test('a flag that clashes', async () => {
      // Puts the mirror on root's list.
      await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...rootful])
      await asks(lab.machine, ['off', ...rootful])
      const dockerd = await startDocker(lab.machine, 'classic', [`--registry-mirror=${URL_OF.quayMirror}`])
      try {
        const found = await problems(3, ['--engine', 'docker'], { user: 'root' })
        expect(found).toEqual(finds('docker-flag-clash'))
        expect(found[0]?.message).toContain('--registry-mirror')
      } finally {
        await dockerd.stop()
      }
    })
  })
})
