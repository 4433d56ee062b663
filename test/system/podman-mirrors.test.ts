import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { podmanPull, podmanStorage, userDropIns } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { asks, fails, mirrored } from './steps.ts'

const PODMAN = ['--engine', 'podman', '--scope', 'user'] as const
const asDev = { user: 'dev' } as const

systemSuite('podman, all kinds of mirrors', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  let faulty: Faulty
  let before: readonly string[]
  const tree = () =>
    treeDigest(lab.machine, ['/etc', homeOf('dev')], { except: [...podmanStorage('dev'), ...ownFiles('dev')] })
  const on = (...args: readonly string[]) => asks(lab.machine, ['on', ...args, ...PODMAN], 0, asDev)
  const off = () => asks(lab.machine, ['off', ...PODMAN], 0, asDev)
  const pull = (image: string) => watch(lab, () => podmanPull(lab.machine, image, 'dev'))
  const write = (path: string, text: string) => {
    mkdirSync(lab.machine.path(path.slice(0, path.lastIndexOf('/'))), { recursive: true })
    writeFileSync(lab.machine.path(path), text)
  }

  beforeAll(async () => {
    lab = await startLab()
    faulty = await startFaulty(lab)
    await lab.machine.run(['podman', 'info'], asDev)
    // Root's leaves a lock of its own in /etc/cni, the first time.
    await lab.machine.run(['podman', 'info'])
    for (const folder of [`${homeOf('dev')}/.config/containers`, userDropIns('dev')]) {
      mkdirSync(lab.machine.path(folder))
      chownSync(lab.machine.path(folder), 1500, 1500)
    }
    before = tree()
  })
  afterAll(() => lab?.stop())
  afterEach(async () => {
    await off()
    expect(tree()).toEqual(before)
  })

  test('a mirror below a path, as Harbor has it', async () => {
    await on(...mirrored('docker.io', `${faulty.url('project')}/project`))
    const mark = faulty.mark()
    const seen = await pull('docker.io/library/demo:1')
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(await faulty.since('project', mark))).toContain('GET /v2/project/library/demo/manifests/1 200')
    expect(byEngine(seen.hub)).toEqual([])
  })

  test('https with the office’s own authority: --ca', async () => {
    await on(...mirrored('docker.io', URL_OF.tlsMirror), '--ca', lab.machine.certificates.officeCa)
    const seen = await pull('docker.io/library/demo:1')
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.tlsMirror)).toContain('GET /v2/library/demo/manifests/1 200')
    expect(byEngine(seen.hub)).toEqual([])
  })

  test('https without verification: --insecure', async () => {
    await on(...mirrored('docker.io', URL_OF.tlsMirror), '--insecure')
    const seen = await pull('docker.io/library/demo:2')
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.tlsMirror)).toContain('GET /v2/library/demo/manifests/2 200')
    expect(byEngine(seen.hub)).toEqual([])
  })

  test('two mirrors are tried in order: the second serves what the first has not', async () => {
    await on(...mirrored('docker.io', faulty.url('empty')), ...mirrored('docker.io', URL_OF.mirror))
    const mark = faulty.mark()
    const seen = await pull('docker.io/team/app:1')
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(await faulty.since('empty', mark))).toEqual(['GET /v2/team/app/manifests/1 404'])
    expect(byEngine(seen.mirror)).toContain('GET /v2/team/app/manifests/1 200')
    expect(byEngine(seen.hub)).toEqual([])
  })

  test('the user’s own mirror stays, behind ours', async () => {
    const own = `${userDropIns('dev')}/50-own.conf`
    write(
      own,
      '# mine\n[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n\n' +
        '[[registry.mirror]]\nlocation = "10.99.0.3:6000" # the office\ninsecure = true\n',
    )
    const withOwn = tree()
    try {
      await on(...mirrored('docker.io', faulty.url('empty')))
      const mark = faulty.mark()
      const seen = await pull('docker.io/team/app:2')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(await faulty.since('empty', mark))).toEqual(['GET /v2/team/app/manifests/2 404'])
      expect(byEngine(seen.mirror)).toContain('GET /v2/team/app/manifests/2 200')
      expect(byEngine(seen.hub)).toEqual([])
      await off()
      expect(tree()).toEqual(withOwn)
    } finally {
      await lab.machine.run(['rm', own])
    }
  })

  test('an administrator’s block is not lifted: refused by name, and nothing is written', async () => {
    const blocked = '/etc/containers/registries.conf.d/10-block.conf'
    write(blocked, '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\nblocked = true\n')
    const withBlock = tree()
    try {
      const error = await fails(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...PODMAN], 1, asDev)
      expect(`${error.message} ${error.path}`).toContain(blocked)
      expect(tree()).toEqual(withBlock)
    } finally {
      await lab.machine.run(['rm', blocked])
    }
  })

  test('a longer table of the user’s own bypasses the mirror: it is said, and never called proven', async () => {
    const longer = `${userDropIns('dev')}/50-longer.conf`
    write(longer, '[[registry]]\nprefix = "docker.io/library"\nlocation = "docker.io/library"\n')
    try {
      expect(JSON.stringify(await on(...mirrored('docker.io', URL_OF.mirror)))).toContain('docker.io/library')
      const verify = ['verify', '--pull', 'docker.io/library/alpine:3.20', ...PODMAN]
      const seen = await watch(lab, () => asks(lab.machine, verify, 3, asDev))
      expect(byEngine(seen.mirror)).toEqual([])
      await off()
    } finally {
      await lab.machine.run(['rm', longer])
    }
  })

  test('a user’s status tells of the mirror that root has set for all', async () => {
    const system = ['--engine', 'podman', '--scope', 'system']
    await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...system])
    try {
      const seen = await pull('docker.io/library/demo:1')
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      const status = JSON.stringify(await asks(lab.machine, ['status'], 0, asDev))
      expect(status).toContain('{"upstream":"docker.io","endpoint":"10.99.0.3:6000"}')
      // Root's home is none of a user's business, and no reason to call podman broken.
      expect(JSON.stringify(await asks(lab.machine, ['status', ...system], 0, asDev))).not.toContain('EACCES')
    } finally {
      await asks(lab.machine, ['off', ...system])
    }
  })
})
