import { parseDaemonJson } from '../codecs/daemon-json.ts'
import { parseRunnerConfig } from '../codecs/runner-config.ts'
import type { Desired, Effective, Engine, Support } from '../engine.ts'
import type { GitlabRunnerFacts } from '../facts.ts'
import { stateOf, type Files, type Input } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, type Change, type Plan, type Reload } from '../plan.ts'
import { endpointOf, isLoopback, type Mirror } from '../registry.ts'
import { targetPath, type Places, type Target } from '../targets.ts'
import { planCertificates } from './certificates.ts'
import { dindDaemonJson, insecureHosts } from './gitlab-runner/arguments.ts'
import { mountOf, namedIn, planRunnerConfig } from './gitlab-runner/config.ts'
import { ofEngine } from './remembered.ts'

/**
 * gitlab-runner: what its jobs’ own Dockers are told of mirrors. Job images are pulled by the machine’s docker or
 * podman. What gitlab-runner makes of its file is recorded from its documentation and source, not measured; what
 * dockerd makes of the arguments and the file is measured.
 */
export const gitlabRunner: Engine<GitlabRunnerFacts> = {
  id: 'gitlab-runner',
  scopes: ['user', 'system'],
  supports,
  inputs: (facts, places): readonly Input[] =>
    [config(facts), daemonJson(facts)].map((target) => ({ kind: 'file', path: targetPath(target, places) })),
  targets: (facts): readonly Target[] => [config(facts), daemonJson(facts)],
  plan,
  effective,
  spell: ({ url }) => url,
}

function config({ scope }: GitlabRunnerFacts): Target {
  return { kind: 'gitlab-runner-toml', scope }
}

function daemonJson({ scope }: GitlabRunnerFacts): Target {
  return { kind: 'gitlab-runner-daemon-json', scope }
}

// By the oldest dockerd that a job may start: its image is the job’s to choose [FACTS: docker].
function supports(mirror: Mirror, { fits }: GitlabRunnerFacts): Support {
  const no = (...args: Parameters<typeof notice>): Support => ({ ok: false, notice: notice(...args) })
  const { upstream, url, ca } = mirror
  const endpoint = endpointOf(mirror)
  if (upstream !== 'docker.io') return no('runner-hub-only', { upstream })
  if (endpoint.path !== '') return no('runner-path', { url })
  if (ca !== null) return no('runner-ca', { url })
  if (isLoopback(endpoint.host)) return no('runner-loopback', { url })
  return fits === false ? no('runner-nothing') : { ok: true, note: null }
}

function plan(files: Files, desired: Desired, facts: GitlabRunnerFacts, places: Places): Plan {
  const mine = ofEngine(files, facts.id)
  const told = desired.mirrors.map((mirror) => ({ mirror, support: supports(mirror, { ...facts, fits: true }) }))
  const mirrors = told.filter(({ support }) => support.ok).map(({ mirror }) => mirror)
  const path = targetPath(config(facts), places)
  const file = planRunnerConfig(mine, config(facts), mountOf(daemonJson(facts), places), mirrors, desired, places)
  const wanted = file.mounts ? [{ target: daemonJson(facts), pem: dindDaemonJson(mirrors) }] : []
  const mounted = planCertificates(mine, wanted, 'gitlab-runner-daemon-json', facts.scope, places)
  const isElsewhere = mirrors.length > 0 && Boolean(facts.config) && facts.config !== path
  const refused = [
    ...(isElsewhere ? [refuse(notice('runner-elsewhere', { config: facts.config ?? '', path }), facts.config)] : []),
    ...file.refused,
    ...mounted.refused,
  ]
  const go = refused.length === 0
  const reloads = go && file.changes.length > 0 ? reload(facts) : []
  // A container that is to mount a file that is gone would make a directory of that name.
  const removed = mounted.removed.map((change): Change => ({ ...change, late: reloads.length > 0 }))
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes: go ? [...mounted.added, ...file.changes, ...removed] : [],
    reloads,
    refused,
    notes: [
      ...told.flatMap(({ support }) => (support.ok ? [] : support.notice)),
      ...insecureHosts(mirrors).map((host) => notice('docker-insecure-warning', { host })),
      ...file.notes,
    ],
  }
}

// It looks every three seconds by itself; a SIGHUP spares the wait [D: advanced-configuration.md].
function reload({ id, scope, running }: GitlabRunnerFacts): readonly Reload[] {
  if (!running) return []
  return [{ engine: { id, scope }, how: 'SIGHUP', pid: running.pid, stops: [], consent: null, expect: null }]
}

function effective(files: Files, facts: GitlabRunnerFacts, places: Places): Effective {
  const path = targetPath(config(facts), places)
  const state = stateOf(files, path)
  // Root’s eyes alone are usual for this file: nothing is wrong with it, unless something of ours is in it.
  const isUnseen = state.kind === 'refused' && state.notice.code === 'file-forbidden' && mineIn(files, facts) === 0
  if (state.kind === 'refused') return { endpoints: [], problem: isUnseen ? null : state.notice }
  const parsed = parseRunnerConfig(path, state.kind === 'text' ? state.text : '')
  if (!parsed.ok) return { endpoints: [], problem: parsed.refusal.notice }
  const mount = mountOf(daemonJson(facts), places)
  const urls = namedIn(parsed.value, mount, mountedMirrors(files, targetPath(daemonJson(facts), places)))
  return { endpoints: urls.map((endpoint) => ({ upstream: 'docker.io', endpoint })), problem: null }
}

function mineIn(files: Files, { id }: GitlabRunnerFacts): number {
  return ofEngine(files, id).remembered.length
}

function mountedMirrors(files: Files, path: string): readonly string[] {
  const state = stateOf(files, path)
  const parsed = state.kind === 'text' ? parseDaemonJson(path, state.text) : null
  return parsed?.ok
    ? (parsed.value.lists['registry-mirrors']?.items ?? []).map(({ value }) => value.replace(/\/+$/, ''))
    : []
}
