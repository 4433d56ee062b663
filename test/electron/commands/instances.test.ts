import { afterEach, expect, test, vi } from 'vitest'
import { drift } from '../../../electron/commands/drift.ts'
import { status } from '../../../electron/commands/status.ts'
import { verify } from '../../../electron/commands/verify.ts'
import { notice } from '../../../shared/notice.ts'
import { engineStatus, offStatus, ScriptedCore } from '../scripted-core.ts'

const node = { id: 'containerd', scope: 'system', instance: 'kind.kind-worker' } as const
const why = notice('engine-absent', { engine: 'k3s' })
const left = engineStatus({ id: 'k3s', scope: 'system', chosen: false, state: 'not-set-up', notice: why })

const core = () =>
  new ScriptedCore({
    'status.read': () => ({ ...offStatus, engines: [engineStatus(), engineStatus(node), left] }),
    'engine.verify': ({ engine }) => ({ engine, reached: 'loaded', notice: null, evidence: [], proof: null }),
    'mirror.history': () => [],
    'drift.read': ({ engine }) => ({
      engine,
      files: engine.instance ? [{ path: '/etc/a', diff: null, changedAt: null, writer: why }] : [],
      fight: null,
    }),
  })

/** What is printed meanwhile. */
function printed(): readonly string[] {
  const lines: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(...String(text).split('\n')) > 0)
  return lines
}

afterEach(() => vi.restoreAllMocks())

test('an engine in a machine inside this one is asked as itself, and one of this machine by its bare key', async () => {
  const [asked, lines] = [core(), printed()]
  await verify.run({ values: {}, positionals: [] }, asked)
  expect(asked.inputsOf('engine.verify')).toMatchObject([{ engine: { id: 'podman', scope: 'user' } }, { engine: node }])
  expect(asked.inputsOf('engine.verify')).not.toContainEqual(expect.objectContaining({ engine: left }))
  expect(lines).toContain('containerd/kind.kind-worker:system: loaded: the engine says so')
})

test('the ways on after a change outside name the machine', async () => {
  const lines = printed()
  await drift.run({ values: {}, positionals: [] }, core())
  expect(lines).toContain('  bring ours back       pullcord on --engine containerd/kind.kind-worker --scope system')
})

test('status folds what is left alone until it is asked for, in general or by name', async () => {
  const said = async (values: Readonly<Record<string, string | boolean>>) => {
    const lines = printed()
    await status.run({ values, positionals: [] }, core())
    vi.restoreAllMocks()
    return lines.join('\n')
  }
  expect(await said({})).toContain('1 more engine found, left alone')
  expect(await said({})).not.toContain(why.message)
  expect(await said({ verbose: true })).toContain('K3s, not under the switch')
  expect(await said({ engine: 'k3s' })).toContain(why.message)
})
