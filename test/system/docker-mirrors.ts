import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Docker } from '../lab/dockerd.ts'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { URL_OF } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { DOCKER, type DockerRig, rowOf } from './docker-rig.ts'
import { asks, fails, mirrored } from './steps.ts'

/** Mirrors that are more than plain http at a host: TLS of their own, a path. */
export function dockerMirrors(rig: DockerRig, text = '{\n\t"debug": false\n}'): void {
  describe('mirrors with TLS or a path', () => {
    let docker: Docker
    let faulty: Faulty
    let before: readonly string[]
    const unverified = async () =>
      Object.entries((await docker.info()).RegistryConfig.IndexConfigs).flatMap(([host, { Secure }]) =>
        Secure ? [] : [host],
      )
    beforeAll(async () => {
      faulty = await startFaulty(rig.lab)
      docker = await rig.begin(text)
      before = rig.tree()
    })
    afterAll(() => rig.end())

    const TLS = [
      { how: '--ca', option: (ca: string) => ['--ca', ca], image: 'docker.io/library/demo:1' },
      { how: '--insecure', option: () => ['--insecure'], image: 'docker.io/library/demo:2' },
    ]
    test.each(TLS)('https with $how', async ({ how: name, option, image }) => {
      const how = option(rig.lab.machine.certificates.officeCa)
      await asks(rig.lab.machine, ['on', ...mirrored('docker.io', URL_OF.tlsMirror), ...how, ...DOCKER])
      const seen = await watch(rig.lab, () => docker.pull(image))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.tlsMirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      await rig.off()
      expect(await unverified()).toEqual([])
      expect(rig.tree()).toEqual(before)
      if (name === '--ca') conform(...rowOf(rig), 'private CA', 'measured')
    })

    test('one that asks for a login is passed over, though the login is known', async () => {
      const host = new URL(faulty.url('401')).host
      const config = `${homeOf('root')}/.docker/config.json`
      placeFile(rig.lab.machine, config, JSON.stringify({ auths: { [host]: { auth: btoa('dev:secret') } } }))
      await asks(rig.lab.machine, ['on', ...mirrored('docker.io', faulty.url('401')), ...DOCKER])
      const mark = faulty.mark()
      const seen = await watch(rig.lab, () => docker.pull('docker.io/team/app:2'))
      await rig.off()
      rmSync(rig.lab.machine.path(dirname(config)), { recursive: true })
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.hub).length).toBeGreaterThan(0)
      // It answers 403 to whoever brings one.
      const answers = (await faulty.since('401', mark)).map(({ status }) => status)
      expect([answers.length > 0, answers.filter((status) => status !== 401)]).toEqual([true, []])
      expect(rig.tree()).toEqual(before)
      conform(...rowOf(rig), 'mirror auth', {
        impossible: 'dockerd never offers a mirror the login that is kept for it',
      })
    })

    test('below a path, as Harbor has it: where the store can do that, else refused and said', async () => {
      const mirror = ['on', ...mirrored('docker.io', `${faulty.url('project')}/project`), ...DOCKER]
      if (rig.store === 'classic') {
        const error = await fails(rig.lab.machine, mirror, 1)
        expect(error.code).toMatch(/^docker-path/)
        conform(...rowOf(rig), 'path prefix', { impossible: 'the classic store asks /PATH/v2/… instead of /v2/PATH/…' })
      } else {
        await asks(rig.lab.machine, mirror)
        const mark = faulty.mark()
        const seen = await watch(rig.lab, () => docker.pull('docker.io/team/app:1'))
        expect(seen.result).toMatchObject({ code: 0 })
        expect(byEngine(await faulty.since('project', mark)).length).toBeGreaterThan(0)
        expect(byEngine(seen.hub)).toEqual([])
        await rig.off()
        conform(...rowOf(rig), 'path prefix', 'measured')
      }
      expect(rig.tree()).toEqual(before)
    })
  })
}
