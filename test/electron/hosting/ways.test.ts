import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { findWays } from '../../../electron/hosting/ways.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Process, Processes } from '../../../electron/system/system.ts'
import { idleProcesses } from '../engines/idle-processes.ts'

const dockerd: Process = { pid: 7, parent: 1, uids: [0], startedAt: 0, command: ['dockerd'], program: null }
const info = { ServerVersion: '28.5.2', Name: hostname(), OperatingSystem: 'Debian', SecurityOptions: ['name=seccomp'] }
const registry = 'registry github.com/distribution/distribution/v3 v3.0.0'

/** What is installed, with what it says when it is asked. */
function machine(says: Readonly<Record<string, string>>, running: readonly Process[] = [], uid = 1000) {
  const processes: Processes = {
    ...idleProcesses,
    find: async (program) => (program in says ? `/usr/bin/${program}` : null),
    named: async (name) => running.filter(({ command }) => command[0] === name),
    run: async ([program = '']): Promise<Ended> => {
      const stdout = says[program.replace('/usr/bin/', '')]
      if (stdout === undefined) throw new Error(`${program} was run`)
      return { code: stdout === '' ? 1 : 0, stdout, stderr: stdout === '' ? 'permission denied\n' : '' }
    },
  }
  return { disk: memoryDisk({}, uid), processes }
}

const told = async (...given: Parameters<typeof machine>) => {
  const [podman, docker, binary] = await findWays(machine(...given))
  return { podman: podman!, docker: docker!, binary: binary! }
}

test('where nothing is, each says what is missing', async () => {
  const ways = await told({})
  expect(Object.values(ways).map(({ notice }) => notice?.code)).toEqual([
    'command-missing',
    'command-missing',
    'host-binary-missing',
  ])
})

test.each([
  ['podman version 4.3.1', 'running', 'unit'],
  ['podman version 4.4.0', 'degraded', 'quadlet'],
  ['podman version 5.8.6', 'running', 'quadlet'],
  ['podman version 5.8.6', 'offline', 'supervisor'],
])('%s where systemd is %s is kept by a %s', async (version, systemd, keeper) => {
  const { podman } = await told({ podman: version, systemctl: systemd })
  expect(podman).toMatchObject({ keeper, notice: null, network: 'host', version: version.split(' ')[2] })
})

test('docker that does not run is not asked, since its socket would start it', async () => {
  expect((await told({ docker: 'unused' })).docker.notice?.code).toBe('host-docker-off')
})

test('docker runs it as the user, so that the data are theirs; apart from us by a port, and as it likes', async () => {
  const rootful = await told({ docker: JSON.stringify(info) }, [dockerd])
  expect(rootful.docker).toMatchObject({ network: 'host', version: '28.5.2', notice: null })
  expect(rootful.docker.runsAs).toMatch(/^1000:\d+$/)
  const rootless = { ...info, SecurityOptions: ['name=seccomp', 'name=rootless'] }
  expect((await told({ docker: JSON.stringify(rootless) }, [dockerd])).docker).toMatchObject({
    network: 'published',
    runsAs: null,
  })
  const desktop = { ...info, Name: 'docker-desktop', OperatingSystem: 'Docker Desktop' }
  expect((await told({ docker: JSON.stringify(desktop) }, [dockerd])).docker).toMatchObject({
    network: 'published',
    notice: null,
  })
})

test('a docker command that talks to another machine, or to nobody, cannot', async () => {
  const other = await told({ docker: JSON.stringify({ ...info, Name: 'build-host' }) }, [dockerd])
  expect(other.docker.notice).toMatchObject({ code: 'host-docker-elsewhere', values: { name: 'build-host' } })
  const refused = await told({ docker: '' }, [dockerd])
  expect(refused.docker.notice).toMatchObject({ code: 'host-docker-unreachable', values: { why: 'permission denied' } })
})

test('a program of that name that is no distribution is passed over', async () => {
  const { binary } = await told({ registry: 'registry 7 of someone else', 'docker-registry': registry })
  expect(binary).toMatchObject({ program: ['/usr/bin/docker-registry'], version: '3.0.0', notice: null })
  expect((await told({ registry: 'registry 7 of someone else' })).binary.notice?.code).toBe('host-binary-missing')
})

test('on the files of another root there is no way', async () => {
  expect(await findWays({ disk: memoryDisk(), processes: null })).toEqual([])
})
