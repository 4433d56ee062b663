// Mirrors that Pullcord runs here: real registries for two upstreams, killed, cut off, out of room, out of their port.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, startLab } from '../lab/lab.ts'
import { podmanPull } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { pullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'

interface Told {
  readonly id: string
  readonly url: string
  readonly state: string
  readonly version: string | null
  readonly bytes: number
  readonly code: string | null
  readonly reason: string | null
}

const user = 'dev'
const home = '/run/lab/home/dev/.local/state/pullcord/hosted'

systemSuite('mirrors that Pullcord runs by the binary', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab

  const host = async (...args: readonly string[]) => await pullcord(lab.machine, ['host', ...args], { user })
  const told = async (...args: readonly string[]): Promise<Told> => {
    const { json, stderr } = await host(...args, '--json')
    expect(json, stderr).not.toBeNull()
    return json as unknown as Told
  }
  const look = async (id = 'docker.io'): Promise<Told> => {
    const { json } = await host('status', id, '--json')
    return (json as unknown as { readonly mirrors: readonly Told[] }).mirrors[0]!
  }
  const until = async (state: string, id = 'docker.io'): Promise<Told> => {
    for (const end = Date.now() + 30_000; Date.now() < end; await sleep(200)) {
      const now = await look(id)
      if (now.state === state) return now
    }
    throw new Error(`it is never ${state}: ${JSON.stringify(await look(id))}`)
  }
  const pidsOf = async (words: string): Promise<readonly string[]> =>
    (await lab.machine.run(['pgrep', '-u', 'dev', '-f', words])).stdout.split('\n').filter((pid) => pid !== '')
  const registryOf = (id: string) => pidsOf(`^/usr/bin/docker-registry serve ${home}/${id}/`)
  const supervisorOf = (id: string) => pidsOf(`^/bin/sh ${home}/${id}/keep.sh`)
  const kill = async (pids: readonly string[]): Promise<void> => {
    expect(pids).toHaveLength(1)
    await lab.machine.run(['kill', '-KILL', ...pids])
  }

  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.machine.stop())

  test('two upstreams, each with a port of its own, come on the list', async () => {
    const hub = await told('start', '--way', 'binary')
    const quay = await told('start', 'quay.io', '--way', 'binary')
    expect(hub).toMatchObject({ state: 'running', url: 'http://127.0.0.1:5000', code: null })
    expect(quay).toMatchObject({ state: 'running', url: 'http://127.0.0.1:5001', code: null })
    expect(hub.version).toMatch(/^\d+\.\d+\.\d+/)
    const { stdout } = await pullcord(lab.machine, ['mirror', 'list'], { user })
    expect(stdout).toContain('docker.io → http://127.0.0.1:5000')
    expect(stdout).toContain('quay.io → http://127.0.0.1:5001')
  })

  test('podman pulls through both of them, and it is proven', async () => {
    const on = await pullcord(lab.machine, ['on', '--engine', 'podman', '--json'], { user })
    expect(on.code, on.stderr).toBe(0)
    const [hub, quay] = [lab.hub.mark(), lab.quay.mark()]
    for (const image of ['docker.io/library/demo:1', 'quay.io/org/tool:1'])
      expect((await podmanPull(lab.machine, image, user)).code).toBe(0)
    // The upstreams saw the registries, and no engine.
    for (const requests of [await lab.hub.since(hub), await lab.quay.since(quay)]) {
      expect(requests.length).toBeGreaterThan(0)
      expect(requests.some(({ agent }) => agent.startsWith('containers/'))).toBe(false)
    }
    expect((await host('logs')).stdout).toContain('/v2/library/demo/manifests/1')
    expect((await look()).bytes).toBeGreaterThan(0)
    const proof = await pullcord(lab.machine, ['verify', '--engine', 'podman', '--pull', 'library/demo:1'], { user })
    expect(proof.code, proof.stdout).toBe(0)
  })

  test('killed, it is there again by itself, with all that it kept', async () => {
    const { bytes } = await look()
    await kill(await registryOf('docker.io'))
    expect((await until('running')).bytes).toBeGreaterThanOrEqual(bytes)
    expect((await podmanPull(lab.machine, 'docker.io/library/demo:1', user)).code).toBe(0)
  })

  test('its keeper killed, or both as by a restart of the machine, status says so, and start mends it', async () => {
    await kill(await supervisorOf('docker.io'))
    expect(await look()).toMatchObject({ state: 'running', code: 'host-unkept' })
    await kill(await registryOf('docker.io'))
    expect(await look()).toMatchObject({ state: 'failed', code: 'host-gone' })
    expect(await told('start')).toMatchObject({ state: 'running', code: null })
    expect(await registryOf('docker.io')).toHaveLength(1)
    expect(await supervisorOf('docker.io')).toHaveLength(1)
  })

  test('cut off from its upstream it serves on; started so, it waits, says until when, and comes', async () => {
    await lab.hub.stop()
    expect((await podmanPull(lab.machine, 'docker.io/library/demo:1', user)).code).toBe(0)
    await kill(await registryOf('docker.io'))
    const waiting = await until('waiting-for-upstream')
    expect(waiting.reason).toMatch(
      /^docker\.io cannot be reached \(.+\)\. Tries so far: \d+; next at \d\d:\d\d:\d\d\.$/,
    )
    expect((await host('status')).code).toBe(3)
    expect((await look('quay.io')).state).toBe('running')
    await lab.hub.start()
    expect((await until('running')).code).toBeNull()
  })

  test('stopped, it stays away and keeps its data; a port that others took is named', async () => {
    const { bytes } = await look()
    // podman was turned on with it.
    expect(await told('stop')).toMatchObject({ state: 'stopped', bytes, code: 'host-still-asked' })
    expect(await registryOf('docker.io')).toEqual([])
    expect(await supervisorOf('docker.io')).toEqual([])
    const squatter = await lab.machine.start(
      'squatter',
      ['python3', '-m', 'http.server', '5000', '--bind', '127.0.0.1'],
      {
        user,
      },
    )
    try {
      for (const end = Date.now() + 10_000; Date.now() < end; await sleep(100))
        if ((await lab.machine.run(['curl', '-s', 'http://127.0.0.1:5000'])).code === 0) break
      const refused = await host('start', '--json')
      expect(refused.code).toBe(1)
      expect(refused.json).toMatchObject({ error: { code: 'host-port-taken-by' } })
      expect(refused.stdout).toContain('python3')
      expect(refused.stdout).toContain('Port 5002 is free')
      const moved = await told('start', '--port', '5002')
      expect(moved).toMatchObject({ state: 'running', url: 'http://127.0.0.1:5002' })
      const { stdout } = await pullcord(lab.machine, ['mirror', 'list'], { user })
      expect(stdout).not.toContain('127.0.0.1:5000')
      expect(stdout).toContain('docker.io → http://127.0.0.1:5002')
    } finally {
      await squatter.stop()
    }
  })

  test('out of room, it passes on what is pulled, and says so', async () => {
    await told('stop', 'quay.io')
    const data = `${home}/quay.io/data`
    const mount = await lab.machine.run(['mount', '-t', 'tmpfs', '-o', 'size=64k,uid=1500,gid=1500', 'tmpfs', data])
    expect(mount.code, mount.stderr).toBe(0)
    await told('start', 'quay.io')
    await lab.machine.run(['sh', '-c', `cat /dev/zero > ${data}/filler`], { user })
    const { stdout } = await host('status', 'quay.io')
    expect(stdout).toContain('No space is left for it: it passes on what is pulled, and keeps nothing new.')
    expect((await podmanPull(lab.machine, 'quay.io/org/tool:2', user)).code).toBe(0)
    await lab.machine.run(['rm', `${data}/filler`])
    expect((await podmanPull(lab.machine, 'quay.io/org/tool:2', user)).code).toBe(0)
    await until('running', 'quay.io')
  })

  test('prune asks; with all it forgets what it kept, and fetches it again', async () => {
    expect((await host('prune')).code).toBe(4)
    expect((await host('prune', '--yes')).code).toBe(0)
    const { json } = await host('prune', '--all', '--yes', '--json')
    expect(json).toMatchObject({ mirror: { state: 'running' } })
    expect(Number(json?.['freed'])).toBeGreaterThan(0)
    expect((await podmanPull(lab.machine, 'docker.io/library/demo:1', user)).code).toBe(0)
  })

  test('a login is in no argument, no log and no file that others read; with it nothing is shared', async () => {
    const secret = 'correct horse battery'
    const login = ['start', '--username', 'team', '--password-stdin', '--json']
    const { code, stdout, stderr } = await pullcord(lab.machine, ['host', ...login], { user, input: `${secret}\n` })
    expect(code, stderr).toBe(0)
    expect(stdout + stderr).not.toContain(secret)
    const config = lab.machine.path(`${home}/docker.io/config/registry.yml`)
    expect(readFileSync(config, 'utf8')).toContain(secret)
    const modes = ['stat', '-c', '%a', `${home}/docker.io/config/registry.yml`, `${home}/docker.io/config`]
    expect((await lab.machine.run(modes)).stdout).toBe('600\n700\n')
    const elsewhere = `grep -rlF '${secret}' ${home}/.. /run/lab/home/dev/.config; cat /proc/[0-9]*/cmdline | tr '\\0' ' '`
    const { stdout: found } = await lab.machine.run(['sh', '-c', elsewhere])
    expect(found.split('\n').filter((line) => line.includes('pullcord/hosted/../'))).toEqual([
      `${home}/../hosted/docker.io/config/registry.yml`,
    ])
    expect((await host('start', '--share', '--yes', '--json')).json).toMatchObject({
      error: { code: 'host-share-login' },
    })
    // A restart keeps it.
    await told('stop')
    await told('start')
    expect(readFileSync(config, 'utf8')).toContain(secret)
  })

  test('sharing needs TLS or a yes; with TLS it goes by the name of its certificate', async () => {
    expect((await host('start', 'quay.io', '--share', '--json')).json).toMatchObject({
      error: { code: 'host-share-plain' },
    })
    const { certificate, key } = lab.machine.certificates.office
    await lab.machine.run(['install', '-o', 'dev', '-m', '600', key, '/run/lab/home/dev/key.pem'])
    const tls = ['--share-cert', certificate, '--share-key', '/run/lab/home/dev/key.pem']
    const shared = await told('start', 'quay.io', ...tls)
    expect(shared).toMatchObject({ state: 'running', url: 'https://mirror.office.example:5001', isShared: true })
    expect(await told('start', 'quay.io', '--no-share')).toMatchObject({
      url: 'http://127.0.0.1:5001',
      isShared: false,
    })
  })

  test('removed, nothing is left of it but what was asked to stay', async () => {
    expect((await host('remove', 'quay.io', '--yes')).code).toBe(0)
    expect((await lab.machine.run(['ls', `${home}/quay.io`])).stdout).toBe('data\n')
    expect((await host('remove', '--data', '--yes')).code).toBe(0)
    expect((await lab.machine.run(['ls', home])).stdout).toBe('quay.io\n')
    expect((await pullcord(lab.machine, ['mirror', 'list'], { user })).stdout).toBe('No mirror is set.\n')
    expect(await registryOf('docker.io')).toEqual([])
  })
})
