import type {
  CallName,
  Calls,
  Core,
  EngineStatus,
  EventName,
  Events,
  MirrorDraft,
  MirrorHealth,
  PlanView,
  Status,
  SwitchReport,
  Verification,
} from '../../shared/contract.ts'
import { type EngineKey, formatKey, sameKey } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import type { Notice } from '../../shared/notice.ts'
import { makeMirror, type Mirror } from '../../shared/registry.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import { digest, docker, type FakeEngine, podman } from './fake-engines.ts'
import { changeOf, engineStatus, isUp, neverAsked, position } from './fake-views.ts'

type Answers = { readonly [N in CallName]: (input: Calls[N]['in']) => Calls[N]['out'] | Promise<Calls[N]['out']> }
type Listeners = { readonly [N in EventName]: Set<(event: Events[N]) => void> }

/** A core in memory that keeps the contract, and whose answers a test may script. */
export class FakeCore implements Core {
  settings: Settings = defaultSettings
  readonly files = new Map<string, string>()
  /** By URL; what a mirror answers when it is asked. */
  readonly health = new Map<string, MirrorHealth>()
  /** The next call of this name fails with this. */
  readonly failures = new Map<CallName, Notice>()
  /** Parts that take the place of what is worked out; by engine key. */
  readonly overrides = new Map<string, Partial<EngineStatus>>()
  planOverride: Partial<PlanView> = {}
  reportFailure: { readonly engine: EngineKey; readonly failure: Notice } | null = null
  verification: Verification | null = null
  /** Holds back the answer of `switch.set` until it is released. */
  gate: Promise<void> = Promise.resolve()
  readonly #engines: readonly FakeEngine[] = [podman, docker]
  readonly #listeners: Listeners = { status: new Set(), settings: new Set() }
  readonly #written = new Map<string, string>()
  readonly #asked = new Set<string>()

  constructor() {
    for (const { path, original } of this.#engines) if (original !== null) this.files.set(path, original)
  }

  get listeners(): number {
    return this.#listeners.status.size
  }

  on<N extends EventName>(name: N, listener: (event: Events[N]) => void): () => void {
    const listeners: Set<(event: Events[N]) => void> = this.#listeners[name]
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Tells every face how things stand. */
  tell(): void {
    for (const listener of this.#listeners.settings) listener(this.settings)
    for (const listener of this.#listeners.status) listener(this.status())
  }

  /** Someone else edits a file. */
  editBehindOurBack(path: string, text: string): void {
    this.files.set(path, text)
    this.tell()
  }

  addMirror(upstream: string, url: string): void {
    const mirror = this.#mirrorOf({ upstream, url, insecure: false, ca: null })
    this.settings = { ...this.settings, mirrors: [...this.settings.mirrors, mirror] }
  }

  turn(to: 'on' | 'off'): void {
    for (const engine of this.#chosen(null)) this.#write(engine, this.#after(engine, to))
  }

  async call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']> {
    const planned = this.failures.get(name)
    this.failures.delete(name)
    if (planned) throw new AppError(planned)
    return this.#answers[name](input)
  }

  readonly #answers: Answers = {
    'status.read': ({ probe }) => {
      if (probe) for (const { url } of this.settings.mirrors) this.#asked.add(url)
      return this.status()
    },
    'switch.plan': ({ to, engines }) => this.plan(to, engines),
    'switch.set': (order) => this.#set(order),
    'engine.verify': ({ engine }) =>
      this.verification ?? { engine, reached: 'loaded', notice: null, evidence: ['from its /info'], proof: null },
    'mirror.add': ({ draft }) => this.#keepMirrors([...this.settings.mirrors, this.#mirrorOf(draft)]),
    'mirror.edit': ({ index, draft }) =>
      this.#keepMirrors(this.settings.mirrors.map((mirror, at) => (at === index ? this.#mirrorOf(draft) : mirror))),
    'mirror.remove': ({ index }) => this.#keepMirrors(this.settings.mirrors.filter((_, at) => at !== index)),
    'mirror.test': ({ draft }) => this.health.get(draft.url) ?? isUp,
    'settings.read': () => this.settings,
    'settings.edit': (edit) => this.#keep({ ...this.settings, ...edit }),
  }

  plan(to: 'on' | 'off', engines: readonly EngineKey[] | null): PlanView {
    if (to === 'on' && this.settings.mirrors.length === 0) throw failure('no-mirrors')
    const changes = this.#chosen(engines).flatMap((engine) =>
      changeOf(engine, this.files.get(engine.path) ?? null, this.#after(engine, to)),
    )
    const reloads = this.#engines
      .filter((engine) => engine.reload && changes.some((change) => sameKey(change.engine, engine)))
      .map(({ id, scope }) => ({ engine: { id, scope }, how: 'SIGHUP' as const, stops: [], consent: null }))
    const id = digest(JSON.stringify([to, changes])) ?? ''
    return { id, to, changes, reloads, refused: [], notes: [], ...this.planOverride }
  }

  status(): Status {
    const engines = this.#engines.map((engine) => {
      const { path } = engine
      const told = engineStatus(engine, this.files.get(path) ?? null, this.#written.get(path), this.settings)
      return { ...told, ...this.overrides.get(formatKey(engine)) }
    })
    const health = ({ url }: Mirror): MirrorHealth =>
      this.#asked.has(url) ? (this.health.get(url) ?? isUp) : neverAsked
    const mirrors = this.settings.mirrors.map((mirror) => ({ ...mirror, ...health(mirror) }))
    return { switch: position(engines), engines, mirrors }
  }

  async #set({ to, engines, expect }: Calls['switch.set']['in']): Promise<SwitchReport> {
    const plan = this.plan(to, engines)
    if (expect !== null && expect !== plan.id) throw failure('plan-stale')
    await this.gate
    const fared = this.#chosen(engines).map((engine) => {
      const { id, scope } = engine
      const failing =
        this.reportFailure && sameKey(this.reportFailure.engine, engine) ? this.reportFailure.failure : null
      const changed = failing === null && plan.changes.some((change) => sameKey(change.engine, engine))
      if (failing === null) this.#write(engine, this.#after(engine, to))
      return { engine: { id, scope }, changed, failure: failing, notes: [] }
    })
    this.tell()
    return { to, changed: plan.changes.length > 0, engines: fared, status: this.status() }
  }

  #chosen(engines: readonly EngineKey[] | null): readonly FakeEngine[] {
    const keys = engines ?? this.settings.engines
    return this.#engines.filter((engine) => keys?.some((key) => sameKey(key, engine)) ?? true)
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

  #mirrorOf({ upstream, url, insecure, ca }: MirrorDraft): Mirror {
    const made = makeMirror(upstream, url, { insecure, ca: ca === null ? null : { sha256: 'a'.repeat(64), pem: ca } })
    if (!made.ok) throw new AppError(made.notice)
    const { value } = made
    const isTwice = this.settings.mirrors.some((old) => old.upstream === value.upstream && old.url === value.url)
    if (isTwice) throw failure('mirror-twice', { url: value.url, upstream: value.upstream })
    return value
  }

  #keepMirrors(mirrors: readonly Mirror[]): Settings {
    return this.#keep({ ...this.settings, mirrors })
  }

  #keep(settings: Settings): Settings {
    this.settings = settings
    this.tell()
    return settings
  }
}
