import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { exit, type Command } from './command.ts'

/** The verb `serve`, around what serves a core until it is told to stop. */
export function serveBy(run: (core: Core, port: number) => Promise<void>): Command {
  return {
    summary: 'the same window in a browser, on loopback',
    usage: 'serve [--port N]',
    options: { port: { type: 'string' } },
    help: [['--port N', 'listen there; without it, on any free port']],
    async run({ values }, core) {
      const port = Number(values.port ?? 0)
      if (!Number.isInteger(port) || port < 0 || port > 65535) throw failure('url-port', { port: String(values.port) })
      await run(core, port)
      return exit.done
    },
  }
}
