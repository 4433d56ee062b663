import type { CallName, Calls, EngineStatus, EventName, Events, GuardedCore, Status } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { defaultSettings } from '../../shared/settings.ts'

/** What a call is answered with; a call without an answer fails. */
export type Answers = { [N in CallName]?: (input: Calls[N]['in']) => Calls[N]['out'] | Promise<Calls[N]['out']> }

/** A core that answers from a table, and remembers what it was asked. */
export class ScriptedCore implements GuardedCore {
  readonly isGuarded = true
  readonly calls: { readonly name: CallName; readonly input: unknown }[] = []
  readonly #listeners: { readonly [N in EventName]: Set<(event: Events[N]) => void> } = {
    status: new Set(),
    settings: new Set(),
    pulls: new Set(),
    catalog: new Set(),
    quota: new Set(),
    progress: new Set(),
  }
  readonly answers: Answers
  closed = false

  constructor(answers: Answers = {}) {
    this.answers = { 'settings.read': () => ({ ...defaultSettings, language: 'en' }), ...answers }
  }

  async call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']> {
    this.calls.push({ name, input })
    const answer = this.answers[name]
    if (!answer) throw failure('call-unknown', { name })
    return answer(input)
  }

  on<N extends EventName>(name: N, listener: (event: Events[N]) => void): () => void {
    this.#listeners[name].add(listener)
    return () => this.#listeners[name].delete(listener)
  }

  /** How many hear of every status. */
  get listeners(): ReadonlySet<unknown> {
    return this.#listeners.status
  }

  /** Tells every face. */
  emit(status: Status): void {
    for (const listener of this.#listeners.status) listener(status)
  }

  /** Tells every face of something else than the status. */
  announce<N extends EventName>(name: N, event: Events[N]): void {
    const listeners: Set<(event: Events[N]) => void> = this.#listeners[name]
    for (const listener of listeners) listener(event)
  }

  inputsOf(name: CallName): readonly unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input)
  }

  async close(): Promise<void> {
    this.closed = true
  }
}

export const hub = { upstream: 'docker.io', url: 'http://192.168.11.2:6000', insecure: false }

/** podman of the user, not mirrored unless told otherwise. */
export function engineStatus(over: Partial<EngineStatus> = {}): EngineStatus {
  return {
    id: 'podman',
    scope: 'user',
    instance: 'default',
    version: '5.8.6',
    chosen: true,
    state: 'off',
    notice: null,
    notes: [],
    targets: [],
    mirrors: [],
    effective: [],
    strict: [],
    found: [],
    proof: null,
    accepted: [],
    ...over,
  }
}

/** podman off, with one mirror named. */
export const offStatus: Status = {
  strict: false,
  switch: 'off',
  engines: [engineStatus()],
  mirrors: [{ ...hub, ca: null, health: 'unknown', latencyMs: null, at: null, notice: null }],
}

/** podman on, as far as `over` knows. */
export function onStatus(over: Partial<EngineStatus> = {}): Status {
  const engines = [engineStatus({ state: 'loaded', mirrors: [hub], ...over })]
  return { ...offStatus, switch: 'on', engines }
}
