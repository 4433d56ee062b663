import { symlinkSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Containerd, containerdEngine, startContainerd } from '../lab/containerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { columns, conform } from './conformance.ts'
import { asks, mirrored, statusOf } from './steps.ts'

const SNAP = '/var/snap/microk8s'
const HOSTS = `${SNAP}/current/args/certs.d`
const STOCK = `server = "https://docker.io"

[host."https://registry-1.docker.io"]
  capabilities = ["pull", "resolve"]
`
const LAYOUT =
  'Files as the snap lays them out, read by a real containerd through ctr; the snap itself cannot be installed.'

const engine = await containerdEngine('system')

systemSuite('MicroK8s, by its files', engine.kind === 'missing' ? engine.why : null, () => {
  let lab: Lab
  let containerd: Containerd
  let before: readonly string[]
  const tree = () => treeDigest(lab.machine, [SNAP, '/etc', homeOf('root')], { except: ownFiles('root') })
  const pull = (image: string) => watch(lab, () => containerd.pullByCtr(image, HOSTS))
  beforeAll(async () => {
    lab = await startLab()
    const { machine } = lab
    placeFile(machine, `${SNAP}/7180/args/certs.d/docker.io/hosts.toml`, STOCK)
    placeFile(machine, '/var/lib/snapd/snap/microk8s/current/meta/snap.yaml', 'name: microk8s\nversion: v1.32.3\n')
    symlinkSync('7180', machine.path(`${SNAP}/current`))
    // As the snap's hooks leave it.
    await machine.run(['groupadd', '--force', 'microk8s'])
    const group = await machine.run(['chgrp', '-R', 'microk8s', `${SNAP}/7180/args`])
    const mode = await machine.run(['chmod', '-R', 'ug+rwX,o-rwx', `${SNAP}/7180/args`])
    expect([group, mode]).toMatchObject([{ code: 0 }, { code: 0 }])
    containerd = await startContainerd(machine)
    before = tree()
  })
  afterAll(() => lab?.stop())

  test('on: its containerd’s rules lead through the mirror, and the restart is only offered', async () => {
    const told = await asks(lab.machine, [
      'on',
      ...mirrored('docker.io', URL_OF.mirror),
      ...mirrored('quay.io', URL_OF.quayMirror),
      '--engine',
      'microk8s',
    ])
    expect(JSON.stringify(told)).toContain('its documentation asks for a restart')
    const seen = await pull('docker.io/library/demo:1')
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
    expect(byEngine(seen.hub)).toEqual([])
    const quay = await pull('quay.io/org/tool:1')
    expect(byEngine(quay.quayMirror).length).toBeGreaterThan(0)
  })

  test('with the mirror down the stock file’s host serves', async () => {
    await lab.mirror.stop()
    const seen = await pull('docker.io/library/alpine:3.20')
    await lab.mirror.start()
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.hub).length).toBeGreaterThan(0)
  })

  test('off: the stock file comes back byte for byte, with group and mode', async () => {
    await asks(lab.machine, ['off', '--engine', 'microk8s'])
    expect(tree()).toEqual(before)
    const seen = await pull('docker.io/library/demo:2')
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.mirror)).toEqual([])
  })

  test('status tells the snap’s version', async () => {
    const entry = await statusOf(lab.machine, 'microk8s', 'system')
    expect(entry).toMatchObject({ version: '1.32.3' })
    const recorded = columns.filter((column) =>
      ['tag pull', 'second upstream', 'plain http', 'fallback'].includes(column),
    )
    for (const column of recorded) conform('microk8s', '1.32 (layout)', column, { recorded: LAYOUT })
  })
})
