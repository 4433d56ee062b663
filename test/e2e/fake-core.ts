import type {
  CallName,
  Calls,
  Core,
  EngineStatus,
  EventName,
  Events,
  MirrorHealth,
  PlanView,
  Status,
  Verification,
} from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import { type EngineKey, formatKey, sameKey } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { type Notice, notice } from '../../shared/notice.ts'
import { makeMirror, type Mirror } from '../../shared/registry.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import { digest, docker, type FakeEngine, podman } from './fake-engines.ts'

const unknown: MirrorHealth = { health: 'unknown', latencyMs: null, at: null, notice: null }

/** A core in memory that keeps the contract, and whose answers a test may script. */
export class FakeCore implements Core {
  settings: Settings = defaultSettings
  readonly files = new Map<string, string>()
  readonly calls: CallName[] = []
  /** By URL; what a mirror answers when it is asked. */
  readonly health = new Map<string, MirrorHealth>()
  /** The next call of this name fails with this. */
  readonly failures = new Map<CallName, Notice>()
  /** Parts that take the place of what is worked out; by engine key. */
  readonly overrides = new Map<string, Partial<EngineStatus>>()
  planOverride: Partial<PlanView> = {}
  reportFailure: { readonly engine: EngineKey; readonly failure: Notice } | null = null
  verification: Verification | null = null
  readonly engines: readonly FakeEngine[]
  readonly #listeners = new Set<(status: Status) => void>()
  readonly #written = new Map<string, string>()
  readonly #asked = new Set<string>()
  /** Holds back the answer of `switch.set` until it is released. */
  gate: Promise<void> = Promise.resolve()

  constructor(engines: readonly FakeEngine[] = [podman, docker]) {
    this.engines = engines
    for (const { path, original } of engines) if (original !== null) this.files.set(path, original)
  }

  get listeners(): number {
    return this.#listeners.size
  }

  on<N extends EventName>(_name: N, listener: (event: Events[N]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(): void {
    for (const listener of this.#listeners) listener(this.status())
  }

  /** Someone else edits a file. */
  editBehindOurBack(path: string, text: string): void {
    this.files.set(path, text)
    this.tell()
  }

  addMirror(upstream: string, url: string): void {
    const made = makeMirror(upstream, url)
    if (made.ok) this.settings = { ...this.settings, mirrors: [...this.settings.mirrors, made.value] }
  }

  turn(to: 'on' | 'off', engines: readonly EngineKey[] | null = null): void {
    for (const engine of this.#chosen(engines)) this.#write(engine, this.#after(engine, to))
  }

  async call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']> {
    this.calls.push(name)
    const planned = this.failures.get(name)
    this.failures.delete(name)
    if (planned) throw new AppError(planned)
    return (await this.#answers[name](input)) as Calls[N]['out']
  }

  readonly #answers: { readonly [N in CallName]: (input: Calls[N]['in']) => Calls[N]['out'] | Promise<Calls[N]['out']> } = {
    'status.read': ({ probe }) => {
      if (probe) for (const { url } of this.settings.mirrors) this.#asked.add(url)
      return this.status()
    },
    'switch.plan': ({ to, engines }) => this.plan(to, engines),
    'switch.set': async ({ to, engines, expect }) => {
      const plan = this.plan(to, engines)
      if (expect !== null && expect !== plan.id) throw failure('plan-stale')
      await this.gate
      const failing = this.reportFailure
      const fared = this.#chosen(engines).map((engine) => {
        const changed = plan.changes.some((change) => sameKey(change.engine, engine))
        const isFailing = failing !== null && sameKey(failing.engine, engine)
        if (!isFailing) this.#write(engine, this.#after(engine, to))
        const { id, scope } = engine
        return { engine: { id, scope }, changed: changed && !isFailing, failure: isFailing ? failing.failure : null, notes: [] }
      })
      this.tell()
      return { to, changed: plan.changes.length > 0, engines: fared, status: this.status() }
    },
    'engine.verify': ({ engine }) =>
      this.verification ?? { engine, reached: 'loaded', notice: null, evidence: ['registry-mirrors: from /info'], proof: null },
    'mirror.add': ({ draft }) => this.#keepMirrors([...this.settings.mirrors, this.#mirrorOf(draft)]),
    'mirror.edit': ({ index, draft }) =>
      this.#keepMirrors(this.settings.mirrors.map((mirror, at) => (at === index ? this.#mirrorOf(draft) : mirror))),
    'mirror.remove': ({ index }) => this.#keepMirrors(this.settings.mirrors.filter((_, at) => at !== index)),
    'mirror.test': ({ draft }) => this.health.get(draft.url) ?? { health: 'up', latencyMs: 4, at: now(), notice: null },
    'settings.read': () => this.settings,
    'settings.edit': (edit) => {
      this.settings = { ...this.settings, ...edit }
      this.tell()
      return this.settings
    },
  }

  plan(to: 'on' | 'off', engines: readonly EngineKey[] | null): PlanView {
    if (to === 'on' && this.settings.mirrors.length === 0) throw failure('no-mirrors')
    const changes = this.#chosen(engines).flatMap((engine) => {
      const [before, after] = [this.files.get(engine.path) ?? null, this.#after(engine, to)]
      if (before === after) return []
      const { id, scope, target, path } = engine
      const diff = unifiedDiff(path, before, after)
      return [{ engine: { id, scope }, target, path, before: digest(before), after: digest(after), diff }]
    })
    const reloads = this.engines
      .filter((engine) => engine.reload && changes.some((change) => sameKey(change.engine, engine)))
      .map(({ id, scope }) => ({ engine: { id, scope }, how: 'SIGHUP' as const, stops: [], consent: null }))
    const id = digest(JSON.stringify([to, changes])) ?? ''
    return { id, to, changes, reloads, refused: [], notes: [], ...this.planOverride }
  }

