import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openCore } from '../../electron/service/core.ts'
import { placeOf } from '../../electron/service/place.ts'
import type { EngineStatus } from '../../shared/contract.ts'
import { rootAt, type Root } from '../electron/system/root-at.ts'
import { temporaryRoot } from '../electron/system/temporary-root.ts'
import { treeDigest } from '../lab/tree-digest.ts'

const folder = (name: string): string => new URL(name, import.meta.url).pathname
const home = temporaryRoot().path('')
let roots = 0

function emptyRoot(): Root {
  mkdirSync(`${home}/${++roots}`)
  return rootAt(`${home}/${roots}`)
}

/** Takes over what stands below a root: nothing changes by it, and what became ours goes by “off” and returns by undo. */
async function takeOver(root: Root, engine: string): Promise<'nothing' | 'listed' | 'owned'> {
  const core = await openCore(placeOf({ root: root.path(''), engine: [engine], scope: 'system' }))
  const effective = async (): Promise<EngineStatus['effective']> =>
    (await core.call('status.read', { probe: false })).engines[0]?.effective ?? []
  const tree = (): readonly string[] => treeDigest(root, ['/etc'], { times: true })
  const [before, files] = [await effective(), tree()]
  const found = await core.call('import.look', {})
  for (const { path, line, spelled } of found.entries) {
    if (line === null || spelled.includes('•')) continue
    expect(readFileSync(root.path(path), 'utf8').split('\n')[line - 1]).toContain(
      JSON.stringify(spelled).slice(1, -1).replace(/\/+$/, ''),
    )
  }
  const { engines } = await core.call('import.take', { expect: found.id })
  expect(engines.flatMap(({ failure }) => failure ?? [])).toEqual([])
  expect([await effective(), tree()]).toEqual([before, files])
  const owned = found.entries.filter((entry) => entry.owned)
  if (owned.length > 0) {
    const order = { to: 'off', engines: null, mirrors: null, keepTheirs: null, strict: null } as const
    const off = await core.call('switch.set', { ...order, expect: null, accept: true, check: false })
    expect(off.engines.flatMap(({ failure }) => failure ?? [])).toEqual([])
    const gone = await effective()
    expect(gone.filter(({ endpoint }) => owned.some(({ mirror }) => mirror?.url === endpoint))).toEqual([])
    await core.call('history.undo', { id: null, accept: true })
    expect(await effective()).toEqual(before)
  }
  await core.close()
  if (owned.length > 0) return 'owned'
  return found.entries.some(({ fate }) => fate !== 'left') ? 'listed' : 'nothing'
}

const outcomes = { nothing: 0, listed: 0, owned: 0 }

describe('by hand in daemon.json', () => {
  test.each(readdirSync(folder('docker/daemon.json')))('%s', async (name) => {
    const root = emptyRoot()
    root.put('/etc/docker/daemon.json', readFileSync(folder(`docker/daemon.json/${name}`)), 0o644)
    outcomes[await takeOver(root, 'docker@26.1:classic')]++
  })

  test('most of the files with a mirror become ours', () => {
    expect(outcomes.owned).toBeGreaterThan(10)
  })
})

describe('by hand in hosts.toml', () => {
  test.each(readdirSync(folder('docker/hosts.toml')))('%s', async (name) => {
    const root = emptyRoot()
    root.put('/etc/docker/certs.d/docker.io/hosts.toml', readFileSync(folder(`docker/hosts.toml/${name}`)), 0o644)
    await takeOver(root, 'docker@28.5:c8d')
  })
})

describe('by hand in registries.conf', () => {
  test.each(readdirSync(folder('podman')).filter((name) => /^\d/.test(name)))('%s', async (name) => {
    const root = emptyRoot()
    const from = folder(`podman/${name}/etc`)
    for (const path of readdirSync(from, { recursive: true, withFileTypes: true })) {
      if (!path.isFile()) continue
      const whole = `${path.parentPath}/${path.name}`
      root.put(`/etc/containers${whole.slice(from.length)}`, readFileSync(whole), 0o644)
    }
    await takeOver(root, 'podman@5.4')
  })
})
