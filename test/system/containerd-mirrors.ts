import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeImage } from '../lab/image.ts'
import type { Containerd } from '../lab/containerd.ts'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { URL_OF } from '../lab/lab.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { CONTAINERD, type ContainerdRig, HOSTS } from './containerd-rig.ts'
import { asks, mirrored } from './steps.ts'

/** Mirrors that are more than plain http at a host, and images by more than a tag. */
export function containerdMirrors(rig: ContainerdRig): void {
  describe('mirrors of every kind', () => {
    let containerd: Containerd
    let faulty: Faulty
    let before: readonly string[]
    beforeAll(async () => {
      faulty = await startFaulty(rig.lab)
      containerd = await rig.begin(rig.config(HOSTS))
      before = rig.tree()
    })
    afterEach(async () => {
      await rig.off()
      expect(rig.tree()).toEqual(before)
    })
    afterAll(() => rig.end())
    const on = (...args: readonly string[]) => asks(rig.lab.machine, ['on', ...args, ...CONTAINERD, '--no-check'])
    const pull = (image: string) => watch(rig.lab, () => containerd.pull(image))

    test('an image by its digest', async () => {
      await on(...mirrored('docker.io', URL_OF.mirror))
      const { digest } = makeImage('docker.io/team/app:2').manifest
      const seen = await pull(`docker.io/team/app@${digest}`)
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(seen.mirror).join('\n')).toContain(`/v2/team/app/manifests/${digest}`)
      expect(byEngine(seen.hub)).toEqual([])
      rig.shown('digest pull')
    })

    test('a second upstream, each through its own', async () => {
      await on(...mirrored('docker.io', URL_OF.mirror), ...mirrored('quay.io', URL_OF.quayMirror))
      const seen = await pull('quay.io/org/tool:1')
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(seen.quayMirror).length).toBeGreaterThan(0)
      expect(byEngine([...seen.mirror, ...seen.quay])).toEqual([])
      rig.shown('second upstream')
    })

    test('two mirrors in order: the first that has it serves', async () => {
      await on(...mirrored('docker.io', faulty.url('404')), ...mirrored('docker.io', URL_OF.mirror))
      const mark = faulty.mark()
      const seen = await pull('docker.io/library/demo:2')
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(await faulty.since('404', mark)).length).toBeGreaterThan(0)
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      rig.shown('ordered mirrors')
    })

    test('below a path, as Harbor has it', async () => {
      await on(...mirrored('docker.io', `${faulty.url('project')}/project`))
      const mark = faulty.mark()
      const seen = await pull('docker.io/team/app:1')
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(await faulty.since('project', mark)).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      rig.shown('path prefix')
    })

    test.each([
      ['--ca', (ca: string) => ['--ca', ca], 'docker.io/library/demo:1'],
      ['--insecure', () => ['--insecure'], 'docker.io/library/alpine:3.20'],
    ])('https with %s', async (how, option, image) => {
      await on(...mirrored('docker.io', URL_OF.tlsMirror), ...option(rig.lab.machine.certificates.officeCa))
      const seen = await pull(image)
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(seen.tlsMirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      if (how === '--ca') rig.shown('private CA')
    })

    test('a mirror with a false certificate, and one that asks for a login, are passed over', async () => {
      await on(...mirrored('docker.io', faulty.url('stranger')), ...mirrored('docker.io', faulty.url('401')))
      const seen = await pull('docker.io/library/demo:1')
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(seen.hub).length).toBeGreaterThan(0)
      const none = 'Pullcord’s mirrors carry no login; a mirror that asks for one is passed over.'
      conform('containerd', rig.version, 'mirror auth', { impossible: none })
    })
  })
}
