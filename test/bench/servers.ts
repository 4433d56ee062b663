import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Servers on loopback, with their end. */
export interface Servers {
  readonly urls: readonly string[]
  close(): void
}

/** Serves plain http, one port for each listener; an address where nobody listens for null. */
export async function serve(listeners: readonly (RequestListener | null)[]): Promise<Servers> {
  const open: Server[] = []
  const urls = await Promise.all(
    listeners.map(async (listener) => {
      const server = createServer(listener ?? (() => undefined))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      if (listener) open.push(server)
      else await new Promise((resolve) => server.close(resolve))
      return `http://127.0.0.1:${port}`
    }),
  )
  return {
    urls,
    close() {
      for (const server of open) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
