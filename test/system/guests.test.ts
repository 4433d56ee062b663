import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GUEST_BIN, GUEST_HOST, startGuest, type LabGuest } from '../lab/guest.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import type { Daemon } from '../lab/machine.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { getOverSocket } from '../lab/unix-http.ts'
import { untilUp } from '../lab/until.ts'
import { environmentOf, homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { asks, fails, mirrored } from './steps.ts'

const DROP_IN = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const DAEMON_JSON = '/etc/docker/daemon.json'
// How often one command enters the guest: once for its files, and once for each program that it runs there.
const mostEntries = 8
const stands = {
  recorded: 'namespaces and a program that plays limactl stand for the VM; engine, shell and tools are real',
}
// With the folder of programs that play Lima's before the others.
const options = { env: { PATH: `${GUEST_BIN}:${environmentOf('root').PATH}` } }

interface Entry {
  readonly id: string
  readonly instance: string
  readonly state: string
  readonly version: string | null
}

const versionOf = (entry: Entry | undefined): string => entry?.version ?? ''

// The engines are real, and so are the shell and the tools of the guest; the VM is not: a machine of namespaces inside
// the lab's, entered by a program that plays limactl.
systemSuite('a machine inside this one', whyNot('podman', 'flock', 'sudo'), () => {
  let lab: Lab
  let guest: LabGuest
  beforeAll(async () => {
    lab = await startLab()
    guest = await startGuest(lab.machine)
    await guest.run(['podman', 'info'])
    await lab.machine.run(['podman', 'info'])
  })
  afterAll(() => lab?.stop())
  const hostTree = () => treeDigest(lab.machine, ['/etc', homeOf('root')], { except: ownFiles('root') })
  const guestTree = () => treeDigest(guest, ['/etc', '/root'], { except: ['/root/.local', '/root/.cache'] })
  const run = async (...args: readonly string[]) => {
    const entered = guest.entries()
    const answer = await asks(lab.machine, args, 0, options)
    // An ssh into a real one takes some 100 ms.
    expect(guest.entries() - entered).toBeLessThanOrEqual(mostEntries)
    return answer
  }
  const entry = async (id: string) => {
    const { engines } = (await run('status')) as { engines: readonly Entry[] }
    return engines.find((engine) => engine.id === id && engine.instance === 'lima.default')
  }

  describe('podman', () => {
    const podman = ['--engine', 'podman/lima.default']
    const on = ['on', ...mirrored('docker.io', URL_OF.loopbackMirror), ...podman]
    const pull = async (image: string) => {
      await guest.run(['podman', 'image', 'rm', '--force', image])
      return await watch(lab, () => guest.run(['podman', 'pull', '--quiet', image]))
    }
    let before: readonly string[]
    let host: readonly string[]
    beforeAll(() => void ([before, host] = [guestTree(), hostTree()]))

    test('is seen in it, and off', async () => {
      expect(await entry('podman')).toMatchObject({ scope: 'system', state: 'off' })
    })

    test('on: it pulls through the mirror on this machine’s loopback, by the name that leads here', async () => {
      expect(await run(...on)).toMatchObject({ changed: true })
      expect(readFileSync(guest.path(DROP_IN), 'utf8')).toContain(`${GUEST_HOST}:6000`)
      expect(hostTree()).toEqual(host)
      const seen = await pull('docker.io/library/demo:1')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror)).toContain('GET /v2/library/demo/manifests/1 200')
      expect(byEngine(seen.hub)).toEqual([])
      expect(await entry('podman')).toMatchObject({ state: expect.stringMatching(/^(loaded|configured)$/) as string })
      expect(await run(...on)).toMatchObject({ changed: false })
      for (const column of ['tag pull', 'plain http'] as const)
        conform('podman in Lima', versionOf(await entry('podman')), column, stands)
    })

    test('off: it pulls from the hub, and every byte in the guest is as before', async () => {
      expect(await run('off', ...podman)).toMatchObject({ changed: true })
      const seen = await pull('docker.io/library/demo:2')
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror)).toEqual([])
      expect([guestTree(), hostTree()]).toEqual([before, host])
    })

    test('what is remembered lies in the guest, and goes with it', async () => {
      await run(...on)
      expect(existsSync(guest.path('/var/lib/pullcord/originals'))).toBe(true)
      for (const path of ['/var/lib/pullcord', DROP_IN]) rmSync(guest.path(path), { recursive: true })
      expect(await entry('podman')).toMatchObject({ state: 'off' })
      expect(guestTree()).toEqual(before)
    })

    test('a name that is no machine is refused', async () => {
      const error = await fails(lab.machine, ['on', ...on.slice(1, 3), '--engine', 'podman/lima.other'], 1, options)
      expect(error).toMatchObject({ code: 'guest-absent' })
    })
  })

  describe.skipIf(whyNot('dockerd') !== null)('docker', () => {
    const docker = ['--engine', 'docker/lima.default']
    const text = '{\n\t"log-level" :\t"info",\n\n\t"labels": ["a=b" ]\n}'
    let daemon: Daemon
    let before: readonly string[]
    const mirrors = async (): Promise<unknown> => {
      const { body } = await getOverSocket(guest.path('/run/docker.sock'), '/info')
      return (JSON.parse(body) as { RegistryConfig: { Mirrors: unknown } }).RegistryConfig.Mirrors ?? []
    }
    beforeAll(async () => {
      placeFile(guest, DAEMON_JSON, text)
      const flags = ['--iptables=false', '--ip6tables=false', '--bridge=none', '--storage-driver=vfs']
      daemon = await guest.start('dockerd', ['dockerd', ...flags])
      await untilUp(daemon, () =>
        mirrors().then(
          () => true,
          () => false,
        ),
      )
      before = guestTree()
    })
    afterAll(() => daemon?.stop())

    test('on reloads the same process in the guest, which pulls through the mirror', async () => {
      expect(await entry('docker')).toMatchObject({ state: 'off' })
      expect(await run('on', ...mirrored('docker.io', URL_OF.mirror), ...docker)).toMatchObject({ changed: true })
      expect(await mirrors()).toEqual([`${URL_OF.mirror}/`])
      const seen = await watch(lab, () => guest.run(['docker', 'pull', '--quiet', 'team/app:1']))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror).join('\n')).toMatch(/^HEAD \/v2\/team\/app\/manifests\/1\S* 200$/m)
      const seenThere = await entry('docker')
      expect(seenThere).toMatchObject({ state: 'loaded' })
      for (const column of ['tag pull', 'plain http', 'live reload'] as const)
        conform('docker in Lima', versionOf(seenThere), column, stands)
    })

    test('off: it forgets the mirror, and daemon.json is as before', async () => {
      expect(await run('off', ...docker)).toMatchObject({ changed: true })
      expect(await mirrors()).toEqual([])
      expect(readFileSync(guest.path(DAEMON_JSON), 'utf8')).toBe(text)
      expect(guestTree()).toEqual(before)
    })
  })
})
