import {
  formatContainerdConfig,
  parseContainerdConfig,
  setConfigPath,
  unsetConfigPath,
} from '../../codecs/containerd-config.ts'
import { atLeast } from '../../engine.ts'
import type { ContainerdFacts } from '../../facts.ts'
import { stateOf, type FileState, type Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Plan, type Refusal } from '../../plan.ts'
import { hostsDirectory, targetKey, targetPath, type Places } from '../../targets.ts'
import { ownershipMark, withoutMark } from '../ownership.ts'
import { configTarget, readConfig } from './config.ts'

type ConfigPlan = Pick<Plan, 'changes' | 'reloads' | 'refused' | 'notes'>

const nothing: ConfigPlan = { changes: [], reloads: [], refused: [], notes: [] }

/**
 * Plans the `config_path` that leads containerd's CRI plugin to hosts.toml files. Where one leads there already,
 * config.toml stays as it is and nothing needs a restart.
 */
export function planConfigPath(files: Files, wanted: boolean, facts: ContainerdFacts, places: Places): ConfigPlan {
  const path = targetPath(configTarget, places)
  const original = files.originals.get(targetKey(configTarget))
  if (!wanted && !original) return nothing
  const state = stateOf(files, path)
  const current = textOf(state)
  if (!current) return { ...nothing, refused: state.kind === 'refused' ? [refuse(state.notice, path)] : [] }
  const parsed = parseContainerdConfig(path, current.text ?? '')
  if (!parsed.ok) return { ...nothing, refused: [parsed.refusal] }
  const base = withoutOurs(current, original, (text, entries) => {
    return entries === null ? text : withoutPath(text, parsed.value.version, original?.before ?? null)
  })
  const wish = wanted ? wishFor(base, files, facts, places) : { after: base, notes: [] }
  if ('refused' in wish) return { ...nothing, refused: [wish.refused] }
  const { after, notes } = wish
  const entries = after === base ? [] : [`config_path = ${hostsDirectory('containerd', places)}`]
  const { digest: before, text: beforeText } = current
  const change: Change = { target: configTarget, path, before, beforeText, base, after, via: null, entries }
  const changed = after !== beforeText
  // config_path is read at start only. One that is gone leads to files that are gone too, which hurts nobody.
  const isStale = state.kind === 'text' && state.modifiedAt > (facts.running?.startedAt ?? Infinity)
  return {
    changes: changed ? [change] : [],
    reloads: after !== base && (changed || isStale) ? restart(facts) : [],
    refused: [],
    notes: changed || after === base ? notes : [],
  }
}

// What is left without ours. A file that we made goes when nobody wrote into it.
function withoutPath(text: string, version: number | null, before: string | null): string | null {
  const left = unsetConfigPath(text, version, before)
  if (before !== null) return left
  const rest = withoutMark(left)
  return rest === null || /^\s*version = \d+\s*$/.test(rest) ? null : rest
}

type Wish = { readonly after: string | null; readonly notes: readonly Notice[] } | { readonly refused: Refusal }

function wishFor(base: string | null, files: Files, facts: ContainerdFacts, places: Places): Wish {
  const path = targetPath(configTarget, places)
  const directory = hostsDirectory('containerd', places)
  if (typeof facts.config === 'string')
    return { refused: refuse(notice('containerd-other-config', { config: facts.config }), path) }
  const read = readConfig(withText(files, path, base), facts, places)
  if (!read.ok) return { refused: read.refusal }
  const { criOff, reads, objection } = read.sight
  if (criOff !== null) return { after: base, notes: [notice('containerd-cri-off', { path: criOff })] }
  if (reads) return { after: base, notes: [] }
  if (isOnlyNerdctls(facts)) return { after: base, notes: [notice('containerd-cri-unasked', { path })] }
  if (objection) return { refused: objection }
  const after = withPath(path, base, facts, directory)
  return typeof after === 'string' ? { after, notes: [notice('containerd-sets-path', { path })] } : { refused: after }
}

function withPath(path: string, base: string | null, facts: ContainerdFacts, directory: string): string | Refusal {
  const made = formatContainerdConfig(atLeast(facts.version, 2) ? 3 : 2, directory)
  if (base === null) return `${ownershipMark}\n\n${made}`
  const parsed = parseContainerdConfig(path, base)
  if (!parsed.ok) return parsed.refusal
  if (parsed.value.isBlank) return base + (base === '' || base.endsWith('\n') ? '' : '\n') + made
  const { place, version } = parsed.value
  const after = setConfigPath(base, version, directory)
  return after ?? { path, ...place, notice: notice('containerd-form', { path, ...place }) }
}

// nerdctl looks into the directory by itself; config_path is for the CRI plugin, which others ask.
function isOnlyNerdctls({ readers }: ContainerdFacts): boolean {
  return readers !== undefined && readers.length > 0 && readers.every((reader) => reader === 'nerdctl')
}

function withText(files: Files, path: string, text: string | null): Files {
  const state: FileState = text === null ? { kind: 'absent' } : { kind: 'text', text, digest: '', modifiedAt: 0 }
  return { ...files, files: new Map([...files.files, [path, state]]) }
}

function restart({ id, scope, running }: ContainerdFacts): Plan['reloads'] {
  if (!running) return []
  const { pid } = running
  const consent = notice('containerd-restart', { pid })
  return [{ engine: { id, scope }, how: 'restart', pid, stops: [], consent, expect: null }]
}
