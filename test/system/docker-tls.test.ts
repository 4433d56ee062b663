// The TLS hole of FACTS: with a loopback mirror in daemon.json, docker 28 no longer verifies the hub either.
import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildFrom } from '../lab/docker-build.ts'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { systemSuite } from '../lab/suite.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { asks, mirrored } from './steps.ts'

const engine = await dockerEngine('sid', 28)
const DAEMON_JSON = '/etc/docker/daemon.json'

systemSuite('docker 28, a hub with a false certificate', engine.kind === 'missing' ? engine.why : null, () => {
  let lab: Lab
  let faulty: Faulty
  let docker: Docker

  beforeAll(async () => {
    lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
    faulty = await startFaulty(lab)
    await lab.hub.stop()
    await lab.hub.start(lab.machine.certificates.stranger)
  })
  afterAll(() => lab?.stop())
  afterEach(async () => {
    await docker?.stop()
    // A fresh daemon, because BuildKit keeps for minutes what it once resolved.
    rmSync(lab.machine.path('/etc/docker/certs.d'), { recursive: true, force: true })
    rmSync(lab.machine.path(DAEMON_JSON), { force: true })
  })

  describe.each(['classic', 'c8d'] as const)('%s store', (store) => {
    test('the hole is there when daemon.json is written by hand', async () => {
      placeFile(lab.machine, DAEMON_JSON, JSON.stringify({ 'registry-mirrors': [URL_OF.loopbackMirror] }))
      docker = await startDocker(lab.machine, store)
      const seen = await watch(lab, () =>
        store === 'c8d' ? docker.pull('docker.io/library/demo:1') : buildFrom(lab.machine, 'docker.io/library/demo:1'),
      )
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.hub).length).toBeGreaterThan(0)
    })

    test('pullcord on with the same loopback mirror: neither pull nor build takes anything from that hub', async () => {
      docker = await startDocker(lab.machine, store)
      await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.loopbackMirror), '--engine', 'docker'])
      const pulled = await watch(lab, () => docker.pull('docker.io/library/demo:2'))
      expect(pulled.result.code).not.toBe(0)
      expect(byEngine(pulled.hub)).toEqual([])
      const built = await watch(lab, () => buildFrom(lab.machine, 'docker.io/team/app:1'))
      expect(built.result.code).not.toBe(0)
      expect(byEngine(built.hub)).toEqual([])
      await asks(lab.machine, ['off', '--engine', 'docker'])
    })

    test('nor when the mirror of ours stands behind one of the user’s own', async () => {
      placeFile(lab.machine, DAEMON_JSON, JSON.stringify({ 'registry-mirrors': [faulty.url('empty')] }))
      docker = await startDocker(lab.machine, store)
      await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.loopbackMirror), '--engine', 'docker'])
      const built = await watch(lab, () => buildFrom(lab.machine, 'docker.io/team/app:2'))
      expect(built.result.code).not.toBe(0)
      expect(byEngine(built.hub)).toEqual([])
      await asks(lab.machine, ['off', '--engine', 'docker'])
    })
  })
})
