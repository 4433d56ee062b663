// Mirrors that Pullcord runs as containers: a registry image made here, run by the real podman and the real dockerd.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { podmanPull } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { type Json, pullcord, startPullcord } from '../lab/pullcord.ts'
import { importRegistry, registryTar, withCgroups } from '../lab/registry-image.ts'
import { systemSuite } from '../lab/suite.ts'

const image = 'localhost/registry:2.8'
const secret = 'correct horse battery'

systemSuite('mirrors that Pullcord runs as containers', whyNot('podman', 'dockerd'), () => {
  let lab: Lab
  let tar: string
  let docker: Docker

  const host = async (args: readonly string[], input = '') =>
    await pullcord(lab.machine, ['host', ...args, '--json'], { input })
  const told = async (args: readonly string[], input = ''): Promise<Json> => {
    const { json, stderr } = await host(args, input)
    expect(json, stderr).not.toBeNull()
    return json!
  }
  const look = async (id: string): Promise<Json> => ((await told(['status', id]))['mirrors'] as readonly Json[])[0]!
  const until = async (state: string, id: string): Promise<Json> => {
    for (const end = Date.now() + 30_000; Date.now() < end; await sleep(200)) {
      const now = await look(id)
      if (now['state'] === state) return now
    }
    throw new Error(`it is never ${state}: ${JSON.stringify(await look(id))}`)
  }
  const said = async (...command: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await lab.machine.run(command)
    return stdout + stderr
  }

  /** Watches while root pulls an image, until it is told who served it. */
  const seesPull = async (name: string, reference: string): Promise<void> => {
    const served = new RegExp(`${name}  .*  via http://127\\.0\\.0\\.1:5000$`, 'm')
    const log = join(lab.machine.work, 'logs/pullcord.log')
    const before = existsSync(log) ? readFileSync(log, 'utf8').length : 0
    const follow = await startPullcord(lab.machine, ['pulls', '--follow'])
    const seen = (): string => readFileSync(follow.log, 'utf8').slice(before)
    try {
      for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100))
        if (/^http:\/\/127\.0\.0\.1:5000: heard$/m.test(seen())) break
      await sleep(300)
      expect((await podmanPull(lab.machine, reference, 'root')).code).toBe(0)
      for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) if (served.test(seen())) break
      expect(seen()).toMatch(served)
    } finally {
      await follow.stop('SIGINT')
    }
  }

  beforeAll(async () => {
    lab = await startLab()
    await withCgroups(lab.machine)
    tar = await registryTar(lab.machine)
    await importRegistry(lab.machine, 'podman', tar, image)
    docker = await startDocker(lab.machine, 'classic')
    await importRegistry(lab.machine, 'docker', tar, 'registry-of-test:2.8')
  })
  afterAll(() => lab?.machine.stop())

  test('podman runs it by the digest of what it has, and serves podman and docker', async () => {
    const started = await told(['start', '--way', 'podman', '--image', image])
    expect(started).toMatchObject({ state: 'running', way: 'podman', image, url: 'http://127.0.0.1:5000' })
    expect(started['digest']).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(started['version']).toMatch(/^\d+\.\d+\.\d+/)
    expect(await said('podman', 'ps', '--format', '{{.Image}}')).toBe(
      `localhost/registry@${String(started['digest'])}\n`,
    )
    const on = await pullcord(lab.machine, ['on', '--engine', 'podman,docker', '--json'])
    expect(on.code, on.stdout).toBe(0)
    expect(await docker.mirrors()).toEqual(['http://127.0.0.1:5000/'])
    const hub = lab.hub.mark()
    expect((await docker.pull('demo:1')).code).toBe(0)
    expect((await podmanPull(lab.machine, 'docker.io/library/demo:2', 'root')).code).toBe(0)
    const agents = new Set((await lab.hub.since(hub)).map(({ agent }) => agent.split('/')[0]))
    expect([...agents]).not.toContain('docker')
    expect([...agents]).not.toContain('containers')
    const log = (await host(['logs'])).json?.['lines'] as readonly string[]
    expect(log.filter((line) => line.includes('/v2/library/demo/')).length).toBeGreaterThan(3)
  })

  test('a pull is told as served by it, by its own log', async () => {
    await seesPull('team/app:1', 'docker.io/team/app:1')
  })

  test('killed and started without its upstream, it waits, and comes by itself', async () => {
    await lab.hub.stop()
    await lab.machine.run(['podman', 'kill', 'pullcord-mirror-docker.io'])
    expect((await until('waiting-for-upstream', 'docker.io'))['reason']).toContain('docker.io cannot be reached')
    await lab.hub.start()
    await until('running', 'docker.io')
  })

  test('an upgrade to what does not run changes nothing', async () => {
    const before = await look('docker.io')
    await lab.machine.run(['podman', 'tag', image, 'localhost/registry:old'])
    await lab.machine.run(['podman', 'import', '--change', 'ENTRYPOINT ["/none"]', tar, image])
    expect(await host(['start', '--upgrade'])).toMatchObject({ code: 1, json: { error: { code: 'host-image-unfit' } } })
    expect(await look('docker.io')).toMatchObject({ state: 'running', digest: before['digest'] })
    // It says its version, and cannot listen: what ran runs again.
    const entry = ['--change', 'ENTRYPOINT ["/usr/bin/docker-registry"]']
    await lab.machine.run(['podman', 'import', ...entry, '--change', 'ENV REGISTRY_HTTP_ADDR=nowhere:1', tar, image])
    expect(await host(['start', '--upgrade'])).toMatchObject({
      code: 1,
      json: { error: { code: 'host-upgrade-undone' } },
    })
    expect(await look('docker.io')).toMatchObject({ state: 'running', digest: before['digest'] })
  })

  test('an upgrade runs what the name stands for now, on the same data', async () => {
    const before = await look('docker.io')
    const entry = ['--change', 'ENTRYPOINT ["/usr/bin/docker-registry"]']
    const newer = [...entry, '--change', 'LABEL newer=yes']
    await lab.machine.run(['podman', 'import', ...newer, tar, image])
    const after = await told(['start', '--upgrade'])
    expect(after).toMatchObject({ state: 'running', url: before['url'] })
    expect(after['digest']).not.toBe(before['digest'])
    expect(Number(after['bytes'])).toBeGreaterThanOrEqual(Number(before['bytes']))
  })

  test('a login is in nothing that podman or the kernel shows', async () => {
    await told(['start', '--username', 'team', '--password-stdin'], secret)
    const shown = await said('podman', 'inspect', 'pullcord-mirror-docker.io')
    expect(shown).toContain('no-new-privileges')
    expect(shown).not.toContain(secret)
    expect(await said('sh', '-c', "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'")).not.toContain(
      secret,
    )
    expect(await said('podman', 'logs', 'pullcord-mirror-docker.io')).not.toContain(secret)
    expect((await host(['start', '--image', 'localhost/registry:old'])).json).toMatchObject({
      error: { code: 'host-login-anew' },
    })
  })

  test('prune and remove leave no container, and the data only if they were to stay', async () => {
    await told(['prune', '--yes'])
    const { json } = await host(['prune', '--all', '--yes'])
    expect(Number(json?.['freed'])).toBeGreaterThan(0)
    await told(['remove', '--data', '--yes'])
    expect(await said('podman', 'ps', '--all', '--quiet')).toBe('')
  })

  test('docker runs one too, brings it back when it is killed, and takes the next port', async () => {
    const asDocker = ['start', 'quay.io', '--way', 'docker', '--image', 'registry-of-test:2.8']
    // A container that another user has under its name is left alone.
    const theirs = (await said('docker', 'create', '--name', 'pullcord-mirror-quay.io', 'registry-of-test:2.8')).trim()
    expect(await host(asDocker)).toMatchObject({ code: 1, json: { error: { code: 'host-not-ours' } } })
    expect((await said('docker', 'ps', '--all', '--quiet', '--no-trunc')).trim()).toBe(theirs)
    await lab.machine.run(['docker', 'rm', theirs])
    const started = await told(asDocker)
    expect(started).toMatchObject({ state: 'running', way: 'docker', url: 'http://127.0.0.1:5000' })
    const pid = (await said('docker', 'inspect', '--format', '{{.State.Pid}}', 'pullcord-mirror-quay.io')).trim()
    await lab.machine.run(['kill', '-KILL', pid])
    await until('running', 'quay.io')
    const manifest = 'http://127.0.0.1:5000/v2/org/tool/manifests/1'
    expect(await said('curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', manifest)).toBe('200')
    expect((await host(['start', 'quay.io', '--hours', '24'])).json).toMatchObject({
      error: { code: 'host-hours-fixed' },
    })
    expect((await host(['logs', 'quay.io'])).stdout).toContain('/v2/org/tool/manifests/1')
    expect((await pullcord(lab.machine, ['on', '--engine', 'podman', '--json'])).code).toBe(0)
    await seesPull('quay.io/org/tool:2', 'quay.io/org/tool:2')
    await told(['stop', 'quay.io'])
    expect(await said('docker', 'ps', '--all', '--quiet')).toBe('')
    await told(['remove', 'quay.io', '--data', '--yes'])
  })
})
