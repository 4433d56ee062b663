import type {
  CallName,
  Calls,
  GuardedCore,
  EngineReport,
  EventName,
  Events,
  MirrorDraft,
  MirrorHealth,
  PlanView,
  Status,
  SwitchReport,
  UndoReport,
} from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import type { Drift } from '../../shared/drift.ts'
import { type EngineKey, formatKey, keyOf, sameKey } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import { currentProfile } from '../../shared/profiles/profile.ts'
import { makeMirror, type Mirror } from '../../shared/registry.ts'
import { type Settings } from '../../shared/settings.ts'
import { digest, docker, type FakeEngine, podman } from './fake-engines.ts'
import { FakeMirrors } from './fake-mirrors.ts'
import { FakeParts } from './fake-parts.ts'
import { FakeProfiles } from './fake-profiles.ts'
import { changeOf, engineStatus, isChosen, isUp, neverAsked, position, strictNotes } from './fake-views.ts'

type Answers = { readonly [N in CallName]: (input: Calls[N]['in']) => Calls[N]['out'] | Promise<Calls[N]['out']> }
type Listeners = { readonly [N in EventName]: Set<(event: Events[N]) => void> }

/** A core in memory that keeps the contract, and whose answers a test may script. */
export class FakeCore extends FakeParts implements GuardedCore {
  readonly isGuarded = true
  readonly mirrors: FakeMirrors = new FakeMirrors(this)
  readonly profiles = new FakeProfiles({
    settings: () => this.settings,
    keep: (settings) => this.#keep(settings),
    plan: (settings) => (position(this.status().engines) === 'off' ? null : this.#planWith(settings)),
    set: (to) =>
      this.#set({
        to,
        engines: null,
        mirrors: null,
        keepTheirs: null,
        strict: null,
        expect: null,
        accept: true,
        check: false,
      }),
    report: () => ({ to: 'off', changed: false, engines: [], status: this.status() }),
  })
  #engines: readonly FakeEngine[] = []
  readonly #listeners: Listeners = {
    status: new Set(),
    settings: new Set(),
    pulls: new Set(),
    catalog: new Set(),
    quota: new Set(),
    progress: new Set(),
  }
  readonly #written = new Map<string, string>()
  readonly #originals = new Map<string, string | null>()
  readonly #asked = new Set<string>()

  constructor() {
    super()
    this.install(podman, docker)
    this.host.tell = (event) => {
      for (const listener of this.#listeners.progress) listener(event)
    }
    this.host.list = (upstream, url) => {
      if (!this.settings.mirrors.some((one) => one.url === url)) this.addMirror(upstream, url)
      this.tell()
    }
    this.pulls.tell = (name, event) => {
      const listeners: Set<(event: never) => void> = this.#listeners[name]
      for (const listener of listeners) listener(event as never)
    }
  }

  /** Puts further engines on the machine. */
  install(...engines: readonly FakeEngine[]): void {
    this.#engines = [...this.#engines, ...engines]
    for (const { path, original } of engines) {
      this.#originals.set(path, original)
      if (original !== null) this.files.set(path, original)
    }
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
    return await this.#answers[name](input)
  }

  readonly #answers: Answers = {
    ...this.partAnswers,
    ...this.mirrors.answers,
    ...this.profiles.answers,
    'status.read': ({ probe }) => {
      if (probe) for (const { url } of this.settings.mirrors) this.#asked.add(url)
      return this.status()
    },
    'switch.plan': ({ to, engines }) => this.plan(to, engines),
    'switch.set': (order) => this.#set(order),
    'engine.verify': ({ engine }) =>
      this.verification ?? { engine, reached: 'loaded', notice: null, evidence: ['from its /info'], proof: null },
    'history.undo': ({ id }) => this.#undo(id),
    'drift.read': ({ engine }) => this.#drift(engine),
    'drift.keep': ({ engine }) => this.#keepTheirs(engine),
    'mirror.add': ({ draft }) => this.keep([...this.settings.mirrors, this.#mirrorOf(draft)]),
    'mirror.edit': ({ index, draft }) =>
      this.keep(this.settings.mirrors.map((mirror, at) => (at === index ? this.#mirrorOf(draft) : mirror))),
    'mirror.remove': ({ index }) => this.keep(this.settings.mirrors.filter((_, at) => at !== index)),
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
      .map((engine) => ({ engine: keyOf(engine), how: 'SIGHUP' as const, stops: [], consent: null }))
    const id = digest(JSON.stringify([to, changes])) ?? ''
    return { id, to, changes, reloads, refused: [], notes: strictNotes(to, this.settings), ...this.planOverride }
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
    const profile = currentProfile(this.settings)
    return {
      switch: position(engines),
      strict: this.settings.strict,
      engines,
      mirrors,
      ...(profile && { profile }),
      ...(this.policy && { policy: this.policy }),
    }
  }

  #planWith(settings: Settings): PlanView {
    const saved = this.settings
    this.settings = settings
    try {
      return this.plan(settings.mirrors.length === 0 ? 'off' : 'on', null)
    } finally {
      this.settings = saved
    }
  }

  async #set({ to, engines, expect, mirrors }: Calls['switch.set']['in']): Promise<SwitchReport> {
    if (mirrors) this.settings = { ...this.settings, mirrors: mirrors.map((draft) => this.#mirrorOf(draft)) }
    const plan = this.plan(to, engines)
    if (expect !== null && expect !== plan.id) throw failure('plan-stale')
    await this.gate
    const fared = this.#chosen(engines).map((engine) => {
      const failing = this.reportFailures.get(formatKey(engine)) ?? null
      const changed = failing === null && plan.changes.some((change) => sameKey(change.engine, engine))
      const [before, after] = [this.files.get(engine.path) ?? null, this.#after(engine, to)]
      const [from, then] = to === 'on' ? [[], this.settings.mirrors] : [this.settings.mirrors, []]
      if (changed || failing) {
        const failed = failing && { failure: failing }
        this.journal.note({ engine, verb: to, before, after, from, to: then, ...failed })
      }
      if (failing === null) this.#write(engine, after)
      return { engine: keyOf(engine), changed, failure: failing, notes: [] }
    })
    this.tell()
    return { to, changed: plan.changes.length > 0, engines: fared, status: this.status() }
  }

  #undo(id: string | null): UndoReport {
    const change = this.journal.changeOf(id)
    if (!change) throw failure('unexpected', { why: 'no such entry' })
    const { engine, before, after, from, to } = change
    this.journal.note({ engine, verb: 'undo', before: after, after: before, from: to, to: from })
    this.#write(engine, before)
    this.tell()
    const fared = { engine: keyOf(engine), changed: true, failure: null, notes: [] }
    return { id: id ?? '', engine: fared, exact: true, status: this.status(), ...this.undoParts }
  }

  #drift(key: EngineKey): Drift {
    const [engine] = this.#chosen([key])
    const path = engine?.path ?? ''
    const [ours, now] = [this.#written.get(path) ?? null, this.files.get(path) ?? null]
    const writer = notice('writer-owner', { path, time: '14:05', owner: 'root' })
    const file = { path, diff: unifiedDiff(path, ours, now), changedAt: '2026-11-24T06:05:00.000Z', writer }
    return { engine: key, files: ours === now ? [] : [file], fight: null, ...this.driftParts }
  }

  #keepTheirs(key: EngineKey): EngineReport {
    for (const { path } of this.#chosen([key])) {
      this.#originals.set(path, this.files.get(path) ?? null)
      this.#written.delete(path)
    }
    this.tell()
    return { engine: key, changed: true, failure: null, notes: [] }
  }

  #chosen(engines: readonly EngineKey[] | null): readonly FakeEngine[] {
    const keys = engines ?? this.settings.engines
    return this.#engines.filter((engine) => isChosen(engine, keys))
  }

  #after(engine: FakeEngine, to: 'on' | 'off'): string | null {
    return to === 'on' ? engine.write(this.settings.mirrors) : (this.#originals.get(engine.path) ?? null)
  }

  #write({ path }: FakeEngine, text: string | null): void {
    if (text === null) this.files.delete(path)
    else this.files.set(path, text)
    if (text === null || text === this.#originals.get(path)) this.#written.delete(path)
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

  /** Puts other mirrors on the list, and tells every face. */
  keep(mirrors: readonly Mirror[]): Settings {
    return this.#keep({ ...this.settings, mirrors })
  }

  #keep(settings: Settings): Settings {
    this.settings = settings
    this.tell()
    return settings
  }
}
