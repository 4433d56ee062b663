import type { CallName, Calls, Core, EventName, Events } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Channel } from '../core/channel.ts'
import { type Session, startSession } from '../core/session.ts'
import { chooseLanguage, loadLocale, rememberLanguage } from '../locales/load.ts'
import type { Locale } from '../locales/locale.ts'
import type { Dialog } from './dialog.ts'
import { makeHearing } from './hearing.ts'
import { createStore, type Store } from './store.ts'
import { troubleOf } from './trouble.ts'
import type { View, WindowState } from './window-state.ts'

/** What a view can do. */
export interface App {
  readonly store: Store<WindowState>
  readonly session: Session
  call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']>
  show(dialog: Dialog | null): void
  go(view: View): void
  /** Listens to the core, also after a line was lost and opened again; returns the function that ends it. */
  hear<N extends EventName>(name: N, listener: (event: Events[N]) => void): () => void
  /** Changes settings; a failure is shown above the view. */
  editSettings(edit: Calls['settings.edit']['in']): Promise<void>
  /** Reads everything anew, after it could not be read. */
  refresh(): Promise<void>
  /** Asks every mirror for its health. */
  probe(): Promise<void>
  /** The same after the machine was away, unless that was done lately. */
  wake(): void
}

/** What was asked since then still holds when somebody comes back to the window. */
const freshMs = 60_000

/** Starts the window's one store and its session with the core. */
export function startApp(open: () => Promise<Channel>, locale: Locale): App {
  const store = createStore<WindowState>({
    link: { kind: 'opening' },
    status: null,
    settings: null,
    locale,
    now: Date.now(),
    probing: false,
    view: 'switch',
    dialog: null,
    trouble: null,
  })
  const heard = makeHearing()
  const fail = (error: unknown): void => store.set({ trouble: troubleOf(error) })

  const takeSettings = async (settings: Settings): Promise<void> => {
    store.set({ settings })
    rememberLanguage(settings.language)
    const language = chooseLanguage(settings.language, navigator.languages)
    if (language !== store.get().locale.tag) store.set({ locale: await loadLocale(language) })
  }

  const probe = async (call: Core['call']): Promise<void> => {
    store.set({ probing: true })
    try {
      store.set({ status: await call('status.read', { probe: true }), now: Date.now() })
    } finally {
      store.set({ probing: false })
    }
  }

  // First what the disk says, which is quick; then what the mirrors say.
  const readAll = async (call: Core['call']): Promise<void> => {
    const [settings, status] = await Promise.all([call('settings.read', {}), call('status.read', { probe: false })])
    store.set({ status, now: Date.now(), trouble: null })
    await takeSettings(settings)
    if (status.mirrors.length > 0) await probe(call)
  }

  const follow = (core: Core): void => {
    core.on('status', (status) => store.set({ status, now: Date.now() }))
    core.on('settings', (settings) => void takeSettings(settings).catch(fail))
    heard.follow(core)
    void readAll((name, input) => core.call(name, input)).catch(fail)
  }

  // Shown at once, and taken back when the core refuses.
  const editSettings = async (edit: Calls['settings.edit']['in']): Promise<void> => {
    const { settings } = store.get()
    store.set({ trouble: null, ...(settings && { settings: { ...settings, ...edit } }) })
    try {
      await takeSettings(await session.call('settings.edit', edit))
    } catch (error) {
      store.set({ settings })
      fail(error)
    }
  }

  const session = startSession(open, {
    link: (link) => store.set({ link, ...(link.kind === 'open' && { trouble: null }) }),
    ready: follow,
  })

  return {
    store,
    session,
    call: session.call,
    show: (dialog) => store.set({ dialog, trouble: null }),
    go: (view) => store.set({ view, trouble: null }),
    hear: heard.on,
    refresh: () => readAll(session.call).catch(fail),
    editSettings,
    probe: () => probe(session.call).catch(fail),
    wake() {
      const { link, status, probing } = store.get()
      const asked = (status?.mirrors ?? []).map(({ at }) => (at === null ? 0 : Date.parse(at)))
      if (link.kind !== 'open' || probing || !asked.some((at) => Date.now() - at > freshMs)) return
      void probe(session.call).catch(fail)
    },
  }
}
