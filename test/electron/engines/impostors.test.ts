import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerReach } from '../../../electron/engines/docker.ts'
import { podmanReach } from '../../../electron/engines/podman.ts'
import { processesNamed } from '../../../electron/system/proc.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { System } from '../../../electron/system/system.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { running, waits } from '../system/running.ts'
import { until } from '../system/until.ts'
import { uid } from '../system/root-at.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-impostor-'))
chmodSync(folder, 0o755)
const path = process.env.PATH
const { disk } = temporaryRoot()
const said: System = {
  disk,
  // Only what these tests started; and a podman that is a shell says no version.
  processes: {
    ...realProcesses,
    named: async (name) => (await processesNamed(name)).filter(({ pid }) => mine.has(pid)),
    run: async () => ({ code: 0, stdout: 'version 5.4.2', stderr: '' }),
  },
}
const mine = new Set<number>()
const service = { id: 'podman', scope: 'system', version: { text: '5.4.2' } }

async function started(...how: Parameters<typeof running>): Promise<number> {
  const pid = await running(...how)
  mine.add(pid)
  return pid
}

describe.skipIf(uid !== 0)('a process that only says what it is [as root only]', () => {
  beforeAll(() => {
    for (const name of ['trusted', 'theirs']) mkdirSync(join(folder, name))
    for (const name of ['podman', 'dockerd']) {
      copyFileSync('/bin/sh', join(folder, 'trusted', name))
      chmodSync(join(folder, 'trusted', name), 0o755)
      symlinkSync('/bin/sh', join(folder, 'theirs', name))
    }
    symlinkSync('/bin/su', join(folder, 'theirs/su'))
    process.env.PATH = `${join(folder, 'trusted')}:${path}`
  })
  afterAll(() => {
    process.env.PATH = path
    rmSync(folder, { recursive: true, force: true })
  })

  test('is no podman service, though it is root’s and has the command line of one', async () => {
    await started(join(folder, 'theirs/podman'), [...waits, 'system', 'service'], {
      argv0: join(folder, 'trusted/podman'),
    })
    expect(await podmanReach.detect(said, 'system')).toMatchObject({ ...service, service: null })
  })

  test('is none by the setuid bit of su, which waits for a password', async () => {
    mkdirSync(join(folder, 'su'))
    symlinkSync('/bin/su', join(folder, 'su/podman'))
    const pid = await started(join(folder, 'su/podman'), ['root', 'system', 'service'], {
      argv0: join(folder, 'evil'),
      uid: 65_534,
      gid: 65_534,
    })
    await until(async () => (await processesNamed('podman')).some((one) => one.pid === pid))
    const [su] = (await processesNamed('podman')).filter((one) => one.pid === pid)
    expect([su?.uids[0], su?.uids[1]]).toEqual([65_534, 0])
    expect(await podmanReach.detect(said, 'system')).toMatchObject({ service: null })
  })

  test('is no dockerd, whatever socket it names', async () => {
    await started(join(folder, 'theirs/dockerd'), [...waits, '-H', 'unix:///tmp/theirs.sock'])
    expect(await dockerReach.detect(said, 'system')).toMatchObject({ running: null, flags: [] })
  })

  test.each([
    ['/mnt', true],
    ['/etc', false],
  ])('and one with a mount of its own on %s is of this machine: %s', async (where, isOurs) => {
    const shell = `mount -t tmpfs tmpfs ${where} && exec ${join(folder, 'trusted/dockerd')} -c 'read end'`
    const pid = await started('unshare', ['--mount', '--propagation=private', 'sh', '-c', shell])
    await until(async () => (await processesNamed('dockerd')).some((one) => one.pid === pid))
    expect(await dockerReach.detect(said, 'system')).toMatchObject({ running: isOurs ? { pid } : null })
    mine.delete(pid)
  })

  test('while a program of root’s in a place of root’s is what it says', async () => {
    const dockerd = await started(join(folder, 'trusted/dockerd'), [...waits, '-H', 'unix:///nowhere.sock'])
    expect(await dockerReach.detect(said, 'system')).toMatchObject({ running: { pid: dockerd } })
    const podman = await started(join(folder, 'trusted/podman'), [...waits, 'system', 'service'])
    expect(await podmanReach.detect(said, 'system')).toMatchObject({ service: { pid: podman } })
  })

  test('and as root a service without a unit is ended, told of, and not started again', async () => {
    const facts = (await podmanReach.detect(said, 'system'))!
    const { pid } = facts.service!
    const reload = { engine: { id: 'podman', scope: 'system' }, how: 'restart', pid, stops: [] } as const
    expect(await podmanReach.reload(said, { ...reload, consent: null, expect: null })).toMatchObject({
      code: 'podman-service-ended',
      values: { pid },
    })
    expect(await podmanReach.detect(said, 'system')).toMatchObject({ service: null })
  })
})
