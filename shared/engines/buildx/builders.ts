import { isTable, parseToml } from '../../codecs/toml.ts'
import type { Builder, BuilderNode } from '../../facts.ts'

/**
 * The commands that make a builder anew with the same name, nodes and options, one argument list each; null where
 * they could not say it exactly. Its cache stays, and which builder is in use is remembered apart [measured 0.29].
 */
export function commandsFor({ name, nodes }: Builder): readonly (readonly string[])[] | null {
  if (nodes.length === 0 || nodes.some(({ flags }) => flags.some((flag) => /['"\\\s]/.test(flag)))) return null
  const created = nodes.map((node, at) => [
    'docker',
    'buildx',
    'create',
    '--name',
    name,
    ...(at === 0 ? ['--driver', 'docker-container'] : ['--append']),
    ...optionsOf(node),
    node.endpoint,
  ])
  return [['docker', 'buildx', 'rm', '--keep-state', name], ...created]
}

function optionsOf({ name, platforms, options, flags }: BuilderNode): readonly string[] {
  return [
    '--node',
    name,
    ...Object.entries(options).flatMap(([key, value]) => ['--driver-opt', csvField(`${key}=${value}`)]),
    ...(given(flags).length === 0 ? [] : [`--buildkitd-flags=${given(flags).join(' ')}`]),
    ...(platforms.length === 0 ? [] : ['--platform', platforms.join(',')]),
  ]
}

// buildx puts this one behind the flags of a builder where none of its kind is among them, and behind a flag that
// it does not know even where one is [measured 0.29].
const added = '--allow-insecure-entitlement=network.host'

function given(flags: readonly string[]): readonly string[] {
  const isAdded = flags.at(-1) === added && flags.filter((flag) => flag.startsWith('--allow-insecure-')).length === 1
  return isAdded ? flags.slice(0, -1) : flags
}

// The value of --driver-opt is read as a line of CSV.
function csvField(text: string): string {
  return /[",\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The same commands as a person types them. */
export function commandLine(builder: Builder): string {
  const commands = commandsFor(builder) ?? [
    ['docker', 'buildx', 'rm', '--keep-state', builder.name],
    ['docker', 'buildx', 'create', '--name', builder.name, '…'],
  ]
  return commands.map((argv) => argv.map(shellWord).join(' ')).join(' && ')
}

function shellWord(word: string): string {
  return /^[\w./:=,@…-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** Whether every node of a builder was made with this very configuration; null is none. */
export function isMadeWith({ nodes }: Builder, text: string | null): boolean {
  const wanted = meaningOf(text)
  return nodes.every(({ config }) => meaningOf(config) === wanted)
}

/** Whether a builder is another than it was, but for the configuration it was made with. */
export function differs(before: Builder, after: Builder | null): boolean {
  const bare = (builder: Builder): string => JSON.stringify(builder.nodes.map((node) => ({ ...node, config: null })))
  return after === null || bare(before) !== bare(after)
}

/** What a configuration says, whatever its order, with the files that it names by their last part: buildx copies them. */
function meaningOf(text: string | null): string {
  const parsed = parseToml('', text ?? '')
  if (!parsed.ok) return text ?? ''
  return JSON.stringify(parsed.value, (key, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`
    if (key === 'ca' && Array.isArray(part)) return part.map((path) => lastPart(path))
    if ((key === 'key' || key === 'cert') && typeof part === 'string') return lastPart(part)
    if (!isTable(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function lastPart(path: unknown): unknown {
  return typeof path === 'string' ? path.slice(path.lastIndexOf('/') + 1) : path
}
