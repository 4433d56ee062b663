import { findProgram } from './find-program.ts'
import { followSocket } from './follow-socket.ts'
import { identify } from './identify.ts'
import { namesOfAll, processesNamed, seesSame } from './proc.ts'
import { endProcess, respawn } from './respawn.ts'
import { runProgram } from './run.ts'
import { startAlone } from './start-alone.ts'
import type { Processes } from './system.ts'

const maxBody = 4 * 1024 * 1024

/** The processes of this machine. */
export const realProcesses: Processes = {
  find: findProgram,
  identify,
  run: runProgram,
  named: async (name) => await processesNamed(name, recentNames()),
  sees: seesSame,
  signal: (pid, name) => void process.kill(pid, name),
  end: endProcess,
  respawn,
  startAlone,
  request: requestOverSocket,
  follow: followSocket,
}

// A look at all engines asks for a dozen names: they share one walk through /proc. Whatever matters of a process is
// read anew each time.
const walkMs = 100
let walk: { readonly at: number; readonly names: ReturnType<typeof namesOfAll> } | null = null

function recentNames(): ReturnType<typeof namesOfAll> {
  const now = performance.now()
  if (walk === null || now - walk.at > walkMs) walk = { at: now, names: namesOfAll() }
  return walk.names
}

async function requestOverSocket(
  socketPath: string,
  path: string,
  options: Parameters<Processes['request']>[2],
): Promise<{ status: number; body: string }> {
  const { timeoutMs, method = 'GET', headers = {} } = options
  // An import of node:http would load all of fetch and WebSocket with it: 30 ms of every start [measured, Node 24].
  const { request } = process.getBuiltinModule('node:http')
  return await new Promise((resolve, reject) => {
    const ask = request(
      { socketPath, path, method, headers: { host: 'localhost', ...headers }, signal: AbortSignal.timeout(timeoutMs) },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          if (body.length < maxBody) body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body })).on('error', reject)
      },
    )
    ask.on('error', reject).end()
  })
}
