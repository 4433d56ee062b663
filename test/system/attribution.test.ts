import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outcomes, type Outcome, type Pull } from '../../shared/pulls/pull.ts'
import { ADDRESS } from '../lab/addresses.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import type { Daemon } from '../lab/machine.ts'
import { podmanPull } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { pullcord, startPullcord } from '../lab/pullcord.ts'
import { type Registry, startRegistry } from '../lab/registry.ts'
import { systemSuite } from '../lab/suite.ts'
import { untilUp } from '../lab/until.ts'
import { confusionTable, isHonest, type Judged, truthOf } from './pull-truth.ts'
import { asks, mirrored } from './steps.ts'

const mirrorUrl = `http://${ADDRESS.mirror}:6100`
const collectorUrl = 'http://127.0.0.1:7780'
const state = '/var/lib/pullcord-collector'
const engines = ['--engine', 'docker,podman']
const COLLECT = [
  'collect',
  '--mirror',
  mirrorUrl,
  '--state',
  state,
  '--quota',
  'off',
  '--metrics',
  'http://127.0.0.1:6190',
]

/** What a client did, and who served it in truth. */
interface Step {
  readonly what: string
  readonly client: 'docker' | 'podman' | 'skopeo'
  readonly truth: Outcome
}

systemSuite('who served a pull: docker, podman and skopeo against the logs', whyNot('dockerd', 'podman'), () => {
  let lab: Lab
  let docker: Docker
  let collector: Daemon
  let upstream: Registry
  let mirror: Registry
  let follower: Daemon
  const steps: Step[] = []

  const run = (args: readonly string[]) => lab.machine.run(args)
  const collect = async (): Promise<void> => {
    collector = await startPullcord(lab.machine, COLLECT)
    await untilUp(collector, async () => (await run(['curl', '-sf', `${collectorUrl}/v1/hello`])).code === 0)
  }
  const news = async (): Promise<string> => {
    const token = readFileSync(lab.machine.path(`${state}/read-token`), 'utf8').trim()
    const header = `Authorization: Bearer ${token}`
    return (await run(['curl', '-s', '-H', header, `${collectorUrl}/v1/news?after=0`])).stdout
  }
  /** Does one pull, and keeps what the logs of mirror and upstreams say of it. */
  const pull = async (what: string, client: Step['client'], action: () => Promise<unknown>): Promise<void> => {
    const [atHub, atUpstream, atMirror] = [lab.hub.mark(), upstream.mark(), mirror.mark()]
    await action()
    const [hub, behind, asked] = await Promise.all([
      lab.hub.since(atHub),
      upstream.since(atUpstream),
      mirror.since(atMirror),
    ])
    steps.push({ what, client, truth: truthOf([...hub, ...behind], asked) })
    await sleep(1_100)
  }

  beforeAll(async () => {
    lab = await startLab()
    const { machine } = lab
    // Behind the mirror stands a second door to the hub's own storage, so that it alone can be shut.
    upstream = await startRegistry(machine, {
      name: 'upstream',
      listen: `${ADDRESS.hub}:8080`,
      storage: join(machine.work, 'hub'),
    })
    await collect()
    const token = readFileSync(machine.path(`${state}/notify-token`), 'utf8').trim()
    mirror = await startRegistry(machine, {
      name: 'watched',
      listen: ':6100',
      upstream: `http://${ADDRESS.hub}:8080`,
      notify: { url: `${collectorUrl}/notifications`, token },
      debug: '127.0.0.1:6190',
    })
    // Before the first pull the collector has seen what lies in the cache: nothing.
    await untilUp(collector, async () => (await news()).match(/"source":"catalog"[^}]*"state":"heard"/) !== null)
    docker = await startDocker(machine, 'classic')
    await asks(machine, ['on', ...mirrored('docker.io', mirrorUrl), ...engines])
    await asks(machine, ['collector', 'add', mirrorUrl, collectorUrl, '--token-file', `${state}/read-token`])
    follower = await startPullcord(machine, ['pulls', '--follow'])
    await untilUp(follower, () => readFileSync(follower.log, 'utf8').includes('docker:system: heard'))
  }, 60_000)

  afterAll(async () => {
    await docker?.stop()
    await lab?.stop()
  })

  test('every outcome is the truth, or unknown', { timeout: 180_000 }, async () => {
    const { machine } = lab
    const dockerPull = (image: string) => docker.pull(image)
    await pull('a miss', 'docker', () => dockerPull('alpine:3.20'))
    await pull('a hit', 'docker', () => dockerPull('alpine:3.20'))
    await pull('up to date', 'docker', () => run(['docker', 'pull', 'alpine:3.20']))
    await pull('a miss', 'podman', () => podmanPull(machine, 'docker.io/library/demo:1', 'root'))
    await pull('a hit', 'podman', () => podmanPull(machine, 'docker.io/library/demo:1', 'root'))
    await pull('what docker has pulled', 'podman', () => podmanPull(machine, 'docker.io/library/alpine:3.20', 'root'))
    const copy = ['skopeo', 'copy', '--quiet', 'docker://docker.io/team/app:1', 'dir:/tmp/app']
    await pull('a miss', 'skopeo', () => run(copy))
    const { stdout } = await run(['docker', 'image', 'inspect', 'alpine:3.20', '--format', '{{index .RepoDigests 0}}'])
    await run(['docker', 'image', 'rm', '--force', 'alpine:3.20'])
    await pull('by digest', 'docker', () => dockerPull(stdout.trim()))
    await pull('what skopeo has pulled', 'docker', () => dockerPull('team/app:1'))

    await upstream.stop()
    await pull('404, then direct', 'docker', () => dockerPull('demo:2'))
    await upstream.start()

    await collector.stop()
    await pull('while nobody listens', 'docker', () => dockerPull('team/app:2'))
    await collect()
    // The mirror has kept it, and tells it again.
    await untilUp(collector, async () => (await news()).includes('"repository":"team/app","tag":"2"'))

    await mirror.stop()
    await mirror.start()
    await pull('after a restart of the mirror', 'docker', () => dockerPull('alpine:3.20'))

    await mirror.stop()
    await untilUp(collector, async () => (await news()).match(/"source":"metrics"[^}]*"state":"lost"/) !== null)
    await sleep(2_500)
    await pull('with the mirror down', 'docker', () => dockerPull('demo:1'))
    await pull('with the mirror down', 'podman', () => podmanPull(machine, 'docker.io/library/demo:2', 'root'))

    const judged = await verdicts(steps)
    console.info(`\n${confusionTable(judged, outcomes)}\n\n${judged.map(lineOf).join('\n')}\n`)
    expect(judged.filter((one) => !isHonest(one, false)).map(lineOf)).toEqual([])
    // Unknown is honest, but of no use to anybody where the evidence is whole.
    const told = new Set(
      judged.filter(({ truth, said }) => truth === said).map(({ what, client }) => `${client}: ${what}`),
    )
    expect([...told]).toEqual(
      expect.arrayContaining([
        'docker: a miss',
        'docker: a hit',
        'docker: up to date',
        'docker: by digest',
        'podman: a miss',
        'podman: a hit',
        'podman: what docker has pulled',
        'skopeo: a miss',
        'docker: what skopeo has pulled',
        'docker: while nobody listens',
        'podman: with the mirror down',
      ]),
    )
  })

  test('nothing is lost when the watch is killed, and nothing doubled when it begins again', async () => {
    const before = await kept()
    await follower.stop('SIGKILL')
    follower = await startPullcord(lab.machine, ['pulls', '--follow'])
    await untilUp(follower, () => readFileSync(follower.log, 'utf8').lastIndexOf('docker:system: heard') > 0)
    await sleep(1_000)
    const after = await kept()
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  })

  async function kept(): Promise<readonly Pull[]> {
    const answer = await pullcord(lab.machine, ['pulls', '--json', '--limit', '1000'])
    expect(answer.code, answer.stdout + answer.stderr).toBe(0)
    return (answer.json as unknown as { readonly pulls: readonly Pull[] }).pulls
  }

  /** Waits until all is settled, or for as long as a mirror may take to tell, and sets truth and word side by side. */
  async function verdicts(done: readonly Step[]): Promise<readonly (Judged & Step)[]> {
    let pulls: readonly Pull[] = []
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(500)) {
      pulls = (await kept()).toSorted((a, b) => a.at - b.at)
      if (pulls.length >= done.length && pulls.every(({ isSettled }) => isSettled)) break
    }
    const of = (client: Step['client']): Pull[] =>
      pulls.filter(({ engine, client: name }) =>
        client === 'skopeo' ? engine === null && name?.startsWith('skopeo') : engine?.id === client,
      )
    const left = { docker: of('docker'), podman: of('podman'), skopeo: of('skopeo') }
    const counts = Object.fromEntries(Object.entries(left).map(([client, all]) => [client, all.length]))
    const wanted = Map.groupBy(done, ({ client }) => client)
    expect(counts).toEqual(Object.fromEntries([...wanted].map(([client, all]) => [client, all.length])))
    return done.map((step) => {
      const { outcome, why } = left[step.client].shift()!
      return { ...step, said: outcome, why: why.code }
    })
  }
})

function lineOf({ what, truth, said, ...rest }: Judged & { readonly client?: string; readonly why?: string }): string {
  return `${rest.client}: ${what}: ${truth}, said ${said} (${rest.why})`
}
