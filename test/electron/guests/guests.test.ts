import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findGuests, guestsOf, openGuest } from '../../../electron/guests/guests.ts'
import { parseGateway } from '../../../electron/guests/listings.ts'
import { realDisk } from '../../../electron/system/real-disk.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { System } from '../../../electron/system/system.ts'
import { byteOrder } from '../../../shared/files.ts'
import { whyNoNamespace } from '../system/mount-namespace.ts'
import type { Root } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { fakeWay } from './fake-guest.ts'

const why = whyNoNamespace('machines inside this one')
const running: ChildProcess[] = []
afterAll(() => running.forEach((child) => child.kill('SIGKILL')))

let root: Root
let host: System
beforeEach(() => {
  root = temporaryRoot()
  const home = root.path('/home/dev')
  const places = { home, configHome: `${home}/.config`, stateHome: `${home}/.local/state` }
  host = { disk: realDisk('', places, process.getuid?.() ?? 0), processes: realProcesses }
  mkdirSync(root.path('/bin'), { mode: 0o755 })
  vi.stubEnv('PATH', `${root.path('/bin')}:/usr/bin:/bin`)
  for (const name of ['LIMA_HOME', 'COLIMA_HOME', 'WSL_DISTRO_NAME']) vi.stubEnv(name, undefined)
})
afterEach(() => vi.unstubAllEnvs())

/** A process that goes by this name, as Lima's host agent and QEMU do. */
async function startNamed(name: string): Promise<number> {
  const program = root.path(`/${name}`)
  copyFileSync('/bin/sleep', program)
  chmodSync(program, 0o755)
  const child = spawn(program, ['1000'], { stdio: 'ignore' })
  running.push(child)
  await once(child, 'spawn')
  while (readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim() !== name.slice(0, 15)) await new Promise(setImmediate)
  return child.pid!
}

function program(name: string, script: string): void {
  writeFileSync(root.path(`/bin/${name}`), `#!/bin/sh\n${script}\n`)
  chmodSync(root.path(`/bin/${name}`), 0o755)
}

const codes = async () =>
  (await findGuests(host)).map((guest) => [guest.instance, guest.running, guest.why.code, guest.engines.length > 0])

test('none is found where none is, and nothing is run to see that', async () => {
  const none = async (): Promise<never> => Promise.reject(new Error('ran'))
  expect(await findGuests({ ...host, processes: { ...realProcesses, run: none } })).toEqual([])
  expect(await findGuests({ ...host, processes: null })).toEqual([])
})

test('Lima’s instances, by their files and the agent that runs', async () => {
  for (const name of ['default', 'stopped', 'reused']) root.put(`/home/dev/.lima/${name}/lima.yaml`, 'images: []\n')
  mkdirSync(root.path('/home/dev/.lima/_config'))
  mkdirSync(root.path('/home/dev/.lima/half'))
  root.put('/home/dev/.lima/default/ha.pid', `${await startNamed('limactl')}\n`)
  // Its number is another's by now.
  root.put('/home/dev/.lima/reused/ha.pid', `${process.pid}`)
  expect(await codes()).toEqual([
    ['lima.default', true, 'guest-no-way', false],
    ['lima.reused', false, 'guest-stopped', true],
    ['lima.stopped', false, 'guest-stopped', true],
  ])
  program('limactl', 'exit 1')
  expect((await codes())[0]).toEqual(['lima.default', true, 'guest-runs', true])
})

test('Colima’s profiles and Rancher Desktop’s machine', async () => {
  const pid = await startNamed('limactl')
  for (const directory of [
    '.colima/_lima/colima',
    '.config/colima/_lima/colima-work',
    '.local/share/rancher-desktop/lima/0',
  ]) {
    root.put(`/home/dev/${directory}/lima.yaml`, '')
    root.put(`/home/dev/${directory}/ha.pid`, `${pid}`)
  }
  for (const name of ['colima', 'rdctl']) program(name, 'exit 1')
  expect(await codes()).toEqual([
    ['colima.default', true, 'guest-rewritten', true],
    ['colima.work', true, 'guest-rewritten', true],
    ['rancher.0', true, 'guest-runs', true],
  ])
})

