import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { podmanPull, READERS } from '../lab/podman.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { PODMAN, type PodmanRig } from './podman-rig.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const asDev = { user: 'dev' } as const
const as = (scope: string) => (scope === 'user' ? asDev : {})
const HUB = mirrored('docker.io', URL_OF.mirror)

/** Strict mode: podman asks the mirrors, and the upstream itself for nothing. */
export function podmanStrict(rig: PodmanRig): void {
  const readers = (['buildah', 'skopeo'] as const).filter(
    (program) => rig.engine.kind === 'ready' && (rig.engine.usr !== null || existsSync(`/usr/bin/${program}`)),
  )
  describe('strict', () => {
    let before: readonly string[]
    const tree = () => rig.tree('dev')
    const run = (...args: readonly string[]) => asks(rig.lab.machine, [...args, ...PODMAN], 0, asDev)
    const podman = (...args: readonly string[]) => watch(rig.lab, () => rig.lab.machine.run(['podman', ...args], asDev))
    const pull = (image: string) => watch(rig.lab, () => podmanPull(rig.lab.machine, image, 'dev'))
    const strict = async () => (await statusOf(rig.lab.machine, 'podman', 'user', asDev)).strict

    beforeAll(() => {
      before = tree()
    })
    // Which is remembered, and nothing for the parts that follow.
    afterAll(async () => {
      for (const scope of ['user', 'system'])
        await asks(rig.lab.machine, ['on', '--no-strict', ...HUB, '--engine', 'podman', '--scope', scope], 0, as(scope))
      for (const scope of ['user', 'system'])
        await asks(rig.lab.machine, ['off', '--engine', 'podman', '--scope', scope], 0, as(scope))
    })

    test('the mirror serves by tag, digest and short name, and proves it', async () => {
      await run('on', '--strict', ...HUB)
      expect(await strict()).toContain('docker.io')
      const tagged = await pull('docker.io/library/demo:1')
      expect(tagged.result).toMatchObject({ code: 0 })
      const found = await podman('image', 'inspect', '--format', '{{.Digest}}', 'docker.io/library/demo:1')
      const named = [`docker.io/library/demo@${found.result.stdout.trim()}`, 'docker.io/team/app:1', 'demo:2']
      const seen = [tagged]
      for (const image of named) seen.push(await pull(image))
      expect(seen.map(({ result, hub }) => [result.code, byEngine(hub)])).toEqual(seen.map(() => [0, []]))
      const verify = ['verify', '--pull', 'docker.io/library/alpine:3.20', ...PODMAN]
      expect(JSON.stringify(await asks(rig.lab.machine, verify, 0, asDev))).toContain('"reached":"proven"')
    })

    test('without the mirror nothing comes, for what else reads its files neither', async () => {
      await rig.lab.mirror.stop()
      try {
        const image = 'docker.io/team/app:2'
        const seen = [await pull(image)]
        for (const reader of readers)
          seen.push(await watch(rig.lab, () => rig.lab.machine.run(READERS[reader](image), asDev)))
        expect(seen.map(({ result, hub }) => [result.code === 0, byEngine(hub)])).toEqual(seen.map(() => [false, []]))
        const verify = ['verify', '--pull', image, ...PODMAN]
        expect(JSON.stringify(await asks(rig.lab.machine, verify, 3, asDev))).toContain('nothing but the mirrors')
        const { checks } = await asks(rig.lab.machine, ['doctor'], 3, asDev)
        expect(JSON.stringify(checks)).toContain('pulls of docker.io fail with podman:user')
        rig.shown('strict')
      } finally {
        await rig.lab.mirror.start()
      }
    })

    test.each([
      ['search', ['search', 'docker.io/demo']],
      ['push', ['push', 'docker.io/team/app:1', 'docker.io/dev/own:1']],
      ['login', ['login', '--username', 'a', '--password', 'b', 'docker.io']],
    ])('no %s reaches the upstream', async (_, args) => {
      const seen = await podman(...args)
      expect(seen.result.stderr).toContain('registry docker.io is blocked')
      expect([seen.hub, seen.mirror]).toEqual([[], []])
    })

    test('open again, undone to strict, off: the bytes at each step', async () => {
      const shut = tree()
      await run('on', '--no-strict')
      expect(await strict()).toEqual([])
      expect(await run('undo')).toMatchObject({ exact: true })
      expect(tree()).toEqual(shut)
      expect(await asks(rig.lab.machine, ['status'], 0, asDev)).toMatchObject({ strict: true })
      await run('off')
      expect(tree()).toEqual(before)
    })

    test('a mirror by hand that is the hub itself is left out until off', async () => {
      const own = rig.lab.machine.path('/etc/containers/registries.conf.d/05-own.conf')
      writeFileSync(
        own,
        '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "registry-1.docker.io"\ninsecure = true\n',
      )
      try {
        await run('on', '--no-strict', ...HUB)
        expect(await strict()).not.toContain('docker.io')
        await run('on', '--strict', ...HUB)
        expect(await strict()).toContain('docker.io')
        await rig.lab.mirror.stop()
        const seen = await pull('docker.io/team/app:2')
        expect([seen.result.code === 0, byEngine(seen.hub)]).toEqual([false, []])
        await run('off')
      } finally {
        await rig.lab.mirror.start()
        rmSync(own)
      }
      expect(tree()).toEqual(before)
    })

    test('what is strict for all is not lifted by one user', async () => {
      const system = ['--engine', 'podman', '--scope', 'system']
      await asks(rig.lab.machine, ['on', '--strict', ...HUB, ...system])
      try {
        const error = await fails(rig.lab.machine, ['on', '--no-strict', ...HUB, ...PODMAN], 1, asDev)
        expect(error).toMatchObject({ code: 'strict-elsewhere' })
        await run('on', '--strict', ...HUB)
        expect((await pull('docker.io/library/demo:1')).result).toMatchObject({ code: 0 })
        expect(await strict()).toContain('docker.io')
        await run('off')
      } finally {
        await asks(rig.lab.machine, ['off', ...system])
      }
      expect(tree()).toEqual(before)
    })
  })
}
