import { vi } from 'vitest'

/** An Electron that has just been started, for modules imported from now on. */
export async function freshElectron(): Promise<typeof import('./electron.ts')> {
  vi.resetModules()
  // Registered anew, since what a mock once gave is kept over a reset.
  vi.doMock('electron', () => import('./electron.ts'))
  return import('./electron.ts')
}
