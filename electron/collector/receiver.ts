import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { Inbox } from './inbox.ts'
import type { Tally } from './tally.ts'

/** Takes what mirrors tell. */
export interface Receiver {
  /** `parse` gives null for what is no envelope of its kind. */
  receive(
    request: IncomingMessage,
    answer: ServerResponse,
    parse: (text: string) => readonly MirrorRequest[] | null,
  ): void
}

const maxBody = 4 * 1024 * 1024

interface Waiting {
  readonly requests: readonly MirrorRequest[]
  readonly answer: ServerResponse
}

/**
 * Answers only when everything is on disk. distribution tells one event after another and waits for each answer, so
 * nothing is delayed: what has arrived in one turn of the event loop is written together. A refusal is repeated for
 * ever: only what is no envelope gets one; events that nobody wants are thanked for like all others.
 */
export function makeReceiver(inbox: Pick<Inbox, 'add'>, tally: Tally): Receiver {
  let waiting: Waiting[] = []

  const flush = (): void => {
    const batch = waiting
    waiting = []
    try {
      inbox.add(batch.flatMap(({ requests }) => requests))
      for (const { answer } of batch) answer.writeHead(200, { 'content-length': 0 }).end()
    } catch (error) {
      // The mirror keeps what it was not thanked for, and tells it again.
      process.stderr.write(`${(error as Error).message}\n`)
      for (const { answer } of batch) refuse(answer, 503, 'it could not be kept')
    }
  }

  const refuse = (answer: ServerResponse, status: number, why: string): void => {
    tally.refused()
    answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`)
  }

  return {
    receive(request, answer, parse) {
      const tooLarge = (): void => {
        request.removeAllListeners('data').pause()
        // The rest is not read, so the line cannot be used again.
        refuse(answer.setHeader('connection', 'close'), 413, `an envelope has at most ${maxBody} bytes`)
      }
      if (Number(request.headers['content-length'] ?? 0) > maxBody) return tooLarge()
      const chunks: Buffer[] = []
      let size = 0
      request.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxBody) tooLarge()
        else chunks.push(chunk)
      })
      request.on('end', () => {
        const requests =
          size > maxBody ? null : parse((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8'))
        if (requests === null) {
          if (!answer.headersSent) refuse(answer, 400, 'this is no envelope of events')
          return
        }
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ requests, answer })
      })
    },
  }
}
