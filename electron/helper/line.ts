import type { Readable } from 'node:stream'
import { failure } from '../../shared/errors.ts'
import { maxRequestBytes, requestMs } from '../../shared/helper-protocol.ts'

/** The one line of a request, and whether whoever sent it is still there to hear the answer. */
export interface Line {
  readonly text: string
  isHeard(): boolean
}

const newline = 0x0a

/**
 * Reads one line, with a limit of size and time. The other side keeps the line open until it has its answer: an end
 * before that means that it is gone, or has thought better of it.
 */
export async function readLine(stdin: Readable): Promise<Line> {
  let bytes = Buffer.alloc(0)
  let heard = true
  const whole = await new Promise<Buffer>((resolve, reject) => {
    const refuse = (why: string): void => reject(failure('request-malformed', { why }))
    const timer = setTimeout(() => refuse('it did not arrive in time'), requestMs)
    const end = (): void => {
      heard = false
      clearTimeout(timer)
      refuse('it ended before its line did')
    }
    stdin.once('end', end).once('close', end).once('error', end)
    // Read on afterwards, or the end would not be seen; what comes then is thrown away.
    stdin.on('data', (chunk: Buffer) => {
      if (bytes.length > maxRequestBytes || bytes.includes(newline)) return
      bytes = Buffer.concat([bytes, chunk])
      const isWhole = bytes.includes(newline)
      const isTooLarge = bytes.length > maxRequestBytes
      if (isWhole || isTooLarge) clearTimeout(timer)
      if (isTooLarge) refuse('it is too large')
      else if (isWhole) resolve(bytes)
    })
  })
  if (whole.indexOf(newline) !== whole.length - 1) throw failure('request-malformed', { why: 'more follows its line' })
  return { text: decode(whole.subarray(0, -1)), isHeard: () => heard }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw failure('request-malformed', { why: 'it is no UTF-8' }, error)
  }
}
