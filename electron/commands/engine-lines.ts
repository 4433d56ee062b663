import type { EngineStatus } from '../../shared/contract.ts'
import { engineName, nameWords, typedName } from '../../shared/engine-names.ts'
import { stateWords } from '../../shared/state-words.ts'
import { noticeLines } from './words.ts'

const shapes: Readonly<Record<EngineStatus['state'], string>> = {
  off: '○',
  'not-set-up': '○',
  configured: '●',
  loaded: '●',
  proven: '●',
  'changed-outside': '▲',
  cannot: '–',
  problem: '▲',
}

/** A line for each engine, its reason and remedy below. */
export function engineLines(engines: readonly EngineStatus[]): readonly string[] {
  const width = widthOf(engines)
  return engines.flatMap((engine) => [head(engine, width), ...said(engine)])
}

/** The same, and for each by what it was found, its files, and where its pulls go in which order. */
export function verboseLines(engines: readonly EngineStatus[]): readonly string[] {
  const width = widthOf(engines)
  return engines.flatMap((engine, at) => [
    ...(at === 0 ? [] : ['']),
    head(engine, width),
    `  ${engineName(engine, engines, nameWords.en)}${engine.chosen ? '' : ', not under the switch'}`,
    ...titled(
      'found by',
      engine.found.map(({ message }) => message),
    ),
    ...titled('files', engine.targets.map(file)),
    ...titled('tries', orders(engine)),
    ...titled('evidence', engine.proof?.evidence ?? []),
    ...said(engine),
  ])
}

/** What stands for engines that are left alone, where nobody asked for more; none for none. */
export function asideLines(count: number): readonly string[] {
  if (count === 0) return []
  return ['', `${count} more ${count === 1 ? 'engine' : 'engines'} found, left alone: pullcord status --verbose`]
}

// As it is typed behind --engine.
function named(engine: EngineStatus): string {
  return `${typedName(engine)} ${engine.version ?? ''}`.trimEnd()
}

function widthOf(engines: readonly EngineStatus[]): number {
  return Math.max(16, ...engines.map((engine) => named(engine).length))
}

function head(engine: EngineStatus, width: number): string {
  const { scope, state, proof } = engine
  const since = proof ? ` at ${new Date(proof.at).toLocaleTimeString()} by ${proof.image}` : ''
  return `${shapes[state]} ${named(engine).padEnd(width)} ${scope.padEnd(7)} ${stateWords.en.state[state]}${since}`
}

function said({ notice, notes }: EngineStatus): readonly string[] {
  return [...(notice ? noticeLines(notice) : []), ...notes.flatMap(noticeLines)]
}

// The title once, what it is about below each other.
function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => `  ${(at === 0 ? title : '').padEnd(9)} ${line}`)
}

function file({ path, digest, ours }: EngineStatus['targets'][number]): string {
  return `${path}${digest === null ? ', not there' : ours ? ', written by Pullcord' : ''}`
}

function orders({ effective }: EngineStatus): readonly string[] {
  const byUpstream = Map.groupBy(effective, ({ upstream }) => upstream)
  return [...byUpstream].map(
    ([upstream, endpoints]) => `${upstream}: ${endpoints.map(({ endpoint }) => endpoint).join(', then ')}`,
  )
}
