import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A dockerd on a real socket that keeps events as the real one does: those since a time first, then what comes. */
export interface EventDaemon {
  readonly socket: string
  readonly directory: string
  /** Whether it runs. */
  isUp(): boolean
  /** The `since` of every look at its events. */
  readonly sinces: string[]
  /** What images were asked for. */
  readonly inspected: string[]
  pull(image: string, at: number): void
  /** How many listen to its events. */
  listeners(): number
  /** Sends a text as it stands to whoever listens. */
  say(text: string): void
  /** Breaks the connections of those who listen. */
  breakOff(): void
  start(): Promise<void>
  /** Ends, and forgets its events. */
  stop(): Promise<void>
  /** What it answers to `/events`, and to a question for an image; 200 unless set. */
  status: { events: number; inspect: number }
}

export const daemonDigest = `sha256:${'ab'.repeat(32)}`

export async function eventDaemon(): Promise<EventDaemon & AsyncDisposable> {
  const directory = mkdtempSync(join(tmpdir(), 'pullcord-dockerd-'))
  const socket = join(directory, 'docker.sock')
  const listeners = new Set<ServerResponse>()
  let kept: { readonly at: number; readonly line: string }[] = []
  let server: Server | null = null

  const answer = (path: string, response: ServerResponse): void => {
    const url = new URL(path, 'http://docker')
    if (url.pathname === '/events') {
      const since = url.searchParams.get('since') ?? ''
      daemon.sinces.push(since)
      response.writeHead(daemon.status.events).flushHeaders()
      if (daemon.status.events !== 200) return void response.end('{"message":"no"}')
      for (const { at, line } of kept) if (at >= Number(since) * 1000) response.write(line)
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    } else {
      const image = decodeURIComponent(/^\/images\/(.*)\/json$/.exec(url.pathname)?.[1] ?? '')
      daemon.inspected.push(image)
      const repository = image.replace(/:[^:/]*$/, '')
      response.writeHead(daemon.status.inspect)
      response.end(JSON.stringify({ RepoDigests: [`${repository}@${daemonDigest}`, `other@${daemonDigest}`] }))
    }
  }

  const daemon: EventDaemon & AsyncDisposable = {
    socket,
    directory,
    isUp: () => server !== null,
    listeners: () => listeners.size,
    sinces: [],
    inspected: [],
    status: { events: 200, inspect: 200 },
    pull(image, at) {
      const actor = { ID: image, Attributes: { name: image } }
      const event = JSON.stringify({ status: 'pull', Type: 'image', Action: 'pull', Actor: actor })
      const line = `${event.slice(0, -1)},"time":${Math.floor(at / 1000)},"timeNano":${at}000123}\n`
      kept.push({ at, line })
      daemon.say(line)
    },
    say(text) {
      for (const response of listeners) response.write(text)
    },
    breakOff() {
      for (const response of listeners) response.destroy()
    },
    async start() {
      const fresh = createServer(({ url = '' }, response) => answer(url, response))
      await new Promise<void>((resolve) => void fresh.listen(socket, resolve))
      server = fresh
    },
    async stop() {
      const old = server
      server = null
      kept = []
      old?.closeAllConnections()
      await new Promise((resolve) => (old ? old.close(resolve) : resolve(null)))
    },
    async [Symbol.asyncDispose]() {
      await daemon.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  await daemon.start()
  return daemon
}
