import { parseBuildkitdToml, registryOf } from '../../shared/codecs/buildkitd-toml.ts'
import type { Desired, Scope } from '../../shared/engine.ts'
import { mirrorLocation } from '../../shared/engines/buildkit/wanted.ts'
import { commandLine, commandsFor, differs } from '../../shared/engines/buildx/builders.ts'
import { failure } from '../../shared/errors.ts'
import type { Builder, BuilderNode, BuildxFacts } from '../../shared/facts.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import type { Mirror } from '../../shared/registry.ts'
import type { Disk, Processes, System } from '../system/system.ts'
import { lastLine } from '../system/last-line.ts'
import type { EngineReach, Loaded } from './reach.ts'

const askMs = 120_000
const mostBuilders = 100
// Where they are set, buildx keeps its builders and its default elsewhere [D].
const elsewhere = ['BUILDX_CONFIG', 'DOCKER_CONFIG']

/** docker buildx, reached by the files in which it keeps its builders [measured 0.29], and by its command line. */
export const buildxReach: EngineReach<BuildxFacts> = { id: 'buildx', detect, loaded, reload }

async function detect({ disk, processes }: System, scope: Scope): Promise<BuildxFacts | null> {
  if (!processes || scope !== 'user') return null
  const directory = `${disk.places.home}/.docker/buildx`
  const names = await disk.names(directory).catch(() => null)
  if (names === null) return null
  const builders = await readBuilders(disk)
  return {
    id: 'buildx',
    scope,
    version: null,
    builders,
    environment: elsewhere.filter((name) => process.env[name]),
    found: [notice('found-files', { path: directory })],
    aside: builders.length === 0 ? notice('buildx-no-builders') : null,
  }
}

function instances({ places }: Disk): string {
  return `${places.home}/.docker/buildx/instances`
}

async function readBuilders(disk: Disk): Promise<readonly Builder[]> {
  const names = (await disk.names(instances(disk)).catch(() => null)) ?? []
  const read = await Promise.all(names.slice(0, mostBuilders).map((name) => readBuilder(disk, name)))
  return read.filter((builder) => builder !== null)
}

interface Instance {
  readonly Name?: string
  readonly Driver?: string
  readonly Dynamic?: boolean
  readonly Nodes?: readonly InstanceNode[] | null
}

interface InstanceNode {
  readonly Name?: string
  readonly Endpoint?: string
  readonly Platforms?:
    | readonly { readonly os?: string; readonly architecture?: string; readonly variant?: string }[]
    | null
  readonly DriverOpts?: Readonly<Record<string, string>> | null
  readonly Flags?: readonly string[] | null
  readonly Files?: Readonly<Record<string, string>> | null
}

// Only those in containers take the default; null for any other, and for a file that is none.
async function readBuilder(disk: Disk, file: string): Promise<Builder | null> {
  const state = await disk.read(`${instances(disk)}/${file}`)
  if (state.kind !== 'text') return null
  try {
    const { Name, Driver, Dynamic, Nodes } = JSON.parse(state.text) as Instance
    if (Name === undefined || Driver !== 'docker-container' || Dynamic === true) return null
    return { name: Name, madeAt: state.modifiedAt, nodes: (Nodes ?? []).map(readNode) }
  } catch {
    return null
  }
}

function readNode({ Name, Endpoint, Platforms, DriverOpts, Flags, Files }: InstanceNode): BuilderNode {
  const config = Files?.['buildkitd.toml']
  return {
    name: Name ?? '',
    endpoint: Endpoint ?? '',
    platforms: (Platforms ?? []).map(({ os, architecture, variant }) =>
      [os, architecture, variant].filter((part) => part !== undefined && part !== '').join('/'),
    ),
    options: DriverOpts ?? {},
    flags: Flags ?? [],
    config: config === undefined ? null : Buffer.from(config, 'base64').toString('utf8'),
  }
}

// A builder has what it was made with; its own file shows that.
async function loaded(_: System, { builders }: BuildxFacts, { mirrors }: Desired): Promise<Loaded> {
  if (builders.length === 0) return { kind: 'silent', notice: notice('buildx-up-to-date') }
  const old = builders.filter((builder) => !mirrors.every((mirror) => names(builder, mirror)))
  if (old.length > 0) {
    const values = { names: old.map(({ name }) => name).join(', '), command: old.map(commandLine).join(' && ') }
    return { kind: 'silent', notice: notice('buildx-recreate', values) }
  }
  const locations = mirrors.map(mirrorLocation).join(', ')
  return { kind: 'loaded', evidence: builders.map(({ name }) => `builder ${name} was made with ${locations}`) }
}

function names({ nodes }: Builder, mirror: Mirror): boolean {
  return nodes.every(({ config }) => {
    const parsed = parseBuildkitdToml('', config ?? '')
    return parsed.ok && registryOf(parsed.value, mirror.upstream)?.mirrors.includes(mirrorLocation(mirror)) === true
  })
}

async function reload({ disk, processes }: System, { stops }: Reload): Promise<Notice | null> {
  if (!processes) return null
  const found = await readBuilders(disk)
  // Gone by now: there is nothing left that could have an old configuration.
  const old = found.filter(({ name }) => stops.includes(name))
  for (const builder of old) await makeAnew(processes, builder)
  const made = await readBuilders(disk)
  const other = old.filter((builder) => differs(builder, made.find(({ name }) => name === builder.name) ?? null))
  return other.length === 0 ? null : notice('buildx-differs', { names: other.map(({ name }) => name).join(', ') })
}

async function makeAnew(processes: Processes, builder: Builder): Promise<void> {
  const { name } = builder
  const command = commandLine(builder)
  const commands = commandsFor(builder)
  if (!commands) throw failure('buildx-not-exact', { name, why: 'its flags have quotes or spaces', command })
  const seen = await said(processes, ['docker', 'buildx', 'inspect', name])
  // A daemon that does not answer would be found out only when the builder is gone already.
  const trouble = seen.failed ?? /^Error:\s*(.*)$/m.exec(seen.text)?.[1]
  if (trouble !== undefined) throw failure('buildx-not-recreated', { name, why: trouble, command })
  for (const argv of commands) {
    const { failed } = await said(processes, argv)
    if (failed !== undefined) throw failure('buildx-not-recreated', { name, why: failed, command })
  }
}

async function said(
  processes: Processes,
  argv: readonly string[],
): Promise<{ readonly text: string; readonly failed?: string }> {
  try {
    const { code, stdout, stderr } = await processes.run(argv, { timeoutMs: askMs })
    return code === 0 ? { text: stdout } : { text: stdout, failed: lastLine(stderr) }
  } catch (error) {
    return { text: '', failed: (error as Error).message }
  }
}