test('podman’s machines: what shares this machine’s files has no engine of its own', async () => {
  const pid = await startNamed('qemu-system-x86_64')
  const pidFile = root.put('/run/x_vm.pid', `${pid}`)
  const machine = (name: string, more: object): void =>
    void root.put(
      `/home/dev/.config/containers/podman/machine/qemu/${name}.json`,
      JSON.stringify({ Name: name, ...more }),
    )
  machine('five', { QEMUHypervisor: { QEMUPidPath: { Path: pidFile } } })
  machine('six', { QEMUHypervisor: { QEMUPidPath: { Path: pidFile } }, Mounts: [{ Target: '/etc/containers' }] })
  machine('listed', {})
  machine('unlisted', {})
  program('podman', `echo '[{"Name":"listed","Running":true},{"Name":"unlisted","Running":false}]'`)
  const found = (await codes()).toSorted(([a], [b]) => byteOrder(String(a), String(b)))
  expect(found).toEqual([
    ['machine.five', true, 'guest-runs', true],
    ['machine.listed', true, 'guest-runs', true],
    ['machine.six', true, 'guest-shares-files', false],
    ['machine.unlisted', false, 'guest-stopped', true],
  ])
})

test('WSL’s other distributions, seen from one', async () => {
  program('wsl.exe', `[ "$*" = '--list --running --quiet' ] && printf 'Debian\\r\\nUbuntu\\r\\n'`)
  expect(await codes()).toEqual([])
  vi.stubEnv('WSL_DISTRO_NAME', 'Ubuntu')
  expect(await codes()).toEqual([['wsl.Debian', true, 'guest-listed', true]])
})

test('kind’s nodes, asked for only where kind leaves a trace', async () => {
  program('podman', `echo kind-control-plane`)
  expect(await codes()).toEqual([])
  root.put('/home/dev/.kube/config', 'contexts:\n- context: {}\n  name: kind-kind\n')
  const found = await codes()
  expect(found).toContainEqual(['kind.kind-control-plane', true, 'guest-listed', true])
})

describe.skipIf(why !== null)('a guest of Lima', () => {
  beforeEach(async () => {
    root.put('/home/dev/.lima/default/lima.yaml', '')
    root.put('/home/dev/.lima/default/ha.pid', `${await startNamed('limactl')}`)
    root.put('/etc/hosts', '192.168.5.2 host.lima.internal\n')
    root.put('/etc/containers/registries.conf', '# theirs\n')
  })

  test('is opened by its name, and knows this machine by one', async () => {
    fakeWay(root, root.path('/bin/limactl'), 4)
    program('sudo', '[ "$1" = -n ] && shift; exec "$@"')
    const guest = await openGuest(host, 'lima.default')
    expect(guest).toMatchObject({ instance: 'lima.default', hostAddress: 'host.lima.internal' })
    expect(await guest?.system.disk.load('/etc/containers/registries.conf')).toBe('# theirs\n')
    const guests = guestsOf(host)
    expect(await guests.open('lima.default')).toBe(await guests.open('lima.default'))
  })

  test('that does not let us in is told, and holds up nobody', async () => {
    program('limactl', 'echo "instance is broken" >&2; exit 1')
    await expect(openGuest(host, 'lima.default')).rejects.toMatchObject({
      notice: { code: 'guest-silent', values: { instance: 'lima.default', why: 'instance is broken' } },
    })
  })

  test.each(['lima.other', 'lima', 'none.x', 'toString.x', 'lima.default/../x'])('no guest: %s', async (instance) => {
    fakeWay(root, root.path('/bin/limactl'), 4)
    expect(await openGuest(host, instance)).toBeNull()
  })
})

test.skipIf(why !== null)(
  'a node of kind is entered by the engine that lists it, and reaches us by its gateway',
  async () => {
    root.put('/home/dev/.kube/config', '  name: kind-kind\n')
    fakeWay(root, root.path('/bin/exec'), 3)
    program('podman', `case $1 in ps) echo kind-worker ;; exec) exec ${root.path('/bin/exec')} "$@" ;; esac`)
    root.put('/etc/hostname', 'kind-worker\n')
    const guest = await openGuest(host, 'kind.kind-worker')
    expect(await guest?.system.disk.load('/etc/hostname')).toBe('kind-worker\n')
    const routes = readFileSync('/proc/net/route', 'utf8')
    expect(guest?.hostAddress).toBe(parseGateway(routes))
  },
)
