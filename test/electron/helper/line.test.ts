import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readLine } from '../../../electron/helper/line.ts'
import { asAppError } from '../../../shared/errors.ts'
import { maxRequestBytes, requestMs } from '../../../shared/helper-protocol.ts'

/** What is read of these pieces, the line held open: the text, or why it was refused. */
async function heard(...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const stdin = new PassThrough()
  const line = readLine(stdin).then(
    ({ text }) => text,
    (error: unknown) => asAppError(error).notice.code,
  )
  for (const piece of pieces) stdin.write(piece)
  return await line
}

const refused = 'request-malformed'
const letters = (count: number): string => 'x'.repeat(count)

describe('one line', () => {
  it.each([
    ['whole', ['{}\n'], '{}'],
    ['in pieces', ['{', '}', '\n'], '{}'],
    ['empty', ['\n'], ''],
    ['with a letter cut in two', [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)], 'é'],
    ['as large as allowed', [letters(maxRequestBytes - 1), '\n'], letters(maxRequestBytes - 1)],
    ['too large', [letters(maxRequestBytes), '\n'], refused],
    ['too large, without an end', [letters(maxRequestBytes + 1)], refused],
    ['with another behind it', ['{}\n{}\n'], refused],
    ['with a letter behind it', ['{}\nx'], refused],
    ['of bytes that are no text', [Buffer.from([0x7b, 0xff, 0x7d, 0x0a])], refused],
    ['of UTF-16', [Buffer.from('{}\n', 'utf16le')], refused],
  ])('%s', async (_, pieces, expected) => {
    expect(await heard(...pieces)).toBe(expected)
  })

  it('that ends before it is whole', async () => {
    const stdin = new PassThrough()
    const line = readLine(stdin).catch((error: unknown) => asAppError(error).notice.code)
    stdin.end('{}')
    expect(await line).toBe(refused)
  })

  it('tells when whoever sent it is gone', async () => {
    const stdin = new PassThrough()
    const reading = readLine(stdin)
    stdin.write('{}\n')
    const line = await reading
    expect(line.isHeard()).toBe(true)
    stdin.end()
    await vi.waitFor(() => expect(line.isHeard()).toBe(false))
  })
})

describe('a slow line', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is not waited for', async () => {
    const line = heard('{')
    await vi.advanceTimersByTimeAsync(requestMs)
    expect(await line).toBe(refused)
  })
})
