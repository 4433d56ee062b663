import type { EngineState, EngineStatus, MirrorStatus, Status } from '../../shared/contract.ts'

/** An engine in this state, as plain as can be. */
export function engine(id: 'podman' | 'docker', state: EngineState, parts: Partial<EngineStatus> = {}): EngineStatus {
  return {
    id,
    scope: id === 'podman' ? 'user' : 'system',
    instance: 'default',
    version: null,
    chosen: true,
    state,
    notice: null,
    notes: [],
    targets: [],
    mirrors: [],
    effective: [],
    strict: [],
    found: [],
    proof: null,
    accepted: [],
    ...parts,
  }
}

/** A mirror that nobody has asked. */
export function mirror(upstream: string, url: string): MirrorStatus {
  return { upstream, url, insecure: false, ca: null, health: 'unknown', latencyMs: null, at: null, notice: null }
}

export function status(
  position: Status['switch'],
  engines: readonly EngineStatus[],
  mirrors: readonly MirrorStatus[] = [],
): Status {
  return { switch: position, strict: false, engines, mirrors }
}
