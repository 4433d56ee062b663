import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openCore } from './service/core.ts'
import { placeOf, type PlaceOptions } from './service/place.ts'
import { openTerminalQuestion } from './service/terminal-question.ts'
import { servePage } from './transports/app-protocol.ts'
import { serveHttp } from './transports/http.ts'

// Beside this file once built; from a clone, where the build puts it.
const client = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../dist/client' : '../client', import.meta.url))

/**
 * Serves the window on loopback until Ctrl+C. Enter prints a fresh address: each opens one tab, once. What a page may
 * not have by itself is asked for here; without a terminal nobody can be asked.
 */
export async function runServe(options: PlaceOptions, port: number): Promise<void> {
  const question = openTerminalQuestion((text) => void process.stdout.write(text))
  const { isTTY } = process.stdin
  // The helper's own question at a terminal is not used: who looks at the page does not see it.
  const core = await openCore({
    ...placeOf(options),
    confirm: async (said) => (isTTY ? await question.confirm(said) : 'nobody'),
  })
  try {
    const face = await serveHttp(core, servePage(client), port)
    const invite = (): void =>
      void process.stdout.write(
        `Open ${face.address()}\n(good once, for 30 seconds; Enter gives a new one, Ctrl+C ends)\n`,
      )
    invite()
    const heard = (line: string): void => {
      if (!question.take(line)) invite()
    }
    const input = isTTY ? createInterface({ input: process.stdin }).on('line', heard) : null
    await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
    input?.close()
    question.close()
    await face.close()
  } finally {
    await core.close()
  }
}

// Started by itself, as `npm start` does where Electron cannot be had.
if (import.meta.main) await runServe({}, 0)
