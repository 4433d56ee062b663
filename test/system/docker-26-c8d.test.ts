// Engine 26 with containerd's store takes an http mirror only from insecure-registries [FACTS].
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { dockerMirrors } from './docker-mirrors.ts'
import { dockerPulls } from './docker-pulls.ts'
import { dockerRig, rowOf } from './docker-rig.ts'
import { asks, mirrored } from './steps.ts'

const engine = await dockerEngine('trixie')
const row = rowOf({ engine, store: 'as-configured' })
const DAEMON_JSON = '/etc/docker/daemon.json'
const TEXT = '{\n\t"features": {"containerd-snapshotter": true},\n\t"storage-driver": "native"\n}'

systemSuite(
  'docker of Debian trixie (containerd store), as every docker',
  engine.kind === 'missing' ? engine.why : null,
  () => {
    const rig = dockerRig(engine, 'as-configured')
    dockerPulls(rig, TEXT)
    dockerMirrors(rig, TEXT)
  },
)

systemSuite('docker of Debian trixie (containerd store)', engine.kind === 'missing' ? engine.why : null, () => {
  let lab: Lab
  let docker: Docker
  let before: readonly string[]
  const unverified = async () =>
    Object.entries((await docker.info()).RegistryConfig.IndexConfigs).flatMap(([host, { Secure }]) =>
      Secure ? [] : [host],
    )

  beforeAll(async () => {
    lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
    placeFile(lab.machine, DAEMON_JSON, TEXT)
    docker = await startDocker(lab.machine, 'as-configured')
    before = treeDigest(lab.machine, ['/etc'])
  })
  afterAll(() => lab?.stop())

  test('on: the http mirror is used, and the list it had to enter is told', async () => {
    const report = await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), '--engine', 'docker'])
    expect(JSON.stringify(report)).toContain('insecure-registries')
    expect(await unverified()).toEqual(['10.99.0.3:6000'])
    const seen = await watch(lab, () => docker.pull('docker.io/library/demo:1'))
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.mirror).join('\n')).toContain('/v2/library/demo/manifests/1')
    expect(byEngine(seen.hub)).toEqual([])
    conform(...row, 'tag pull', 'measured')
    conform(...row, 'plain http', 'measured')
  })

  test('off: both lists are empty again in the running engine, and the file has its bytes', async () => {
    await asks(lab.machine, ['off', '--engine', 'docker'])
    expect(await docker.mirrors()).toEqual([])
    expect(await unverified()).toEqual([])
    const seen = await watch(lab, () => docker.pull('docker.io/library/demo:2'))
    expect(byEngine(seen.mirror)).toEqual([])
    expect(readFileSync(lab.machine.path(DAEMON_JSON), 'utf8')).toBe(TEXT)
    expect(treeDigest(lab.machine, ['/etc'])).toEqual(before)
    conform(...row, 'live reload', 'measured')
  })

  test('a pull proves it, by the mirror’s own catalog', async () => {
    await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), '--engine', 'docker'])
    const proven = await asks(lab.machine, ['verify', '--pull', 'docker.io/team/app:1', '--engine', 'docker'])
    expect(JSON.stringify(proven)).toContain('"proven"')
    await asks(lab.machine, ['off', '--engine', 'docker'])
    conform(...row, 'proof', 'measured')
  })

  test('another upstream goes on without a mirror, and the version that could is told', async () => {
    const both = [...mirrored('docker.io', URL_OF.mirror), ...mirrored('quay.io', URL_OF.quayMirror)]
    const report = await asks(lab.machine, ['on', ...both, '--engine', 'docker'])
    expect(JSON.stringify(report)).toContain('quay.io needs Engine 28')
    const seen = await watch(lab, () => docker.pull('quay.io/org/tool:1'))
    expect([seen.result.code, byEngine(seen.quayMirror)]).toEqual([0, []])
    await asks(lab.machine, ['off', '--engine', 'docker'])
    expect(treeDigest(lab.machine, ['/etc'])).toEqual(before)
    conform(...row, 'second upstream', { impossible: 'docker mirrors docker.io only before Engine 28' })
  })
})
