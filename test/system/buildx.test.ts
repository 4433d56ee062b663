import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { startDocker, type Docker } from '../lab/dockerd.ts'
import { startLab, URL_OF, type Lab } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { asks, mirrored } from './steps.ts'

// Builders are made and made anew by the real buildx and dockerd. None is started: the image of BuildKit cannot be had.
const engine = await dockerEngine('sid', 28)
const folder = `${homeOf('root')}/.docker/buildx`
const only = ['--engine', 'buildx', '--scope', 'user']
const location = new URL(URL_OF.mirror).host

interface Instance {
  readonly Nodes: readonly { readonly Files: Readonly<Record<string, string>> | null }[]
}

describe.skipIf(engine.kind !== 'ready')('docker buildx of Debian sid', () => {
  let lab: Lab
  let docker: Docker
  beforeAll(async () => {
    lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
    docker = await startDocker(lab.machine, 'classic')
  })
  afterAll(async () => {
    await docker?.stop()
    await lab?.stop()
  })
  beforeEach(() => {
    for (const each of [...ownFiles('root'), folder]) rmSync(lab.machine.path(each), { recursive: true, force: true })
  })

  const create = async (name: string, ...options: readonly string[]): Promise<void> => {
    const argv = ['docker', 'buildx', 'create', '--name', name, '--driver', 'docker-container', ...options]
    const { code, stderr } = await lab.machine.run([...argv, 'unix:///run/docker.sock'])
    if (code !== 0) throw new Error(stderr)
  }
  const instance = (name: string): Instance => {
    return JSON.parse(readFileSync(lab.machine.path(`${folder}/instances/${name}`), 'utf8')) as Instance
  }
  const configOf = (name: string): string => {
    return Buffer.from(instance(name).Nodes[0]?.Files?.['buildkitd.toml'] ?? '', 'base64').toString()
  }

  it('makes a builder anew with the mirror only by a yes, and again without; nothing else about it changes', async () => {
    const options = ['--node', 'n0', '--driver-opt', 'network=host', '--driver-opt', '"env.X=a,b"']
    await create('old', ...options, '--platform', 'linux/arm64', '--buildkitd-flags', '--debug --x=y')
    const before = instance('old')

    const notes = ['These builders still have the configuration they were made with: old.']
    const told = await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...only])
    expect(told).toMatchObject({ changed: true, engines: [{ id: 'buildx', notes }] })
    expect(instance('old')).toEqual(before)

    await asks(lab.machine, ['on', ...only, '--yes'])
    expect(configOf('old')).toContain(`mirrors = ["${location}"]`)
    expect({ ...instance('old'), Nodes: instance('old').Nodes.map((node) => ({ ...node, Files: null })) }).toEqual(
      before,
    )
    expect(await asks(lab.machine, ['verify', ...only])).toMatchObject({
      engines: [{ id: 'buildx', reached: 'loaded' }],
    })

    await asks(lab.machine, ['off', ...only, '--yes'])
    expect(instance('old')).toEqual(before)
  })

  it('edits a default that is there; buildx reads ours before theirs, and off puts every byte back', async () => {
    const text =
      '# ours\n[registry."docker.io"]\n  mirrors = [\n    "own:1", # near\n  ]\n\n[worker.oci] # last\n  gc = true'
    placeFile(lab.machine, `${folder}/buildkitd.default.toml`, text)
    const own = `${homeOf('root')}/own.toml`
    placeFile(lab.machine, own, 'debug = true\n')
    await create('own', '--buildkitd-config', own)
    const except = ['activity', 'refs', '.lock'].map((name) => `${folder}/${name}`)
    const [before, tree] = [instance('own'), treeDigest(lab.machine, [folder], { except })]

    await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...only, '--yes'])
    expect(instance('own')).toEqual(before)
    await create('new')
    expect(configOf('new')).toContain(`mirrors = ["${location}", "own:1"]`)
    expect(configOf('new')).toMatch(/\[registry\."[\d.:]+"\]\s+http = true/)
    expect(configOf('new')).toMatch(/\[worker\.oci\]\s+gc = true/)
    const { code } = await lab.machine.run(['docker', 'buildx', 'rm', 'new'])
    expect(code).toBe(0)

    await asks(lab.machine, ['off', ...only, '--yes'])
    expect(treeDigest(lab.machine, [folder], { except })).toEqual(tree)
  })
})
