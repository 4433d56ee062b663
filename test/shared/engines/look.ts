import { createHash } from 'node:crypto'
import type { Desired, Engine } from '../../../shared/engine.ts'
import type { DockerFacts, EngineFacts, PodmanFacts, RunningDocker } from '../../../shared/facts.ts'
import { byteOrder, type FileState, type Files, type Original } from '../../../shared/files.ts'
import type { Plan } from '../../../shared/plan.ts'
import { makeMirror, type Certificate, type Mirror } from '../../../shared/registry.ts'
import { parseVersion } from '../../../shared/engine.ts'
import { targetKey, targetPath, type Places, type Target } from '../../../shared/targets.ts'

export const places: Places = { home: '/home/a', configHome: '/home/a/cfg', stateHome: '/home/a/state' }

/** What lies on a disk and in memory; times in ms since 1970, by path, zero where none is given. */
export interface Scene {
  readonly texts?: Readonly<Record<string, string>>
  readonly refused?: Readonly<Record<string, Extract<FileState, { kind: 'refused' }>>>
  readonly times?: Readonly<Record<string, number>>
  readonly memory?: readonly (readonly [Target, Original])[]
  readonly owned?: readonly Mirror[]
  /** Directories that may not be read, and those that are symbolic links. */
  readonly closed?: readonly string[]
  readonly links?: readonly string[]
}

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

export const ca: Certificate = { sha256: 'a'.repeat(64), pem: 'PEM\n' }

/** A mirror as it is typed, `docker.io=http://m:5000`. */
export function mirror(typed: string, options: { insecure?: boolean; ca?: Certificate } = {}): Mirror {
  const [upstream = '', url = ''] = typed.split('=')
  const made = makeMirror(upstream, url, options)
  if (!made.ok) throw new Error(made.notice.message)
  return made.value
}

export function podmanFacts(
  version: string,
  scope: 'user' | 'system' = 'system',
  pid: number | null = null,
): PodmanFacts {
  return { id: 'podman', scope, version: parseVersion(version), service: pid === null ? null : { pid, startedAt: 0 } }
}

export function dockerFacts(
  version: string,
  store: DockerFacts['store'] = 'classic',
  more: Partial<DockerFacts> = {},
): DockerFacts {
  return { id: 'docker', scope: 'system', version: parseVersion(version), store, flags: [], running: null, ...more }
}

/** A dockerd that says it has these mirrors in force. */
export function running(
  mirrors: readonly string[] = [],
  insecure: readonly string[] = [],
  startedAt = 100,
): RunningDocker {
  return { pid: 42, startedAt, loaded: { mirrors, insecure }, silent: null }
}

/** Everything that planning may know of a scene. */
export function filesOf<F extends EngineFacts>(engine: Engine<F>, facts: F, desired: Desired, scene: Scene): Files {
  const { texts = {}, refused = {}, times = {}, memory = [], owned = [], closed = [], links = [] } = scene
  const inputs = engine.inputs(facts, places)
  const remembered = memory.map(([target]) => target)
  const directories = new Map(
    inputs.flatMap((input): readonly (readonly [string, readonly string[] | null])[] => {
      if (input.kind === 'file') return []
      if (closed.includes(input.path)) return [[input.path, null]]
      const inside = [...Object.keys(texts), ...Object.keys(refused)].filter((path) =>
        path.startsWith(`${input.path}/`),
      )
      const names = inside.map((path) => path.slice(input.path.length + 1))
      return [[input.path, names.filter((name) => !name.includes('/') && name.endsWith(input.ending)).sort(byteOrder)]]
    }),
  )
  const state = (path: string): FileState => {
    const text = texts[path]
    if (text === undefined) return refused[path] ?? { kind: 'absent' }
    return { kind: 'text', text, digest: digestOf(text), modifiedAt: times[path] ?? 0 }
  }
  const paths = [
    ...inputs.flatMap((input) => (input.kind === 'file' ? [input.path] : [])),
    ...[...directories].flatMap(([directory, names]) => (names ?? []).map((name) => `${directory}/${name}`)),
    ...[...engine.targets(facts, desired), ...engine.targets(facts, { ...desired, mirrors: owned }), ...remembered].map(
      (target) => targetPath(target, places),
    ),
  ]
  return {
    files: new Map(paths.map((path) => [path, state(path)])),
    directories,
    links: new Set(links),
    remembered,
    originals: new Map(memory.map(([target, original]) => [targetKey(target), original])),
    owned,
  }
}

/** The plan for these mirrors in a scene. */
export function planIn<F extends EngineFacts>(
  engine: Engine<F>,
  facts: F,
  mirrors: readonly Mirror[],
  scene: Scene,
  more: Partial<Desired> = {},
): Plan {
  const desired: Desired = { mirrors, keepTheirs: true, strict: false, ...more }
  return engine.plan(filesOf(engine, facts, desired, scene), desired, facts, places)
}

/** What is remembered of a change after it was carried out. */
export function memoryOf({ changes }: Plan): readonly (readonly [Target, Original])[] {
  return changes.map(({ target, base, after, entries }) => [
    target,
    {
      before: base,
      beforeDigest: base === null ? null : digestOf(base),
      written: after === null ? [] : [digestOf(after)],
      entries,
    },
  ])
}

/** The texts of a scene after a plan was carried out. */
export function textsAfter(
  { changes }: Plan,
  texts: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const changed = changes.flatMap(({ path, after }) => (after === null ? [] : [[path, after] as const]))
  const gone = new Set(changes.map(({ path }) => path))
  return Object.fromEntries([...Object.entries(texts).filter(([path]) => !gone.has(path)), ...changed])
}

/** The codes of what a plan refuses and notes. */
export const told = ({ refused, notes }: Plan) => ({
  refused: refused.map(({ notice }) => notice.code),
  notes: notes.map(({ code }) => code),
})
