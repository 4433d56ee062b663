import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Core } from '../shared/contract.ts'
import { openCore } from './service/core.ts'
import { servePage } from './transports/app-protocol.ts'
import { serveHttp } from './transports/http.ts'

// Beside this file once built; from a clone, where the build puts it.
const client = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../dist/client' : '../client', import.meta.url))

/** Serves the window on loopback until Ctrl+C. Enter prints a fresh address: each opens one tab, once. */
export async function runServe(core: Core, port: number): Promise<void> {
  const face = await serveHttp(core, servePage(client), port)
  const invite = (): void =>
    void process.stdout.write(
      `Open ${face.address()}\n(good once, for 30 seconds; Enter gives a new one, Ctrl+C ends)\n`,
    )
  invite()
  const input = process.stdin.isTTY ? createInterface({ input: process.stdin }).on('line', invite) : null
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  input?.close()
  await face.close()
}

// Started by itself, as `npm start` does where Electron cannot be had.
if (import.meta.main) {
  const core = await openCore()
  await runServe(core, 0)
  await core.close()
}
