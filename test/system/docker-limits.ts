import { existsSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { DAEMON_JSON, DOCKER, type DockerRig, HUB_MIRROR, readsHosts, rowOf } from './docker-rig.ts'
import { asks, fails, mirrored } from './steps.ts'

/** What this docker can and cannot do, what needs consent, and what is refused. */
export function dockerLimits(rig: DockerRig): void {
  const hasHosts = readsHosts(rig)
  const isClassic = rig.store === 'classic'
  const flag = `--registry-mirror=${URL_OF.quayMirror}`

  describe('flags, pending edits, other upstreams', () => {
    afterEach(() => rig.end())

    test.runIf(isClassic)('a --registry-mirror flag would clash: refused by name, nothing written', async () => {
      await rig.begin('{"debug": false}', flag)
      const before = rig.tree()
      const error = await fails(rig.lab.machine, ['on', ...HUB_MIRROR], 1)
      expect(error.message).toContain('--registry-mirror')
      expect(rig.tree()).toEqual(before)
    })

    test.runIf(!isClassic)(
      'a --registry-mirror flag does not clash with hosts.toml, which stands over it',
      async () => {
        const docker = await rig.begin('{"debug": false}', flag)
        const before = rig.tree()
        await rig.on()
        const seen = await watch(rig.lab, () => docker.pull('docker.io/library/demo:1'))
        expect(seen.result).toMatchObject({ code: 0 })
        expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
        expect(byEngine(seen.quayMirror)).toEqual([])
        await rig.off()
        expect(rig.tree()).toEqual(before)
      },
    )

    test('an edit the administrator has not loaded needs consent, where a reload would load it', async () => {
      const docker = await rig.begin('{"debug": false}')
      writeFileSync(rig.lab.machine.path(DAEMON_JSON), '{"debug": true}')
      const before = rig.tree()
      if (isClassic) {
        const error = await fails(rig.lab.machine, ['on', ...HUB_MIRROR], 1)
        expect(`${error.message} ${error.hint}`).toMatch(/--yes/)
        expect(rig.tree()).toEqual(before)
        await asks(rig.lab.machine, ['on', ...HUB_MIRROR, '--yes'])
        expect(await docker.mirrors()).toEqual([`${URL_OF.mirror}/`])
      } else await rig.on()
      await asks(rig.lab.machine, ['off', ...DOCKER, '--yes'])
      expect(rig.tree()).toEqual(before)
    })

    test('what was written just before the daemon started is loaded, and needs no consent', async () => {
      await rig.begin(null)
      await rig.end()
      writeFileSync(rig.lab.machine.path(DAEMON_JSON), '{"debug": false}')
      await rig.restart()
      expect(await rig.on()).toMatchObject({ changed: true })
      await rig.off()
    })

    test.runIf(!hasHosts)('only docker.io can be mirrored, and it says so', async () => {
      await rig.begin(null)
      const before = rig.tree()
      const error = await fails(rig.lab.machine, ['on', ...mirrored('quay.io', URL_OF.quayMirror), ...DOCKER], 1)
      expect(error.message).toMatch(/docker\.io only/)
      expect(rig.tree()).toEqual(before)
      conform(...rowOf(rig), 'second upstream', { impossible: 'docker mirrors docker.io only before Engine 28' })
    })

    test.runIf(hasHosts)('hosts.toml serves other upstreams', async () => {
      const docker = await rig.begin(null)
      const before = rig.tree()
      await asks(rig.lab.machine, ['on', ...HUB_MIRROR, ...mirrored('quay.io', URL_OF.quayMirror)])
      for (const upstream of ['docker.io', 'quay.io']) {
        expect(existsSync(rig.lab.machine.path(`/etc/docker/certs.d/${upstream}/hosts.toml`))).toBe(true)
      }
      const seen = await watch(rig.lab, () => docker.pull('quay.io/org/tool:1'))
      expect(seen.result).toMatchObject({ code: 0 })
      // With the classic store, `docker pull` does not read hosts.toml; builds do.
      expect(byEngine(seen.quayMirror).length > 0).toBe(!isClassic)
      expect(byEngine(seen.quay).length > 0).toBe(isClassic)
      await rig.off()
      expect(rig.tree()).toEqual(before)
      const impossible = 'with the classic store only builds read hosts.toml'
      conform(...rowOf(rig), 'second upstream', isClassic ? { impossible } : 'measured')
    })
  })
}
