import { vi } from 'vitest'
import type * as electronDouble from './electron.ts'

/** An Electron that has just been started, for modules imported from now on. */
export async function freshElectron(): Promise<typeof electronDouble> {
  vi.resetModules()
  // Registered anew, since what a mock once gave is kept over a reset.
  vi.doMock('electron', () => import('./electron.ts'))
  return import('./electron.ts')
}
