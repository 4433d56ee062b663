import { EventEmitter } from 'node:events'
import type { CustomScheme, Protocol, Session } from 'electron'
import { requireNotReady, requireReady } from './lifecycle.ts'

type Handler = Parameters<Protocol['handle']>[1]

/** Schemes and who answers them. */
export class FakeProtocol implements Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'> {
  schemes: CustomScheme[] | null = null
  readonly #handlers = new Map<string, Handler>()

  registerSchemesAsPrivileged(customSchemes: CustomScheme[]): void {
    requireNotReady('protocol.registerSchemesAsPrivileged')
    if (this.schemes) throw new Error('a second call replaces the first')
    this.schemes = customSchemes
  }

  handle(scheme: string, handler: Handler): void {
    requireReady('protocol.handle')
    if (this.#handlers.has(scheme)) throw new Error(`${scheme} is handled already`)
    this.#handlers.set(scheme, handler)
  }

  /** What the network stack does with a request of a page. */
  async answer(url: string): Promise<Response> {
    const scheme = new URL(url).protocol.slice(0, -1)
    const handler = this.#handlers.get(scheme)
    const standard = this.schemes?.some((known) => known.scheme === scheme && known.privileges?.standard)
    if (!handler || !standard) throw new Error(`nobody answers ${url}`)
    return handler(new Request(url))
  }
}

type Guards = 'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler'

/** The session's guards, kept for a test to ask. */
export class FakeSession extends EventEmitter implements Pick<Session, Guards> {
  deviceHandler: Parameters<Session['setDevicePermissionHandler']>[0] = null
  checkHandler: Parameters<Session['setPermissionCheckHandler']>[0] = null
  requestHandler: Parameters<Session['setPermissionRequestHandler']>[0] = null

  setDevicePermissionHandler(handler: typeof this.deviceHandler): void {
    this.deviceHandler = handler
  }

  setPermissionCheckHandler(handler: typeof this.checkHandler): void {
    this.checkHandler = handler
  }

  setPermissionRequestHandler(handler: typeof this.requestHandler): void {
    this.requestHandler = handler
  }
}
