import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildFrom } from '../lab/docker-build.ts'
import type { Docker } from '../lab/dockerd.ts'
import { URL_OF } from '../lab/lab.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { DOCKER, type DockerRig, readsHosts, rowOf } from './docker-rig.ts'
import { asks, mirrored, statusOf } from './steps.ts'

/** Strict mode: where hosts.toml counts nothing is asked of the hub; where daemon.json counts it is said that it is. */
export function dockerStrict(rig: DockerRig, text = '{\n\t"debug": false\n}'): void {
  const canBe = readsHosts(rig) && rig.store === 'c8d'
  describe('strict', () => {
    let docker: Docker
    let before: readonly string[]
    beforeAll(async () => {
      docker = await rig.begin(text)
      before = rig.tree()
    })
    afterAll(() => rig.end())
    const status = () => statusOf(rig.lab.machine, 'docker', 'system')

    test(
      canBe ? 'without its mirror nothing comes, and the hub is never asked' : 'it cannot be, and says so',
      async () => {
        const on = await asks(rig.lab.machine, ['on', '--strict', ...mirrored('docker.io', URL_OF.mirror), ...DOCKER])
        expect(JSON.stringify(on)).toMatch(
          canBe ? /Strict: images of docker.io come from a mirror/ : /cannot be strict/,
        )
        const { strict, notes } = await status()
        expect(strict).toEqual(canBe ? ['docker.io'] : [])
        expect(notes.join(' ').includes('cannot be strict')).toBe(!canBe)
        const served = await watch(rig.lab, () => docker.pull('docker.io/library/demo:1'))
        expect(served.result).toMatchObject({ code: 0 })
        expect(byEngine(served.mirror).length).toBeGreaterThan(0)
        expect(byEngine(served.hub)).toEqual([])
        await rig.lab.mirror.stop()
        try {
          const seen = await watch(rig.lab, () => docker.pull('docker.io/team/app:1'))
          if (canBe) {
            expect(seen.result.code).not.toBe(0)
            expect(byEngine(seen.hub)).toEqual([])
            conform(...rowOf(rig), 'strict', 'measured')
          } else {
            expect(seen.result).toMatchObject({ code: 0 })
            expect(byEngine(seen.hub).length).toBeGreaterThan(0)
            conform(...rowOf(rig), 'strict', {
              impossible: 'dockerd goes on to the upstream whenever its mirrors fail',
            })
          }
        } finally {
          await rig.lab.mirror.start()
        }
        await asks(rig.lab.machine, ['on', '--no-strict', ...DOCKER])
        expect(await status()).toMatchObject({ strict: [] })
        await rig.off()
        expect(rig.tree()).toEqual(before)
      },
    )

    test.runIf(readsHosts(rig))(
      canBe ? 'neither builds nor pushes reach the hub' : 'builds do not reach the hub',
      async () => {
        await asks(rig.lab.machine, ['on', '--strict', ...mirrored('docker.io', URL_OF.mirror), ...DOCKER])
        await docker.pull('docker.io/library/demo:1')
        await rig.lab.machine.run(['docker', 'tag', 'docker.io/library/demo:1', 'docker.io/dev/own:1'])
        const pushed = await watch(rig.lab, () => rig.lab.machine.run(['docker', 'push', 'docker.io/dev/own:1']))
        // hosts.toml is heeded by pushes of containerd's store alone; the classic one goes to the hub itself.
        if (canBe)
          expect([pushed.result.stderr.trim(), pushed.hub, pushed.mirror]).toEqual(['no push hosts: not found', [], []])
        await rig.lab.mirror.stop()
        try {
          const built = await watch(rig.lab, () => buildFrom(rig.lab.machine, 'docker.io/library/demo:2'))
          expect(built.result.code).not.toBe(0)
          expect(byEngine(built.hub)).toEqual([])
        } finally {
          await rig.lab.mirror.start()
        }
        await rig.off()
        rmSync(rig.lab.machine.path(`${homeOf('root')}/.docker`), { recursive: true, force: true })
        expect(rig.tree()).toEqual(before)
      },
    )
  })
}
