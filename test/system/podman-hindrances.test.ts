import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { podmanPull, userDropIns } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const PODMAN = ['--engine', 'podman', '--scope', 'user'] as const
const ON = ['on', ...mirrored('docker.io', URL_OF.mirror), ...PODMAN] as const
const asDev = { user: 'dev' } as const
const OTHERS = '/etc/containers/registries.conf.d'

systemSuite('podman, what keeps it from its files', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  const at = (path: string): string => lab.machine.path(path)
  const on = () => asks(lab.machine, ON, 0, asDev)
  const state = async (env: Readonly<Record<string, string>> = {}) =>
    statusOf(lab.machine, 'podman', 'user', { ...asDev, env }, PODMAN)
  const served = async (env: Readonly<Record<string, string>> = {}) => {
    const image = 'docker.io/library/demo:1'
    const pulled = () =>
      Object.keys(env).length === 0
        ? podmanPull(lab.machine, image, 'dev')
        : lab.machine.run(['podman', 'pull', '--quiet', image], { ...asDev, env })
    const seen = await watch(lab, pulled)
    return { code: seen.result.code, byMirror: byEngine(seen.mirror).length > 0 }
  }

  beforeAll(async () => {
    lab = await startLab()
    await lab.machine.run(['podman', 'info'], asDev)
    mkdirSync(at(OTHERS), { recursive: true })
  })
  afterAll(() => lab?.stop())
  beforeEach(() => {
    mkdirSync(at(userDropIns('dev')), { recursive: true })
    chownSync(at(`${homeOf('dev')}/.config/containers`), 1500, 1500)
    chownSync(at(userDropIns('dev')), 1500, 1500)
  })
  afterEach(() => asks(lab.machine, ['off', ...PODMAN], 0, asDev))

  test('a directory of drop-ins that became a link: podman passes it over, and status says so', async () => {
    await on()
    expect(await served()).toEqual({ code: 0, byMirror: true })
    const [real, link] = [`${homeOf('dev')}/elsewhere.d`, userDropIns('dev')]
    renameSync(at(link), at(real))
    symlinkSync(real, at(link))
    try {
      expect(await served()).toEqual({ code: 0, byMirror: false })
      expect(await state()).toMatchObject({ state: 'problem', reason: expect.stringContaining(link) as string })
      const error = await fails(lab.machine, ON, 1, asDev)
      expect(error.code).toBe('podman-directory-link')
    } finally {
      unlinkSync(at(link))
      renameSync(at(real), at(link))
    }
  })

  test('a block that an administrator sets while we are on', async () => {
    await on()
    const path = `${OTHERS}/10-block.conf`
    writeFileSync(at(path), '[[registry]]\nlocation = "docker.io"\nblocked = true\n')
    try {
      expect(await state()).toMatchObject({ state: 'problem', reason: expect.stringContaining(path) as string })
      expect((await fails(lab.machine, ON, 1, asDev)).code).toBe('podman-blocked')
    } finally {
      rmSync(at(path))
    }
    expect((await state()).state).not.toBe('problem')
  })

  test('a directory that only root may read fails every pull', async () => {
    await on()
    chmodSync(at(OTHERS), 0o700)
    try {
      expect((await served()).code).not.toBe(0)
      expect(await state()).toMatchObject({ state: 'problem', reason: expect.stringContaining(OTHERS) as string })
      expect((await fails(lab.machine, ON, 1, asDev)).code).toBe('podman-directory-closed')
    } finally {
      chmodSync(at(OTHERS), 0o755)
    }
  })

  test('an environment variable that names another configuration', async () => {
    const env = { CONTAINERS_REGISTRIES_CONF: `${homeOf('dev')}/my.conf` }
    writeFileSync(at(env.CONTAINERS_REGISTRIES_CONF), '')
    expect((await fails(lab.machine, ON, 1, { ...asDev, env })).code).toBe('podman-environment')
    expect(await state(env)).toMatchObject({ state: 'problem' })
    expect((await state()).state).not.toBe('problem')
  })

  test('a longer table of the user’s own, with another mirror: named as what keeps a pull from being proven', async () => {
    await on()
    const path = `${userDropIns('dev')}/50-lib.conf`
    writeFileSync(
      at(path),
      '[[registry]]\nprefix = "docker.io/library"\nlocation = "10.99.0.3:6001/lib"\ninsecure = true\n',
    )
    try {
      const verify = ['verify', '--pull', 'docker.io/library/demo:1', ...PODMAN]
      const seen = await watch(lab, () => asks(lab.machine, verify, 3, asDev))
      expect(byEngine(seen.mirror)).toEqual([])
      expect(JSON.stringify(seen.result)).toContain(path)
    } finally {
      rmSync(at(path))
    }
    const proven = await asks(lab.machine, ['verify', '--pull', 'docker.io/library/demo:1', ...PODMAN], 0, asDev)
    expect(JSON.stringify(proven)).toContain('"proven"')
  })
})
