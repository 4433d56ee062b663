import { expect, onTestFinished, test, vi } from 'vitest'
import { followPodman } from '../../../electron/pulls/podman-events.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Processes, RunOptions } from '../../../electron/system/system.ts'
import type { Scope } from '../../../shared/engine.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import type { EnginePull } from '../../../shared/pulls/sighting.ts'
import { idleProcesses } from '../engines/idle-processes.ts'
import { stepClock } from './step-clock.ts'

const digest = `sha256:${'cd'.repeat(32)}`
const id = '54ee0c2e3355faaef2dae4cd22151d7240dce9373cc067497814eab8fd288822'

interface Child {
  readonly argv: readonly string[]
  readonly options: RunOptions
  end(code: number, stderr?: string): void
}

function listening(
  more: Partial<Processes> = {},
  {
    uid = 1000,
    scope = 'user',
    remembered = '',
  }: { readonly uid?: number; readonly scope?: Scope; readonly remembered?: string } = {},
) {
  const clock = stepClock()
  const ends = new AbortController()
  onTestFinished(() => ends.abort())
  const children: Child[] = []
  const inspected: string[] = []
  const looks: (readonly string[])[] = []
  const pulls: EnginePull[] = []
  const states: SourceState[] = []
  const run = async (argv: readonly string[], options: RunOptions): Promise<Ended> => {
    if (argv.includes('inspect')) {
      inspected.push(argv.at(-1)!)
      const found = [{ RepoDigests: [`docker.io/library/demo@${digest}`] }]
      return { code: 0, stdout: JSON.stringify(found), stderr: '' }
    }
    if (argv.includes('--stream=false')) {
      looks.push(argv)
      if (looks.length === 1 && remembered !== '') options.onOutput!(remembered)
      return { code: 0, stdout: '', stderr: '' }
    }
    return await new Promise((resolve, reject) => {
      children.push({ argv, options, end: (code, stderr = '') => resolve({ code, stdout: '', stderr }) })
      options.signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })
  }
  const processes = { ...idleProcesses, find: async (name: string) => `/usr/bin/${name}`, run, ...more }
  followPodman(
    { disk: memoryDisk({}, uid), processes },
    { id: 'podman', scope },
    clock,
  )({
    since: 1_795_514_000_000,
    onPull: (pull) => pulls.push(pull),
    onState: (state) => states.push(state),
    signal: ends.signal,
  })
  return { clock, ends, children, looks, inspected, pulls, states }
}

const line = (name: string, nano: string, more: object = { ID: id }): string =>
  `${JSON.stringify({ Name: name, Status: 'pull', Type: 'image', ...more }).slice(0, -1)},"timeNano":${nano}}\n`

const valueOf = (argv: readonly string[], option: string) => argv[argv.indexOf(option) + 1]!

test('a child listens that dies with us, and never by the API service', async () => {
  const { clock, children, states } = listening()
  await clock.pass(3_000)
  expect(children).toHaveLength(1)
  const { argv, options } = children[0]!
  expect(argv.slice(0, 4)).toEqual(['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--'])
  expect(argv).toContain('--remote=false')
  expect(valueOf(argv, '--since')).toBe('2026-11-24T09:53:20.000Z')
  expect(options.env).toEqual({ HOME: '/home/dev' })
  expect(states).toMatchObject([{ state: 'heard', of: 'podman:user', notice: null }])
})

test('where there is no setpriv it lives for a bounded time at most', async () => {
  const { clock, children } = listening({ find: async (name) => (name === 'podman' ? '/usr/bin/podman' : null) })
  await clock.pass(1)
  const { argv } = children[0]!
  expect(argv[0]).toBe('/usr/bin/podman')
  expect(Date.parse(valueOf(argv, '--until')) - clock.now()).toBeLessThanOrEqual(3_600_000)
})

