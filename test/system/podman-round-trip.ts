import { beforeAll, describe, expect, test } from 'vitest'
import { makeImage } from '../lab/image.ts'
import { URL_OF } from '../lab/lab.ts'
import { podmanPull } from '../lab/podman.ts'
import { byEngine, byPullcord, watch } from '../lab/watch.ts'
import type { PodmanRig } from './podman-rig.ts'
import { asks, mirrored, statusOf } from './steps.ts'

const SCOPES = [
  { scope: 'user', user: 'dev', who: 'an unprivileged user, without root' },
  { scope: 'user', user: 'root', who: 'root with a home of its own' },
  { scope: 'system', user: 'root', who: 'root' },
] as const

const BY_DIGEST = makeImage('docker.io/team/app:2').manifest.digest

/** On and off in both scopes: every kind of name goes through the mirror, and every byte comes back. */
export function podmanRoundTrip(rig: PodmanRig): void {
  describe.each(SCOPES)('in $scope scope, run by $who', ({ scope, user }) => {
    const engine = ['--engine', 'podman', '--scope', scope]
    const mirrors = [...mirrored('docker.io', URL_OF.mirror), ...mirrored('quay.io', URL_OF.quayMirror)]
    const run = (...args: readonly string[]) => asks(rig.lab.machine, [...args, ...engine], 0, { user })
    const pull = (image: string) => watch(rig.lab, () => podmanPull(rig.lab.machine, image, user))
    const tree = () => rig.tree(user, true)
    let before: readonly string[]

    beforeAll(() => {
      before = tree()
    })

    test('plan says what on would change, and changes nothing', async () => {
      const plan = await asks(rig.lab.machine, ['plan', 'on', ...mirrors, ...engine], 3, { user })
      expect(plan).toMatchObject({ changes: [{ path: expect.stringMatching(/zz-pullcord\.conf$/) as string }] })
      expect(tree()).toEqual(before)
    })

    test('on writes the drop-in and asks the hub nothing', async () => {
      const seen = await watch(rig.lab, () => run('on', ...mirrors))
      expect(seen.result).toMatchObject({ changed: true })
      expect([...seen.hub, ...seen.quay].filter(({ path }) => path !== '/v2/')).toEqual([])
      expect(byPullcord([...seen.hub, ...seen.quay])).toEqual([])
    })

    test.each([
      ['docker.io/library/demo:1', 'library/demo/manifests/1'],
      ['docker.io/alpine:3.20', 'library/alpine/manifests/3.20'],
      ['demo:2', 'library/demo/manifests/2'],
      ['docker.io/team/app:1', 'team/app/manifests/1'],
    ])('podman pull %s goes through the mirror', async (image, manifest) => {
      const seen = await pull(image)
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror)).toContain(`GET /v2/${manifest} 200`)
      expect(byEngine(seen.hub)).toEqual([])
      rig.shown('tag pull')
      rig.shown('plain http')
    })

    test('a pull by digest goes through the mirror', async () => {
      const seen = await pull(`docker.io/team/app@${BY_DIGEST}`)
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror)).toContain(`GET /v2/team/app/manifests/${BY_DIGEST} 200`)
      expect(byEngine(seen.hub)).toEqual([])
      rig.shown('digest pull')
    })

    test('another upstream goes through its own mirror', async () => {
      const seen = await pull('quay.io/org/tool:1')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.quayMirror)).toContain('GET /v2/org/tool/manifests/1 200')
      expect(byEngine(seen.quay)).toEqual([])
      rig.shown('second upstream')
    })

    test('on again changes nothing, and the plan is empty', async () => {
      const on = tree()
      expect(await run('on', ...mirrors)).toMatchObject({ changed: false })
      expect(await asks(rig.lab.machine, ['plan', 'on', ...mirrors, ...engine], 0, { user })).toMatchObject({
        changes: [],
      })
      expect(tree()).toEqual(on)
    })

    test('status and verify know it', async () => {
      const entry = await statusOf(rig.lab.machine, 'podman', scope, { user }, engine)
      expect(['configured', 'loaded', 'proven']).toContain(entry.state)
      expect(entry.mirrors).toMatchObject([
        { upstream: 'docker.io', url: URL_OF.mirror },
        { upstream: 'quay.io', url: URL_OF.quayMirror },
      ])
      expect(JSON.stringify(await run('verify'))).toContain('"loaded"')
    })

    test('verify --pull proves it, and status remembers', async () => {
      const seen = await watch(rig.lab, () => run('verify', '--pull', 'docker.io/team/app:2'))
      expect(JSON.stringify(seen.result)).toContain('"proven"')
      expect(byEngine(seen.mirror)).toContain('GET /v2/team/app/manifests/2 200')
      expect(byEngine(seen.hub)).toEqual([])
      expect(await statusOf(rig.lab.machine, 'podman', scope, { user }, engine)).toMatchObject({ state: 'proven' })
      rig.shown('proof')
    })

    test('with the mirror gone, pulls come from the hub, and verify --pull does not claim more', async () => {
      await rig.lab.mirror.stop()
      try {
        const seen = await pull('docker.io/library/demo:1')
        expect(seen.result).toMatchObject({ code: 0 })
        expect(byEngine(seen.hub)).toContain('GET /v2/library/demo/manifests/1 200')
        const verdict = await asks(rig.lab.machine, ['verify', '--pull', 'docker.io/library/demo:1', ...engine], 3, {
          user,
        })
        expect(JSON.stringify(verdict)).not.toContain('"reached":"proven"')
        rig.shown('fallback')
      } finally {
        await rig.lab.mirror.start()
      }
    })

    test('off: pulls leave the mirror alone, and every file is as before', async () => {
      expect(await run('off')).toMatchObject({ changed: true })
      const seen = await pull('docker.io/library/demo:1')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror)).toEqual([])
      expect(byEngine(seen.hub)).toContain('GET /v2/library/demo/manifests/1 200')
      expect(tree()).toEqual(before)
      expect(await run('off')).toMatchObject({ changed: false })
      // Every command reads the files anew; only an API service does not (podman-service).
      rig.shown('live reload')
    })
  })
}
