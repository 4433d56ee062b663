import type { Notice } from '../../shared/notice.ts'
import type { Answer, Confirm } from '../switching/place.ts'

/** Questions at a terminal whose lines mean something else while none is open. */
export interface TerminalQuestion {
  readonly confirm: Confirm
  /** Gives a line to the question that is open; false where there is none. */
  take(line: string): boolean
  /** The question that is open gets no answer any more. */
  close(): void
}

/** One question at a time, since the service asks no second; only “yes” in full says yes. */
export function openTerminalQuestion(print: (text: string) => void): TerminalQuestion {
  let open: ((answer: Answer) => void) | null = null
  const end = (answer: Answer): boolean => {
    const settle = open
    open = null
    settle?.(answer)
    return settle !== null
  }
  return {
    confirm: ({ message, hint }: Notice) => {
      end('no')
      print(`\n${message}\n${hint}\nType “yes” to hand over, Enter for no: `)
      return new Promise((resolve) => (open = resolve))
    },
    take: (line) => end(line.trim().toLowerCase() === 'yes' ? 'yes' : 'no'),
    close: () => void end('no'),
  }
}
