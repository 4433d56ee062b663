import type { Buffer } from 'node:buffer'
import { PassThrough } from 'node:stream'
import { AppError, failure } from '../../shared/errors.ts'
import { lastLine } from '../system/last-line.ts'
import type { Processes } from '../system/system.ts'
import { program, readyLine } from './program.ts'
import { parseWord } from './words.ts'

// The longest that a timer can wait: a conversation lasts as long as it is used.
const conversationMs = 2 ** 31 - 1
// Of the largest file that is read, as base64, and of as much as a program may say.
const maxAnswer = 32 * 1024 * 1024

/** An answer: its words, and the lines that came before it. */
export interface Answer {
  readonly words: readonly (Buffer | null)[]
  readonly lines: readonly string[]
}

/** Leads to a root shell in a guest. */
export interface Way {
  readonly instance: string
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A refusal of the guest’s own: `drifted`, `busy` …, or `says` with what a program there said. */
export interface Refusal extends Error {
  readonly why: string
  readonly detail: string
}

/** One connection to a guest, over which it is asked one thing after the other. */
export interface Conversation {
  /** Asks; `guest-silent` where no answer comes in time, a `Refusal` where the guest says no. */
  say(line: string, timeoutMs: number): Promise<Answer>
  end(): void
  /** Settles once it has ended, with what was said on standard error. */
  readonly over: Promise<string>
}

interface Question {
  readonly answered: (answer: Answer) => void
  readonly failed: (error: Error) => void
}

/**
 * Gives a guest's shell the program. Questions are sent once that says that it runs: a shell may read ahead of what it
 * carries out.
 */
export function converse(processes: Processes, { instance, argv, env }: Way, signal?: AbortSignal): Conversation {
  const input = new PassThrough()
  const waiting: Question[] = []
  const stop = new AbortController()
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => undefined)
  let isReady = false
  let rest = ''
  let size = 0
  let lines: string[] = []
  const silent = (why: string): AppError => failure('guest-silent', { instance, why })
  const take = (line: string): void => {
    if (!isReady) {
      isReady = line === readyLine
      return isReady ? ready.resolve() : undefined
    }
    if (!line.startsWith('.')) return void lines.push(line)
    const [verdict, ...words] = line.split(' ')
    const answer = { words: words.map(parseWord), lines }
    lines = []
    size = 0
    const question = waiting.shift()
    if (verdict === '.ok') question?.answered(answer)
    else question?.failed(refusal(textOf(answer, 0), textOf(answer, 1)))
  }
  const fail = (error: Error): void => {
    ready.reject(error)
    for (const { failed } of waiting.splice(0)) failed(error)
  }
  const run = processes.run(argv, {
    timeoutMs: conversationMs,
    signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    input,
    onOutput: (text) => {
      size += text.length
      if (size > maxAnswer) {
        fail(silent('it says too much'))
        stop.abort()
      }
      const [first = '', ...more] = text.split('\n')
      rest += first
      for (const next of more) {
        take(rest)
        rest = next
      }
    },
    ...(env && { env }),
  })
  const over = run.then(
    ({ code, stderr }) => {
      fail(silent(lastLine(stderr) || `${argv[0]} ended with ${code}`))
      return stderr
    },
    (error: unknown) => {
      fail(error instanceof AppError ? error : silent((error as Error).message))
      return ''
    },
  )
  input.write(program)
  return {
    async say(line, timeoutMs) {
      const late = setTimeout(() => {
        fail(silent(`no answer in ${timeoutMs / 1000} s`))
        stop.abort()
      }, timeoutMs)
      try {
        await ready.promise
        return await new Promise<Answer>((answered, failed) => {
          waiting.push({ answered, failed })
          input.write(`${line}\n`)
        })
      } finally {
        clearTimeout(late)
      }
    },
    end: () => void input.end(),
    over,
  }
}

function refusal(why: string, detail: string): Refusal {
  return Object.assign(new Error(detail === '' ? why : detail), { why, detail })
}

/** Whether a guest refused what it was asked; anything else is that it could not be asked. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'why' in error && 'detail' in error
}

/** One word of an answer as text; empty where there is none. */
export function textOf({ words }: Answer, at: number): string {
  return words[at]?.toString('utf8') ?? ''
}
