import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { LOGIN } from '../lab/faults.ts'
import { URL_OF } from '../lab/lab.ts'
import { podmanPull, userDropIns } from '../lab/podman.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { PODMAN, type PodmanRig } from './podman-rig.ts'
import { asks, fails, mirrored } from './steps.ts'

const asDev = { user: 'dev' } as const

/** Mirrors that are more than plain http at a host, beside what the user and the administrator have set. */
export function podmanMirrors(rig: PodmanRig): void {
  describe('all kinds of mirrors', () => {
    let faulty: Faulty
    let before: readonly string[]
    const tree = () => rig.tree('dev')
    const on = (...args: readonly string[]) => asks(rig.lab.machine, ['on', ...args, ...PODMAN], 0, asDev)
    const off = () => asks(rig.lab.machine, ['off', ...PODMAN], 0, asDev)
    const pull = (image: string) => watch(rig.lab, () => podmanPull(rig.lab.machine, image, 'dev'))
    const write = (path: string, text: string) => {
      mkdirSync(rig.lab.machine.path(path.slice(0, path.lastIndexOf('/'))), { recursive: true })
      writeFileSync(rig.lab.machine.path(path), text)
    }

    beforeAll(async () => {
      faulty = await startFaulty(rig.lab)
      for (const folder of [`${homeOf('dev')}/.config/containers`, userDropIns('dev')]) {
        mkdirSync(rig.lab.machine.path(folder))
        chownSync(rig.lab.machine.path(folder), 1500, 1500)
      }
      before = tree()
    })
    afterAll(() => rmSync(rig.lab.machine.path(`${homeOf('dev')}/.config/containers`), { recursive: true }))
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
      rig.shown('path prefix')
    })

    test('https with the office’s own authority: --ca', async () => {
      await on(...mirrored('docker.io', URL_OF.tlsMirror), '--ca', rig.lab.machine.certificates.officeCa)
      const seen = await pull('docker.io/library/demo:1')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.tlsMirror)).toContain('GET /v2/library/demo/manifests/1 200')
      expect(byEngine(seen.hub)).toEqual([])
      rig.shown('private CA')
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
      rig.shown('ordered mirrors')
    })

    test('a mirror that asks for a login: with one for its own host and port it serves, without one the hub does', async () => {
      const host = new URL(faulty.url('login')).host
      const auth = `${homeOf('dev')}/.config/containers/auth.json`
      await on(...mirrored('docker.io', faulty.url('login')))
      const bypassed = await pull('docker.io/library/demo:1')
      expect(bypassed.result).toMatchObject({ code: 0 })
      expect(byEngine(bypassed.hub)).toContain('GET /v2/library/demo/manifests/1 200')
      write(auth, JSON.stringify({ auths: { [host]: { auth: Buffer.from(LOGIN).toString('base64') } } }))
      chownSync(rig.lab.machine.path(auth), 1500, 1500)
      const env = { REGISTRY_AUTH_FILE: auth }
      try {
        const mark = faulty.mark()
        const image = 'docker.io/library/demo:2'
        await rig.lab.machine.run(['podman', 'image', 'rm', '--force', image], asDev)
        const seen = await watch(rig.lab, () => rig.lab.machine.run(['podman', 'pull', image], { ...asDev, env }))
        expect(seen.result).toMatchObject({ code: 0 })
        expect(byEngine(await faulty.since('login', mark))).toContain('GET /v2/library/demo/manifests/2 200')
        expect(byEngine(seen.hub)).toEqual([])
        rig.shown('mirror auth')
      } finally {
        rmSync(rig.lab.machine.path(auth))
      }
    })

    test('a block beside a mirror is strict: without the mirror nothing comes', async () => {
      const own = `${userDropIns('dev')}/50-strict.conf`
      write(
        own,
        '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\nblocked = true\n\n' +
          '[[registry.mirror]]\nlocation = "10.99.0.3:6000"\ninsecure = true\n',
      )
      try {
        const served = await pull('docker.io/team/app:1')
        expect(served.result).toMatchObject({ code: 0 })
        expect(byEngine(served.mirror)).toContain('GET /v2/team/app/manifests/1 200')
        await rig.lab.mirror.stop()
        try {
          const seen = await pull('docker.io/team/app:1')
          expect(seen.result.code).not.toBe(0)
          expect(byEngine(seen.hub)).toEqual([])
          rig.shown('strict')
        } finally {
          await rig.lab.mirror.start()
        }
      } finally {
        rmSync(rig.lab.machine.path(own))
      }
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
        await rig.lab.machine.run(['rm', own])
      }
    })

    test('an administrator’s block is not lifted: refused by name, and nothing is written', async () => {
      const blocked = '/etc/containers/registries.conf.d/10-block.conf'
      write(blocked, '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\nblocked = true\n')
      const withBlock = tree()
      try {
        const error = await fails(rig.lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...PODMAN], 1, asDev)
        expect(`${error.message} ${error.path}`).toContain(blocked)
        expect(tree()).toEqual(withBlock)
      } finally {
        await rig.lab.machine.run(['rm', blocked])
      }
    })

    test('a longer table of the user’s own bypasses the mirror: it is said, and never called proven', async () => {
      const longer = `${userDropIns('dev')}/50-longer.conf`
      write(longer, '[[registry]]\nprefix = "docker.io/library"\nlocation = "docker.io/library"\n')
      try {
        expect(JSON.stringify(await on(...mirrored('docker.io', URL_OF.mirror)))).toContain('docker.io/library')
        const verify = ['verify', '--pull', 'docker.io/library/alpine:3.20', ...PODMAN]
        const seen = await watch(rig.lab, () => asks(rig.lab.machine, verify, 3, asDev))
        expect(byEngine(seen.mirror)).toEqual([])
        await off()
      } finally {
        await rig.lab.machine.run(['rm', longer])
      }
    })

    test('a user’s status tells of the mirror that root has set for all', async () => {
      const system = ['--engine', 'podman', '--scope', 'system']
      await asks(rig.lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...system])
      try {
        const seen = await pull('docker.io/library/demo:1')
        expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
        const status = JSON.stringify(await asks(rig.lab.machine, ['status'], 0, asDev))
        expect(status).toContain('{"upstream":"docker.io","endpoint":"10.99.0.3:6000"}')
        // Root's home is none of a user's business, and no reason to call podman broken.
        expect(JSON.stringify(await asks(rig.lab.machine, ['status', ...system], 0, asDev))).not.toContain('EACCES')
      } finally {
        await asks(rig.lab.machine, ['off', ...system])
      }
    })
  })
}