  status(): Status {
    const engines = this.engines.map((engine) => this.#engineStatus(engine))
    const states = engines.filter(({ chosen, state }) => chosen && state !== 'cannot').map(({ state }) => state)
    const isOff = states.every((state) => state === 'off' || state === 'not-set-up')
    const isOn = states.every((state) => state === 'configured' || state === 'loaded' || state === 'proven')
    return {
      switch: isOff ? 'off' : isOn ? 'on' : 'mixed',
      engines,
      mirrors: this.settings.mirrors.map((mirror) => ({ ...mirror, ...this.#healthOf(mirror) })),
    }
  }

  #healthOf({ url }: Mirror): MirrorHealth {
    if (!this.#asked.has(url)) return unknown
    return this.health.get(url) ?? { health: 'up', latencyMs: 4, at: now(), notice: null }
  }

  #engineStatus(engine: FakeEngine): EngineStatus {
    const { id, scope, version, path } = engine
    const text = this.files.get(path) ?? null
    const written = this.#written.get(path)
    const isOutside = written !== undefined && text !== written
    const mirrors = written === undefined || isOutside ? [] : this.settings.mirrors.filter(({ upstream }) => id === 'podman' || upstream === 'docker.io')
    return {
      id,
      scope,
      instance: 'default',
      version,
      chosen: this.settings.engines?.some((key) => sameKey(key, engine)) ?? true,
      state: isOutside ? 'changed-outside' : written === undefined ? 'off' : id === 'docker' ? 'loaded' : 'configured',
      notice: isOutside ? notice('changed-outside', { path }) : null,
      notes: [],
      targets: [{ path, digest: digest(text), ours: written !== undefined }],
      mirrors,
      effective: mirrors.flatMap(({ upstream, url }) => [{ upstream, endpoint: url }, { upstream, endpoint: `https://${upstream}` }]),
      proof: null,
      ...this.overrides.get(formatKey(engine)),
    }
  }

  #chosen(engines: readonly EngineKey[] | null): readonly FakeEngine[] {
    const keys = engines ?? this.settings.engines
    return this.engines.filter((engine) => keys?.some((key) => sameKey(key, engine)) ?? true)
  }

  #after(engine: FakeEngine, to: 'on' | 'off'): string | null {
    return to === 'on' ? engine.write(this.settings.mirrors) : engine.original
  }

  #write({ path, original }: FakeEngine, text: string | null): void {
    if (text === null) this.files.delete(path)
    else this.files.set(path, text)
    if (text === null || text === original) this.#written.delete(path)
    else this.#written.set(path, text)
  }

  #mirrorOf(draft: { upstream: string; url: string; insecure: boolean; ca: string | null }): Mirror {
    const ca = draft.ca === null ? null : { sha256: 'a'.repeat(64), pem: draft.ca }
    const made = makeMirror(draft.upstream, draft.url, { insecure: draft.insecure, ca })
    if (!made.ok) throw new AppError(made.notice)
    if (this.settings.mirrors.some(({ upstream, url }) => upstream === made.value.upstream && url === made.value.url)) {
      throw failure('mirror-twice', { url: made.value.url, upstream: made.value.upstream })
    }
    return made.value
  }

  #keepMirrors(mirrors: readonly Mirror[]): Settings {
    this.settings = { ...this.settings, mirrors }
    this.tell()
    return this.settings
  }
}

function now(): string {
  return new Date().toISOString()
}
