import { appendFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { proveContainerd } from '../../../electron/engines/containerd-proof.ts'
import type { Proving } from '../../../electron/engines/proving.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { parseReference } from '../../../shared/registry.ts'
import { facts } from '../../shared/engines/containerd/scene.ts'
import { mirror } from '../../shared/engines/look.ts'
import { accessLog } from './access-log.ts'
import { dockerMachine } from './fake-dockerd.ts'

const log = accessLog()
const image = 'docker.io/library/demo:1'
const hub = mirror('docker.io=http://m.lan:5000')
const running = { pid: 77, startedAt: 0 }

const line = (from: string, agent: string, path = '/v2/library/demo/manifests/1?ns=docker.io'): string =>
  `${from} - - [23/Nov/2026:16:32:22 +0000] "HEAD ${path} HTTP/1.1" 200 583 "" "${agent}"`
const own = line('127.0.0.1', 'containerd/2.1.9+unknown')

/** Proves with these programs by a pull that leaves these lines, and tells what was run. */
async function prove(
  programs: readonly string[],
  lines: readonly string[],
  known = facts('containerd', '2.1.9', { running }),
  code = 0,
): Promise<{ readonly proving: Proving; readonly ran: readonly string[] }> {
  const ran: string[] = []
  const { system } = await dockerMachine({
    find: async (program) => (programs.includes(program) ? `/usr/bin/${program}` : null),
    async run(argv) {
      ran.push(argv.join(' '))
      if (argv.includes('pull') || argv.includes('fetch')) for (const one of lines) appendFileSync(log(), `${one}\n`)
      return { code, stdout: '', stderr: 'a\nctr: no such host\n' }
    },
  })
  const reference = parseReference(image)
  if (!reference.ok) throw new Error(image)
  const means = { mirrors: [hub], mirrorLog: log(), knows: async () => null }
  const disk = memoryDisk()
  return { proving: await proveContainerd({ ...system, disk }, known, reference.value, image, means), ran }
}

test('crictl is asked first, as the kubelet asks', async () => {
  const { proving, ran } = await prove(['crictl', 'ctr'], [own])
  expect(proving).toMatchObject({
    ok: true,
    proof: { mirror: hub.url, evidence: ['pulled by crictl', expect.any(String)] },
  })
  expect(ran).toEqual([`crictl --runtime-endpoint unix:///run/containerd/containerd.sock pull ${image}`])
})

test('else ctr, in a namespace that goes again, and that is said', async () => {
  const { proving, ran } = await prove(['ctr'], [own])
  expect(proving).toMatchObject({
    ok: true,
    proof: { evidence: [expect.stringContaining('CRI plugin was not asked'), expect.any(String)] },
  })
  const ctr = 'ctr --address /run/containerd/containerd.sock'
  expect(ran).toEqual([
    `${ctr} --namespace pullcord content fetch --hosts-dir /etc/containerd/certs.d ${image}`,
    `${ctr} --namespace pullcord images rm --sync ${image}`,
    `${ctr} namespaces rm pullcord`,
  ])
})

test('MicroK8s and nerdctl are asked by their own', async () => {
  const microk8s = await prove(['ctr', 'microk8s'], [own], facts('microk8s', '1.32', { running }))
  expect(microk8s.ran).toEqual([
    `microk8s ctr content fetch --hosts-dir /var/snap/microk8s/current/args/certs.d ${image}`,
  ])
  const nerdctl = await prove(['nerdctl', 'ctr'], [own], facts('nerdctl', '2.0'))
  expect(nerdctl.ran).toEqual([`nerdctl pull --quiet ${image}`])
})

test.each([
  ['another machine’s pull of the same image', line('192.0.2.9', 'containerd/2.1.9')],
  ['docker’s', line('127.0.0.1', 'docker/28.5.2 go/go1.27')],
  ['a pull of another image', line('127.0.0.1', 'containerd/2.1.9', '/v2/library/demo2/manifests/1?ns=docker.io')],
])('%s is no proof', async (_, other) => {
  const { proving } = await prove(['ctr'], [other])
  expect(proving).toMatchObject({ ok: false, notice: { code: 'not-proven-no-catalog' } })
})

test.each([
  ['a pull that fails', ['ctr'], facts('containerd', '2.1', { running }), 'pull-failed'],
  ['no client', ['nerdctl'], facts('containerd', '2.1', { running }), 'containerd-no-client'],
  ['no daemon', ['ctr'], facts('containerd', '2.1'), 'containerd-not-running'],
])('%s is told', async (_, programs, known, code) => {
  expect((await prove(programs, [], known, 1)).proving).toMatchObject({ ok: false, notice: { code } })
})
