import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Locale } from '../locales/locale.ts'
import type { App } from './app.ts'
import type { WindowState } from './window-state.ts'

/** Carries the app to every view. */
export const AppContext = createContext<App | null>(null)

/** What a view can do. */
export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('a view outside of its window')
  return app
}

/** What the window shows now; the view is drawn again when it changes. */
export function useWindowState(): WindowState {
  const { store } = useApp()
  return useSyncExternalStore(store.subscribe, store.get)
}

/** The words of the chosen language. */
export function useLocale(): Locale {
  return useWindowState().locale
}
