import { setTimeout as pause } from 'node:timers/promises'
import { app } from 'electron'

/** How long quitting waits for the core, in milliseconds; what it leaves unfinished, the next start finishes. */
const patience = 10_000

/** Lets the core finish before the app ends, whether by the menu, a signal or the end of the session. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let state: 'running' | 'closing' | 'closed' = 'running'
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const quit = (): void => {
      state = 'closed'
      app.quit()
    }
    Promise.race([close(), pause(patience, undefined, { ref: false })]).then(quit, quit)
  })
}
