import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { podmanPull, podmanStorage } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, byPullcord, watch } from '../lab/watch.ts'
import { asks, mirrored, statusOf } from './steps.ts'

const SCOPES = [
  { scope: 'user', user: 'dev', who: 'an unprivileged user, without root' },
  { scope: 'user', user: 'root', who: 'root with a home of its own' },
  { scope: 'system', user: 'root', who: 'root' },
] as const

systemSuite('podman, on and off', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())

  describe.each(SCOPES)('in $scope scope, run by $who', ({ scope, user }) => {
    const engine = ['--engine', 'podman', '--scope', scope]
    const mirrors = [...mirrored('docker.io', URL_OF.mirror), ...mirrored('quay.io', URL_OF.quayMirror)]
    const run = (...args: readonly string[]) => asks(lab.machine, [...args, ...engine], 0, { user })
    const pull = (image: string) => watch(lab, () => podmanPull(lab.machine, image, user))
    const tree = () =>
      treeDigest(lab.machine, ['/etc', homeOf(user)], {
        except: [...podmanStorage(user), ...ownFiles(user)],
        times: true,
      })
    let before: readonly string[]

    beforeAll(async () => {
      await lab.machine.run(['podman', 'info'], { user }) // which leaves folders of its own
      before = tree()
    })

    test('plan says what on would change, and changes nothing', async () => {
      const plan = await asks(lab.machine, ['plan', 'on', ...mirrors, ...engine], 3, { user })
      expect(plan).toMatchObject({ changes: [{ path: expect.stringMatching(/zz-pullcord\.conf$/) as string }] })
      expect(tree()).toEqual(before)
    })

    test('on writes the drop-in and asks the hub nothing', async () => {
      const seen = await watch(lab, () => run('on', ...mirrors))
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
    })

    test('another upstream goes through its own mirror', async () => {
      const seen = await pull('quay.io/org/tool:1')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.quayMirror)).toContain('GET /v2/org/tool/manifests/1 200')
      expect(byEngine(seen.quay)).toEqual([])
    })

    test('on again changes nothing, and the plan is empty', async () => {
      const on = tree()
      expect(await run('on', ...mirrors)).toMatchObject({ changed: false })
      expect(await asks(lab.machine, ['plan', 'on', ...mirrors, ...engine], 0, { user })).toMatchObject({
        changes: [],
      })
      expect(tree()).toEqual(on)
    })

    test('status and verify know it', async () => {
      const entry = await statusOf(lab.machine, 'podman', scope, { user }, engine)
      expect(['configured', 'loaded', 'proven']).toContain(entry.state)
      expect(entry.mirrors).toMatchObject([
        { upstream: 'docker.io', url: URL_OF.mirror },
        { upstream: 'quay.io', url: URL_OF.quayMirror },
      ])
      expect(JSON.stringify(await run('verify'))).toContain('"loaded"')
    })

    test('verify --pull proves it, and status remembers', async () => {
      const seen = await watch(lab, () => run('verify', '--pull', 'docker.io/team/app:2'))
      expect(JSON.stringify(seen.result)).toContain('"proven"')
      expect(byEngine(seen.mirror)).toContain('GET /v2/team/app/manifests/2 200')
      expect(byEngine(seen.hub)).toEqual([])
      expect(await statusOf(lab.machine, 'podman', scope, { user }, engine)).toMatchObject({ state: 'proven' })
    })

    test('with the mirror gone, pulls come from the hub, and verify --pull does not claim more', async () => {
      await lab.mirror.stop()
      try {
        const seen = await pull('docker.io/library/demo:1')
        expect(seen.result).toMatchObject({ code: 0 })
        expect(byEngine(seen.hub)).toContain('GET /v2/library/demo/manifests/1 200')
        const verdict = await asks(lab.machine, ['verify', '--pull', 'docker.io/library/demo:1', ...engine], 3, {
          user,
        })
        expect(JSON.stringify(verdict)).not.toContain('"reached":"proven"')
      } finally {
        await lab.mirror.start()
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
    })
  })
})
