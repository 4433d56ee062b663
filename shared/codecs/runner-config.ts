import { notice } from '../notice.ts'
import { refusalAt, type Parsed } from './parsed.ts'
import { isTable, parseToml, type TomlTable } from './toml.ts'
import { spotsOf, type TomlPath, type TomlTableSpot } from './toml-spots.ts'

/** A service that config.toml starts beside every job of a runner. */
export interface RunnerService {
  readonly name: string
  readonly alias: string
  readonly entrypoint: readonly string[]
  readonly command: readonly string[] | null
  readonly path: TomlPath
}

/** One `[[runners]]` of a gitlab-runner’s config.toml, as far as it concerns pulls. */
export interface Runner {
  /** Its name, or its place among them where it has none, or not one of its own. */
  readonly name: string
  readonly executor: string
  readonly path: TomlPath
  /** `KEY=VALUE`; they may hold secrets. */
  readonly environment: readonly string[]
  readonly docker: RunnerDocker | null
  /** Its `[runners.machine]`; `options` is null where the key is missing. */
  readonly machine: { readonly options: readonly string[] | null } | null
  readonly networkPerBuild: boolean
}

/** The `[runners.docker]` of a runner [S: gitlab-runner common/config.go, DockerConfig]. */
export interface RunnerDocker {
  /** Where its docker is; empty for the usual socket. */
  readonly host: string
  readonly networkMode: string
  readonly helperImage: string
  readonly pullPolicy: readonly string[]
  /** Whether services run privileged, as a Docker inside a job must. */
  readonly privileged: boolean
  /** Null where the key is missing. */
  readonly volumes: readonly string[] | null
  readonly services: readonly RunnerService[]
}

/** A config.toml of gitlab-runner, as far as it concerns mirrors; `text` is kept byte for byte. */
export interface RunnerConfig {
  readonly text: string
  readonly value: TomlTable
  readonly spots: TomlTableSpot
  readonly runners: readonly Runner[]
}

class Mistyped extends Error {}

/** Reads a config.toml; a key of the wrong type is refused, as gitlab-runner refuses to load it. */
export function parseRunnerConfig(path: string, text: string): Parsed<RunnerConfig> {
  const parsed = parseToml(path, text)
  if (!parsed.ok) return parsed
  const { value } = parsed
  try {
    const tables = tablesOf(value, 'runners')
    const names = tables.map((table) => textIn(table, 'name'))
    const counts = Map.groupBy(names, (name) => name)
    const runners = tables.map((table, at): Runner => {
      const name = names[at]!
      const isOwn = name !== '' && counts.get(name)?.length === 1
      return runnerOf(table, isOwn ? name : `${name}#${at + 1}`, ['runners', at])
    })
    return { ok: true, value: { text, value, spots: spotsOf(text), runners } }
  } catch (error) {
    const place = { line: 1, column: 1 }
    const why = error instanceof Mistyped ? error.message : 'it is written in a form that Pullcord cannot edit'
    return { ok: false, refusal: refusalAt(path, place, notice('runner-form', { path, ...place, why })) }
  }
}

/** The key of a table that gitlab-runner takes for `name`: its reader does not mind capital letters [S: BurntSushi/toml]. */
export function keyIn(table: TomlTable, name: string): string {
  if (Object.hasOwn(table, name)) return name
  return Object.keys(table).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
}

function runnerOf(table: TomlTable, name: string, path: TomlPath): Runner {
  const docker = tableIn(table, 'docker')
  const machine = tableIn(table, 'machine')
  const environment = textsIn(table, 'environment') ?? []
  const flags = tableIn(table, 'feature_flags') ?? {}
  return {
    name,
    executor: textIn(table, 'executor'),
    path,
    environment,
    docker: docker && dockerOf(docker, [...path, 'docker']),
    machine: machine && { options: textsIn(machine, 'MachineOptions') },
    networkPerBuild:
      flags['FF_NETWORK_PER_BUILD'] === true ||
      environment.some((line) => /^FF_NETWORK_PER_BUILD=(?:1|true|on)$/i.test(line)),
  }
}

function dockerOf(table: TomlTable, path: TomlPath): RunnerDocker {
  const policy = table['pull_policy']
  const privileged = table['services_privileged'] ?? table['privileged']
  return {
    host: textIn(table, 'host'),
    networkMode: textIn(table, 'network_mode'),
    helperImage: textIn(table, 'helper_image'),
    pullPolicy: typeof policy === 'string' ? [policy] : (textsIn(table, 'pull_policy') ?? []),
    privileged: privileged === true,
    volumes: textsIn(table, 'volumes'),
    services: servicesOf(table, [...path, 'services']),
  }
}

// Before version 12 they could be plain texts, which take no command.
function servicesOf(table: TomlTable, path: TomlPath): readonly RunnerService[] {
  const list = table['services'] ?? []
  if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return []
  return tablesOf(table, 'services').map((one, at) => ({
    name: textIn(one, 'name'),
    alias: textIn(one, 'alias'),
    entrypoint: textsIn(one, 'entrypoint') ?? [],
    command: textsIn(one, 'command'),
    path: [...path, at],
  }))
}

function tablesOf(table: TomlTable, key: string): readonly TomlTable[] {
  const value: unknown = table[key] ?? []
  if (!Array.isArray(value) || !value.every(isTable)) throw new Mistyped(`“${key}” must be written [[${key}]]`)
  return value
}

function tableIn(table: TomlTable, key: string): TomlTable | null {
  const value = table[key] ?? null
  if (value !== null && !isTable(value)) throw new Mistyped(`“${key}” is not a table`)
  return value
}

function textIn(table: TomlTable, key: string): string {
  const value = table[key] ?? ''
  if (typeof value !== 'string') throw new Mistyped(`“${key}” is not a text`)
  return value
}

function textsIn(table: TomlTable, name: string): readonly string[] | null {
  const value = table[keyIn(table, name)] ?? null
  if (value === null) return null
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new Mistyped(`“${name}” is not a list of texts`)
  return value
}
