import { expect, test } from 'vitest'
import { systemdKeeper } from '../../../electron/hosting/systemd-keeper.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Processes } from '../../../electron/system/system.ts'
import { record } from '../../shared/hosting/made-record.ts'
import { idleProcesses } from '../engines/idle-processes.ts'

const done: Ended = { code: 0, stdout: '', stderr: '' }
const quadlet = '/home/dev/.config/containers/systemd/pullcord-mirror-docker.io.container'
const unit = '/home/dev/.config/systemd/user/pullcord-mirror-docker.io.service'

function machine(answers: Readonly<Record<string, Partial<Ended>>> = {}, uid = 1000) {
  const ran: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    find: async (program) => `/usr/bin/${program}`,
    run: async (argv) => {
      ran.push(argv.join(' '))
      return { ...done, ...Object.entries(answers).find(([words]) => argv.join(' ').includes(words))?.[1] }
    },
  }
  return { system: { disk: memoryDisk({}, uid), processes }, ran }
}

test('a quadlet is written, made a unit of, and started; with its end it is gone', async () => {
  const { system, ran } = machine()
  const keeper = systemdKeeper(system, record({ keeper: 'quadlet' }), 'quadlet')
  await keeper.start()
  expect(system.disk.tree()[quadlet]).toContain(`Image=${record().pinned}`)
  const service = 'pullcord-mirror-docker.io.service'
  expect(ran).toEqual(['systemctl --user daemon-reload', `systemctl --user restart ${service}`])
  await keeper.stop()
  expect(system.disk.tree()[quadlet]).toBeUndefined()
  expect(ran).toContain(`systemctl --user stop ${service}`)
})

test('a binary has a unit of its own, which comes back with the session', async () => {
  const { system, ran } = machine()
  const keeper = systemdKeeper(system, record({ way: 'binary', keeper: 'unit', pinned: '/usr/bin/registry' }), 'unit')
  await keeper.start()
  const text = system.disk.tree()[unit]
  expect(text).toContain(
    'ExecStart=/usr/bin/registry serve /home/dev/.local/state/pullcord/hosted/docker.io/config/registry.yml',
  )
  expect(text).toContain('WantedBy=default.target')
  expect(ran).toContain('systemctl --user enable pullcord-mirror-docker.io.service')
})

test('an older podman is started by a unit, in a container that was made before', async () => {
  const { system, ran } = machine()
  await systemdKeeper(system, record({ keeper: 'unit' }), 'unit').start()
  expect(system.disk.tree()[unit]).toContain(
    'ExecStart=/usr/bin/podman --remote=false start --attach pullcord-mirror-docker.io',
  )
  expect(ran.findIndex((line) => line.includes(' create '))).toBeLessThan(
    ran.findIndex((line) => line.includes('enable')),
  )
})

test('for root it is the system’s', async () => {
  const { system, ran } = machine({}, 0)
  await systemdKeeper(system, record({ keeper: 'quadlet' }), 'quadlet').start()
  expect(system.disk.tree()['/etc/containers/systemd/pullcord-mirror-docker.io.container']).toContain(
    'WantedBy=multi-user.target',
  )
  expect(ran[0]).toBe('systemctl daemon-reload')
})

test('a unit that is not taken is told of, in systemd’s words', async () => {
  const { system } = machine({ restart: { code: 5, stderr: 'Unit pullcord-mirror-docker.io.service not found.\n' } })
  await expect(systemdKeeper(system, record(), 'quadlet').start()).rejects.toThrow(/systemd did not take .* not found/)
})

const shown = (state: string, sub: string, restarts: number): string =>
  `ActiveState=${state}\nSubState=${sub}\nNRestarts=${restarts}\nActiveEnterTimestampMonotonic=1000000\nMainPID=7\n`

test.each([
  ['runs', shown('active', 'running', 0), { runs: true, pids: [7], isKept: true, tries: null }],
  [
    'waits to be started again',
    shown('activating', 'auto-restart', 4),
    { runs: false, pids: [], isKept: true, tries: { tries: 4 } },
  ],
  ['is not there', 'ActiveState=inactive\nSubState=dead\nNRestarts=0\n', { runs: false, isKept: false, since: null }],
])('what systemd says: it %s', async (_, stdout, kept) => {
  const { system } = machine({ show: { stdout } })
  expect(await systemdKeeper(system, record({ way: 'binary' }), 'unit').look()).toMatchObject(kept)
})

test('of a container podman knows the process', async () => {
  const inspected = JSON.stringify([{ State: { Running: true, Pid: 42, StartedAt: '2026-11-29T00:00:00Z' } }])
  const { system } = machine({ show: { stdout: shown('active', 'running', 0) }, inspect: { stdout: inspected } })
  expect(await systemdKeeper(system, record(), 'quadlet').look()).toMatchObject({ runs: true, pids: [42] })
})
