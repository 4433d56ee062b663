import { parseContainerdConfig, type ContainerdConfig } from '../../codecs/containerd-config.ts'
import { placeOf } from '../../codecs/parsed.ts'
import { atLeast } from '../../engine.ts'
import type { ContainerdFacts } from '../../facts.ts'
import { stateOf, type Files } from '../../files.ts'
import { notice } from '../../notice.ts'
import { refuse, type Refusal } from '../../plan.ts'
import { hostsDirectory, targetPath, type Places, type Target } from '../../targets.ts'

/** containerd's own configuration. */
export const configTarget: Target = { kind: 'containerd-config', scope: 'system' }

/** Where drop-ins of it usually are, if it imports them. */
export const importDirectory = '/etc/containerd/conf.d'

/** What containerd's configuration, all its files taken together, says of hosts.toml. */
export interface ConfigSight {
  /** The file that turns the CRI plugin off; null where it is on. */
  readonly criOff: string | null
  /** `config_path` as it counts in the end, and the file that says it; null where none does. */
  readonly configPath: { readonly value: string; readonly path: string } | null
  /** Whether that leads containerd to the directory that our files are in. */
  readonly reads: boolean
  /** Why `config_path` may not be set in config.toml, or would not count there. */
  readonly objection: Refusal | null
}

/** config.toml, read by the rules of containerd 1.6 to 2.1, imports included. */
export function readConfig(
  files: Files,
  facts: ContainerdFacts,
  places: Places,
): { readonly ok: true; readonly sight: ConfigSight } | { readonly ok: false; readonly refusal: Refusal } {
  const path = targetPath(configTarget, places)
  const main = parsedAt(files, path, null)
  if (!main.ok) return main
  const inside = main.config ? importsOf(files, path, main.config, main.text) : { paths: [], strange: null }
  const parts: Part[] = [{ path, config: main.config }]
  for (const one of inside.paths) {
    const part = parsedAt(files, one, main.config?.version ?? null)
    if (!part.ok) return part
    parts.push({ path: one, config: part.config })
  }
  const configPath = lastPath(parts, facts)
  const directories = configPath?.value.split(':') ?? []
  const leads = directories.includes(hostsDirectory('containerd', places))
  // CRI pulls by the transfer service from 2.1 on, which passes over a list [measured 2.1.9; containerd#12808].
  const heedsLists = !atLeast(facts.version, 2, 1) || parts.some(({ config }) => config?.pullsLocally)
  const reads = leads && (directories.length === 1 || heedsLists)
  return {
    ok: true,
    sight: {
      criOff: parts.find(({ config }) => config?.criOff)?.path ?? null,
      configPath,
      reads,
      objection: inside.strange ?? objection(parts, configPath, leads, facts, path),
    },
  }
}

interface Part {
  readonly path: string
  readonly config: ContainerdConfig | null
}

function parsedAt(
  files: Files,
  path: string,
  inherited: number | null,
):
  | { readonly ok: true; readonly config: ContainerdConfig | null; readonly text: string }
  | { readonly ok: false; readonly refusal: Refusal } {
  const state = stateOf(files, path)
  if (state.kind === 'absent') return { ok: true, config: null, text: '' }
  if (state.kind === 'refused') return { ok: false, refusal: refuse(state.notice, path) }
  const parsed = parseContainerdConfig(path, state.text, inherited)
  return parsed.ok ? { ok: true, config: parsed.value, text: state.text } : parsed
}

// Only conf.d is looked into. An import from elsewhere may say anything, `config_path` included.
function importsOf(
  files: Files,
  main: string,
  { imports }: ContainerdConfig,
  text: string,
): { readonly paths: readonly string[]; readonly strange: Refusal | null } {
  const names = files.directories.get(importDirectory) ?? []
  const etc = importDirectory.slice(0, importDirectory.lastIndexOf('/'))
  const paths = imports.map((pattern) => {
    const absolute = pattern.startsWith('/') ? pattern : `${etc}/${pattern}`
    const name = absolute.startsWith(`${importDirectory}/`) ? absolute.slice(importDirectory.length + 1) : null
    const isPlain = name !== null && /^[\w.*-]+\.toml$/.test(name)
    return isPlain ? names.filter((one) => globOf(name).test(one)).map((one) => `${importDirectory}/${one}`) : pattern
  })
  const strange = paths.find((one) => typeof one === 'string')
  const place = placeOf(text, Math.max(0, text.indexOf(strange ?? '')))
  return {
    paths: paths.flatMap((one) => (typeof one === 'string' ? [] : one)),
    strange:
      strange === undefined
        ? null
        : { path: main, ...place, notice: notice('containerd-import', { path: main, ...place, pattern: strange }) },
  }
}

function globOf(name: string): RegExp {
  return new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
}

// The last file counts. Before 2.0 an import that speaks of the plugin replaces all that was said of it before;
// from 2.0 on only what it names itself [measured 1.6, 1.7, 2.1].
function lastPath(parts: readonly Part[], facts: ContainerdFacts): ConfigSight['configPath'] {
  return parts.reduce<ConfigSight['configPath']>((found, { path, config }) => {
    if (!config) return found
    if (config.configPath !== null) return { value: config.configPath, path }
    return config.hasPlugin && !atLeast(facts.version, 2) ? null : found
  }, null)
}

function objection(
  parts: readonly Part[],
  configPath: ConfigSight['configPath'],
  leads: boolean,
  facts: ContainerdFacts,
  main: string,
): Refusal | null {
  const old = parts.find(({ config }) => config?.oldForm)
  if (old?.config?.oldForm) {
    const place = old.config.oldForm
    return { path: old.path, ...place, notice: notice('containerd-old-mirrors', { path: old.path, ...place }) }
  }
  const values = configPath && parts.find(({ path }) => path === configPath.path)?.config
  if (configPath && values && (configPath.value !== '' || configPath.path !== main)) {
    const said = { path: configPath.path, ...values.place, directory: configPath.value }
    return {
      path: configPath.path,
      ...values.place,
      notice: notice(leads ? 'containerd-list' : 'containerd-other-directory', said),
    }
  }
  const replaces = parts.slice(1).find(({ config }) => config?.hasPlugin)
  if (replaces && !atLeast(facts.version, 2))
    return refuse(notice('containerd-import-replaces', { path: replaces.path }), replaces.path)
  const config = parts[0]?.config
  // Version 1 is read by 1.x alone: 2.1 passes over its `config_path` [measured].
  const isOld = config && !config.isBlank && (config.version === null || config.version < 2)
  return isOld ? refuse(notice('containerd-version', { path: main }), main) : null
}
