import { cpSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { undo } from '../../../electron/switching/undo.ts'
import type { Workplace } from '../../../electron/switching/place.ts'
import type { EngineReport } from '../../../shared/contract.ts'
import { asAppError } from '../../../shared/errors.ts'
import { settingsWith, turn, mirrorsOf, workplace } from '../service/workplace.ts'
import { treeDigest } from '../../lab/tree-digest.ts'
import type { Settings } from '../../../shared/settings.ts'
import { rounds } from '../../runs.ts'
import { rootAt, type Root } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'
import { changing, watch } from './watched-fs.ts'

vi.mock('node:fs/promises', async (original) => {
  const { watched } = await import('./watched-fs.ts')
  return watched(await original())
})

const ca = { sha256: 'a'.repeat(64), pem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n' }
const trusted = settingsWith(mirrorsOf(['docker.io=https://one:5000'], { ca }))
const plain = settingsWith(mirrorsOf(['docker.io=http://two:5000']))
const nothing = settingsWith([])
// Every other call in the short form, the even ones for one fault and the odd ones for the other.
const stride = rounds(2, 1)

type Way = {
  readonly name: string
  readonly engine: string
  readonly first: Settings | null
  readonly second?: Settings
  readonly to: 'on' | 'off' | 'undo'
  readonly next: Settings
}

/** Ways from one state of the files to another, through real calls of the system. */
const ways: readonly Way[] = [
  { name: 'podman on', engine: 'podman', first: null, to: 'on', next: trusted },
  { name: 'podman off', engine: 'podman', first: trusted, to: 'off', next: nothing },
  { name: 'docker on', engine: 'docker@20.10', first: null, to: 'on', next: plain },
  { name: 'docker to other mirrors', engine: 'docker@28.5:classic', first: trusted, to: 'on', next: plain },
  { name: 'podman undo', engine: 'podman', first: trusted, second: plain, to: 'undo', next: plain },
  { name: 'docker undo', engine: 'docker@28.5:classic', first: plain, second: trusted, to: 'undo', next: trusted },
  { name: 'docker off', engine: 'docker@20.10', first: plain, to: 'off', next: nothing },
]

const home = temporaryRoot().path('')
let copies = 0

/** A fresh copy of a prepared root. */
function copyOf(prepared: Root): Root {
  const copy = `${home}/${++copies}`
  cpSync(prepared.path(''), copy, { recursive: true, preserveTimestamps: true })
  return rootAt(copy)
}

async function prepare({ engine, first, second }: Way): Promise<Root> {
  const root = rootAt(`${home}/${++copies}`)
  root.put('/etc/docker/daemon.json', '{\n\t"debug": true\n}', 0o600)
  root.put('/etc/containers/registries.conf', '# comments\n')
  for (const state of [first, second ?? null]) {
    if (!state) continue
    expect(await turn(workplace(root.disk, engine, null, 'system'), 'on', state)).toMatchObject({ failure: null })
  }
  return root
}

const tree = (root: Root): readonly string[] => treeDigest(root, ['/etc'])
// Displaced bytes may wait for the next change; engines do not see them, nor that a file has a second name.
const seen = (root: Root): readonly string[] =>
  tree(root)
    .filter((line) => !line.includes('/.pullcord-'))
    .map((line) => line.replace(' 2 links', ' 1 links'))

const filesIn = (lines: readonly string[]): readonly string[] => lines.filter((line) => !line.endsWith('directory'))

async function undone(place: Workplace): Promise<Pick<EngineReport, 'failure' | 'changed'>> {
  try {
    return (await undo(place, null, true)).report
  } catch (error) {
    return { failure: asAppError(error).notice, changed: false }
  }
}

/** Runs the way with a fault at one changing call: it fails once, or the process is as good as killed there. */
async function faulty(root: Root, { engine, to, next }: Way, at: number, fault: 'fails' | 'dies') {
  const calls: string[] = []
  watch.call = (name, [path]) => {
    const dead = fault === 'dies' && calls.length >= at
    if (changing.includes(name)) calls.push(`${name} ${String(path)}`)
    if (dead || (changing.includes(name) && calls.length === at)) throw Object.assign(new Error(fault), { code: 'EIO' })
  }
  const place = workplace(root.disk, engine, null, 'system')
  const report = await (to === 'undo' ? undone(place) : turn(place, to, next))
  watch.call = null
  return { report, calls }
}

describe.each(ways)('$name: the disk', (way) => {
  test.each(['fails', 'dies'] as const)('%s at any call', { timeout: 60_000 }, async (fault) => {
    const prepared = await prepare(way)
    const before = seen(prepared)
    const healthy = copyOf(prepared)
    const { report, calls } = await faulty(healthy, way, 0, 'fails')
    expect(report).toMatchObject({ failure: null, changed: true })
    const after = seen(healthy)
    await turn(workplace(healthy.disk, way.engine, null, 'system'), 'off', nothing)
    const off = tree(healthy)
    expect(readFileSync(healthy.path('/etc/docker/daemon.json'), 'utf8')).toBe('{\n\t"debug": true\n}')
    expect(calls.length).toBeGreaterThan(10)

    for (let at = fault === 'fails' ? 1 : 2; at <= calls.length; at += stride) {
      const root = copyOf(prepared)
      const broken = await faulty(root, way, at, fault)
      const where = `call ${at}: ${broken.calls[at - 1]}`
      if (fault === 'fails' && broken.report.failure === null) expect(seen(root), where).toEqual(after)
      // Directories are cleared up last, after the files are what they should be.
      if (fault === 'fails') expect([before, after].map(filesIn), where).toContainEqual(filesIn(seen(root)))
      expect(await turn(workplace(root.disk, way.engine, null, 'system'), 'off', nothing), where).toMatchObject({
        failure: null,
      })
      expect(tree(root), `off after ${where}`).toEqual(off)
    }
  })
})