test('pulls are told with the digests of the image that the event names', async () => {
  const { clock, children, pulls, inspected } = listening()
  await clock.pass(1)
  const { onOutput } = children[0]!.options
  const first = line('docker.io/library/demo:1', '1795514534513071069')
  onOutput!(first.slice(0, 50))
  onOutput!(first.slice(50))
  onOutput!(line('docker.io/library/demo:2', '1795514535000000000', { ID: undefined }))
  onOutput!(line('docker.io/library/no:1', '1795514536000000000', { Status: 'pull-error', error: 'no such host' }))
  await vi.waitFor(() => expect(pulls).toHaveLength(3))
  expect(pulls).toMatchObject([
    { image: 'docker.io/library/demo:1', at: 1_795_514_534_513, when: 'end', digests: [digest], failed: null },
    { image: 'docker.io/library/demo:2', when: 'begin', digests: [], failed: null },
    { image: 'docker.io/library/no:1', when: 'end', digests: [], failed: 'no such host' },
  ])
  expect(inspected).toEqual([id])
})

test('what podman remembers is told first, and once', async () => {
  const known = line('demo:1', '1795514534513071069')
  const { clock, children, looks, pulls } = listening({}, { remembered: known })
  await clock.pass(1)
  expect(looks).toHaveLength(1)
  expect(valueOf(looks[0]!, '--since')).toBe('2026-11-24T09:53:20.000Z')
  expect(valueOf(children[0]!.argv, '--since')).toBe('2026-11-24T10:02:13.513Z')
  children[0]!.options.onOutput!(known + line('demo:2', '1795514535000000000'))
  await vi.waitFor(() => expect(pulls.map(({ image }) => image)).toEqual(['demo:1', 'demo:2']))
})

test('the hour’s end loses and doubles nothing, and is no state', async () => {
  const { clock, children, pulls, states } = listening()
  await clock.pass(3_000)
  const known = line('demo:1', '1795514534513071069')
  children[0]!.options.onOutput!(known)
  await clock.pass(3_600_000)
  children[0]!.end(0)
  await clock.pass(2_000)
  expect(children).toHaveLength(2)
  expect(valueOf(children[1]!.argv, '--since')).toBe('2026-11-24T10:02:13.513Z')
  children[1]!.options.onOutput!(known + line('demo:2', '1795514534513071070'))
  await vi.waitFor(() => expect(pulls.map(({ image }) => image)).toEqual(['demo:1', 'demo:2']))
  expect(states).toHaveLength(1)
})

test('a child that fails is begun ever more rarely, and its words are told', async () => {
  const { clock, children, states } = listening()
  for (let seconds = 0; seconds < 3_600; seconds += 5) {
    await clock.pass(5_000)
    children.at(-1)!.end(125, 'a warning\nError: cannot read events with the "none" logger\n')
  }
  expect(children.length).toBeLessThan(25)
  const lost = states.filter(({ state }) => state === 'lost')
  expect(lost[0]?.notice?.values).toMatchObject({ why: 'cannot read events with the "none" logger' })
})

test('podman is waited for where it is not installed', async () => {
  const { clock, children, states } = listening({ find: async () => null })
  await clock.pass(3_600_000)
  expect(children).toHaveLength(0)
  expect(states).toMatchObject([{ state: 'waiting', notice: { code: 'engine-events-no-program' } }])
})

test('nothing is begun after the end', async () => {
  const { clock, ends, children, states } = listening()
  await clock.pass(3_000)
  ends.abort()
  await clock.pass(3_600_000)
  expect(children).toHaveLength(1)
  expect(states).toHaveLength(1)
})

test.each([
  ['root’s podman, for a user', {}, { scope: 'system' }, 'engine-events-root-only'],
  ['podman in another machine', { inGuest: true }, {}, 'engine-events-guest'],
] as const)('%s is not heard', async (_, more, who, code) => {
  const { clock, children, states } = listening(more, who)
  await clock.pass(60_000)
  expect(children).toHaveLength(0)
  expect(states).toMatchObject([{ state: 'not-set-up', notice: { code } }])
})

test('root’s podman is heard once', async () => {
  const { clock, children, states } = listening({}, { uid: 0, scope: 'user' })
  await clock.pass(60_000)
  expect([children, states]).toEqual([[], []])
})

test('root’s podman is heard by root, with the configuration of root', async () => {
  const { clock, children } = listening({}, { uid: 0, scope: 'system' })
  await clock.pass(1)
  expect(children[0]!.options.env).toEqual({ HOME: '/root' })
})
