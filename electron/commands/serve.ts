import { failure } from '../../shared/errors.ts'
import { exit, type Arguments, type CommandAlone } from './command.ts'

/** The verb `serve`, around what serves a core of its own until it is told to stop: pages get none that asks nobody. */
export function serveBy(run: (options: Arguments['values'], port: number) => Promise<void>): CommandAlone {
  return {
    summary: 'the same window in a browser, on loopback',
    usage: 'serve [--port N]',
    options: { port: { type: 'string' } },
    help: [['--port N', 'listen there; without it, on any free port']],
    async runAlone({ values }) {
      const port = Number(values.port ?? 0)
      if (!Number.isInteger(port) || port < 0 || port > 65535) throw failure('url-port', { port: String(values.port) })
      await run(values, port)
      return exit.done
    },
  }
}
