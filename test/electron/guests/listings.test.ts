import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import {
  parseGateway,
  parseNames,
  parsePodmanMachine,
  parsePodmanMachineList,
  parseWslList,
} from '../../../electron/guests/listings.ts'

// No VM can run where these tests run: all of this is recorded, from documentation and bug reports, and cut short.

test('a machine’s file of podman 4 [recorded 4.9, Linux]', () => {
  const text = `{
 "ConfigPath": { "Path": "/home/dev/.config/containers/podman/machine/qemu/podman-machine-default.json" },
 "Mounts": [ { "ReadOnly": false, "Source": "/home/dev", "Tag": "vol0", "Target": "/home/dev", "Type": "9p" } ],
 "Name": "podman-machine-default",
 "PidFilePath": { "Path": "/run/user/1000/podman/podman-machine-default_proxy.pid" },
 "VMPidFilePath": { "Path": "/run/user/1000/podman/podman-machine-default_vm.pid" },
 "CPUs": 12, "Rootful": false
}`
  expect(parsePodmanMachine(text)).toEqual({
    name: 'podman-machine-default',
    pidFile: '/run/user/1000/podman/podman-machine-default_vm.pid',
    sharesFiles: false,
  })
})

test('a machine’s file of podman 5, and of 6 with the user’s files laid over [recorded by their source]', () => {
  const file = (mounts: readonly object[]): string =>
    JSON.stringify({
      Version: 1,
      Name: 'work',
      Mounts: mounts,
      QEMUHypervisor: {
        QMPMonitor: {
          Address: { Path: '/run/user/1000/podman/qmp_work.sock' },
          Network: 'unix',
          Timeout: 2_000_000_000,
        },
        QEMUPidPath: { Path: '/run/user/1000/podman/work_vm.pid' },
      },
    })
  expect(parsePodmanMachine(file([]))).toEqual({
    name: 'work',
    pidFile: '/run/user/1000/podman/work_vm.pid',
    sharesFiles: false,
  })
  const shared = { Source: '/home/dev/.config/containers', Target: '/etc/containers', Type: 'virtiofs' }
  expect(parsePodmanMachine(file([shared]))).toMatchObject({ sharesFiles: true })
})

test.each(['', '{', '[]', '{"Name":7}', '{"Name":"a b"}', '{"Name":"../x"}', 'null'])(
  'no machine’s file: %s',
  (text) => {
    expect(parsePodmanMachine(text)).toBeNull()
  },
)

test('a file that names no number of a process', () => {
  expect(parsePodmanMachine('{"Name":"x"}')).toEqual({ name: 'x', pidFile: null, sharesFiles: false })
})

test('podman machine list --format json [recorded 5.x]', () => {
  const one = {
    Default: true,
    Created: '2026-05-01T10:00:00Z',
    LastUp: '2026-11-01T10:00:00Z',
    CPUs: 4,
    VMType: 'qemu',
  }
  const text = JSON.stringify([
    { Name: 'podman-machine-default', ...one, Running: true, Starting: false },
    { Name: 'old', ...one, Running: false, Starting: false },
    { Name: '-x', ...one, Running: true },
  ])
  expect(parsePodmanMachineList(text)).toEqual(['podman-machine-default'])
  expect(parsePodmanMachineList('Error: exec')).toEqual([])
})

test('wsl.exe --list --running --quiet, in UTF-16 as by default and in UTF-8 [recorded]', () => {
  const lines = 'Ubuntu-24.04\r\nDebian\r\ndocker-desktop\r\nrancher-desktop\r\npodman-machine-default\r\nmy distro\r\n'
  const utf16 = Buffer.from(`\uFEFF${lines}`, 'utf16le').toString('utf8')
  for (const text of [lines, utf16]) expect(parseWslList(text, 'Ubuntu-24.04')).toEqual(['Debian'])
})

test('names of kind’s nodes [recorded: kind get nodes]', () => {
  expect(parseNames('kind-control-plane\nkind-worker\n\n-rm\n')).toEqual(['kind-control-plane', 'kind-worker'])
})

test('the default route of /proc/net/route', () => {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n'
  const local = 'eth0\t000012AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n'
  expect(parseGateway(`${head}eth0\t00000000\t010012AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n${local}`)).toBe('172.18.0.1')
  expect(parseGateway(head + local)).toBeNull()
})
