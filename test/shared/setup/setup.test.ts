import { expect, test } from 'vitest'
import { enginesToFollow, firstEngine, firstImage, setUp, type MirrorSource } from '../../../shared/setup/setup.ts'
import type { Status } from '../../../shared/contract.ts'
import { parseReference } from '../../../shared/registry.ts'
import type { HostedMirror } from '../../../shared/hosting/contract.ts'
import { notice } from '../../../shared/notice.ts'
import { ScriptedCore, type Answers } from '../../electron/scripted-core.ts'
import { engine, status as statusOf } from '../../renderer/status-of.ts'

const draft = { upstream: 'docker.io', url: 'http://m.lan:5000', insecure: false, ca: null }
const podman = { id: 'podman', scope: 'user' } as const
const docker = { id: 'docker', scope: 'system' } as const

async function run(
  answers: Answers,
  image: string | null = 'docker.io/library/demo:1',
  source: MirrorSource = { kind: 'team', draft },
) {
  const core = new ScriptedCore(answers)
  const begun: string[] = []
  const tools = { call: core.call.bind(core), task: 'first', begin: (step: string) => void begun.push(step) }
  const result = await setUp(source, image, tools)
  return { result, begun, names: core.calls.map(({ name }) => name), core }
}

const before: Status = statusOf('off', [engine('podman', 'off'), engine('docker', 'off')])
const after: Status = statusOf('off', [engine('podman', 'configured'), engine('docker', 'off')])
const went = { to: 'on', changed: true, status: after } as const
const fared = { engine: podman, changed: true, failure: null, notes: [] }

test('the mirror, podman, one pull; docker is left for its diff', async () => {
  const verification = { engine: podman, reached: 'proven', notice: null, evidence: [], proof: null } as const
  const { result, begun, core } = await run({
    'status.read': () => before,
    'switch.set': () => ({ ...went, engines: [fared] }),
    'engine.verify': () => verification,
  })
  expect(begun).toEqual(['mirror', 'engine', 'proof'])
  expect(result).toMatchObject({ url: draft.url, first: podman, verification, rest: [docker] })
  expect(core.inputsOf('switch.set')).toMatchObject([{ to: 'on', engines: [podman], mirrors: [draft], check: true }])
  expect(core.inputsOf('engine.verify')).toMatchObject([{ image: 'docker.io/library/demo:1' }])
})

test('exactly the plan that a person saw is carried out', async () => {
  const core = new ScriptedCore({ 'status.read': () => before, 'switch.set': () => ({ ...went, engines: [fared] }) })
  const tools = { call: core.call.bind(core), task: 'first', begin: () => undefined, expect: 'plan 1' }
  await setUp({ kind: 'team', draft }, null, tools)
  expect(core.inputsOf('switch.set')).toMatchObject([{ engines: [podman], expect: 'plan 1' }])
})

test('nothing is pulled where no image is named, nor where podman did not follow', async () => {
  const answers: Answers = { 'status.read': () => before, 'switch.set': () => ({ ...went, engines: [fared] }) }
  expect((await run(answers, null)).names).toEqual(['status.read', 'switch.set'])
  const failed = { ...fared, changed: false, failure: notice('busy') }
  const { names, result } = await run({ ...answers, 'switch.set': () => ({ ...went, engines: [failed] }) })
  expect(names).toEqual(['status.read', 'switch.set'])
  expect(result.report?.engines).toEqual([failed])
})

test('a mirror on this computer is started first, and goes on the list with the engine that uses it', async () => {
  const hosted = { url: 'http://127.0.0.1:5000', state: 'running', notice: null } as HostedMirror
  const answers: Answers = {
    'host.start': () => hosted,
    'status.read': () => before,
    'switch.set': () => ({ ...went, engines: [fared] }),
  }
  const here: MirrorSource = { kind: 'here', upstream: 'docker.io' }
  const { result, core } = await run(answers, null, here)
  expect(result.url).toBe(hosted.url)
  expect(core.inputsOf('host.start')).toMatchObject([{ task: 'first', upstream: 'docker.io', share: null, add: false }])
  expect(core.inputsOf('switch.set')).toMatchObject([{ mirrors: [{ upstream: 'docker.io', url: hosted.url }] }])
  const waiting = { ...hosted, state: 'waiting-for-upstream', notice: notice('busy') } as HostedMirror
  await expect(run({ ...answers, 'host.start': () => waiting }, null, here)).rejects.toMatchObject({
    notice: { code: 'busy' },
  })
})

test('without a podman the mirror is put on the list, and all else follows with its diff', async () => {
  const status = statusOf('off', [engine('docker', 'off')])
  const { names, result } = await run({ 'status.read': () => status, 'mirror.add': () => ({}) as never })
  expect(names).toEqual(['status.read', 'mirror.add', 'status.read'])
  expect(result).toMatchObject({ first: null, report: null, rest: [docker] })
})

test.each([
  [[engine('docker', 'off'), engine('podman', 'off')], podman],
  [[engine('podman', 'off', { scope: 'system' }), engine('podman', 'off')], podman],
  [[engine('podman', 'off', { scope: 'system' })], { id: 'podman', scope: 'system' }],
  [[engine('podman', 'cannot')], null],
  [[engine('podman', 'off', { instance: 'lima.default' })], null],
])('the engine that goes first: %#', (engines, first) => expect(firstEngine({ engines })).toEqual(first))

test('who may follow is under the switch, and does not use the mirror yet', () => {
  const engines = [
    engine('podman', 'proven'),
    engine('docker', 'off'),
    engine('docker', 'off', { id: 'k3s', chosen: false }),
  ]
  expect(enginesToFollow({ engines })).toEqual([docker])
})

test('each first image is an image of its registry', () => {
  for (const upstream of ['docker.io', 'quay.io', 'registry.k8s.io'])
    expect(parseReference(firstImage(upstream)!)).toMatchObject({ value: { upstream } })
  expect(firstImage('ghcr.io')).toBeNull()
})
