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
import { asks, mirrored } from './steps.ts'

const engine = await dockerEngine('trixie')
const DAEMON_JSON = '/etc/docker/daemon.json'
const TEXT = '{\n\t"features": {"containerd-snapshotter": true},\n\t"storage-driver": "native"\n}'

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
  })

  test('off: both lists are empty again in the running engine, and the file has its bytes', async () => {
    await asks(lab.machine, ['off', '--engine', 'docker'])
    expect(await docker.mirrors()).toEqual([])
    expect(await unverified()).toEqual([])
    const seen = await watch(lab, () => docker.pull('docker.io/library/demo:2'))
    expect(byEngine(seen.mirror)).toEqual([])
    expect(readFileSync(lab.machine.path(DAEMON_JSON), 'utf8')).toBe(TEXT)
    expect(treeDigest(lab.machine, ['/etc'])).toEqual(before)
  })
})
