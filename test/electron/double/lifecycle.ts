/** What the doubles of one Electron share: whether it is ready, which much of the real one insists on. */
export const lifecycle = { ready: false }

/** Fails as Electron does when something is used too early. */
export function requireReady(what: string): void {
  if (!lifecycle.ready) throw new Error(`${what} cannot be used before the app is ready`)
}

/** Fails as Electron does when something is used too late. */
export function requireNotReady(what: string): void {
  if (lifecycle.ready) throw new Error(`${what} must be called before the app is ready`)
}

/** An Electron event object that remembers whether it was prevented. */
export class Preventable {
  defaultPrevented = false
  preventDefault = (): void => void (this.defaultPrevented = true)
}
