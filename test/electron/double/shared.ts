import type { EventEmitter } from 'node:events'
import type { FakeBrowserWindow } from './browser-window.ts'
import type { Renderer } from './web-contents.ts'

/** What the doubles need of each other, and what draws the pages of windows; null draws nothing. */
export const shared: {
  app: (EventEmitter & { quit(): void }) | null
  makeRenderer: ((window: FakeBrowserWindow) => Promise<Renderer>) | null
} = { app: null, makeRenderer: null }
