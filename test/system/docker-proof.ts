import { afterEach, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { DOCKER, type DockerRig, rowOf } from './docker-rig.ts'
import { asks, statusOf } from './steps.ts'

/** What Pullcord says of a docker that is on, and how it knows. */
export function dockerProof(rig: DockerRig): void {
  describe('verify and status', () => {
    afterEach(() => rig.end())

    test('verify tells what docker has loaded, and verify --pull what it has shown', async () => {
      await rig.begin(null)
      await rig.on()
      // hosts.toml shows in no /info: docker is then known to be configured, and only a pull tells more.
      const [code, reached] = rig.store === 'classic' ? [0, '"loaded"'] : [3, '"configured"']
      expect(JSON.stringify(await asks(rig.lab.machine, ['verify', ...DOCKER], code))).toContain(reached)
      const pull = ['verify', '--pull', 'docker.io/team/app:1', ...DOCKER]
      const seen = await watch(rig.lab, () => asks(rig.lab.machine, pull))
      expect(JSON.stringify(seen.result)).toContain('"proven"')
      expect(byEngine(seen.mirror).join('\n')).toContain('/v2/team/app/manifests/1')
      // dockerd hands on who asked it: so our pull is told from anyone else's.
      expect(seen.mirror.map(({ agent }) => agent)).toContainEqual(
        expect.stringMatching(/^docker\/.* UpstreamClient\(Pullcord\/[0-9a-f]{32}\)$/),
      )
      const entry = await statusOf(rig.lab.machine, 'docker', 'system')
      expect(entry).toMatchObject({ state: 'proven', mirrors: [{ upstream: 'docker.io', url: URL_OF.mirror }] })
      expect(entry.version).toContain(rig.engine.kind === 'ready' ? rig.engine.version : '')
      await rig.off()
      conform(...rowOf(rig), 'proof', 'measured')
    })

    test('verify --pull takes the mirror’s own log as evidence for what was cached before', async () => {
      const docker = await rig.begin(null)
      await rig.on()
      await docker.pull('docker.io/team/app:1')
      const pull = ['verify', '--pull', 'docker.io/team/app:1', ...DOCKER]
      await asks(rig.lab.machine, pull, 3)
      const proven = await asks(rig.lab.machine, [...pull, '--mirror-log', rig.lab.mirror.log])
      expect(JSON.stringify(proven)).toContain('"proven"')
      expect(JSON.stringify(proven)).toContain('UpstreamClient(Pullcord/')
      await rig.off()
    })
  })
}
