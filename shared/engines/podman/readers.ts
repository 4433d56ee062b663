import type { PodmanFacts } from '../../facts.ts'
import { stateOf, type Files, type FileState } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import type { Reload } from '../../plan.ts'
import { targetKey, type Target } from '../../targets.ts'
import { ownershipMark } from '../ownership.ts'

/** Whether a file was made whole by us. */
export function isMarked(state: FileState): state is Extract<FileState, { kind: 'text' }> {
  return state.kind === 'text' && state.text.startsWith(ownershipMark)
}

/**
 * Whether the API service goes by what the files no longer say: it keeps what it read first. One that started before
 * ours was last written knows nothing of it; one that outlived a file of ours may know it still.
 */
export function isStale(files: Files, target: Target, path: string, { service }: PodmanFacts): boolean {
  const state = stateOf(files, path)
  const remembered = files.originals.has(targetKey(target))
  if (state.kind === 'absent') return remembered
  return (remembered || isMarked(state)) && state.kind === 'text' && (service?.startedAt ?? Infinity) < state.modifiedAt
}

/** What has to read the files anew: podman's service where it is stale, CRI-O after each change. */
export function planReloads(facts: PodmanFacts, changed: boolean, stale: boolean): readonly Reload[] {
  const { id, scope, service, crio } = facts
  const engine = { id, scope }
  const restarts = service && (changed || stale) ? [service] : []
  return [
    // A signal to reload kills the service [FACTS: podman 3].
    ...restarts.map(({ pid }): Reload => {
      const consent = notice('podman-service-stale', { pid })
      return { engine, how: 'restart', pid, stops: [], consent, expect: null }
    }),
    ...(crio && changed
      ? [{ engine, how: 'SIGHUP', pid: crio.pid, stops: [], consent: null, expect: null } as const]
      : []),
  ]
}

/** Who else goes by the same files. */
export function othersWhoRead({ readers = [], crio, quadlets = [] }: PodmanFacts): readonly Notice[] {
  const names = [...readers, ...(crio ? ['CRI-O'] : [])]
  return [
    ...(names.length > 0 ? [notice('podman-readers', { readers: names.join(', ') })] : []),
    ...(quadlets.length > 0 ? [notice('podman-quadlets', { names: quadlets.join(', ') })] : []),
  ]
}
