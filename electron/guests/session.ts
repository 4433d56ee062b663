import { failure } from '../../shared/errors.ts'
import type { Processes } from '../system/system.ts'
import { converse, type Answer, type Conversation, type Way } from './conversation.ts'
import { formatWord, type Word } from './words.ts'

// An ssh to a machine on this one takes some 100 ms; one that is under load is given far longer.
const answerMs = 20_000
// Kept open between the questions of one look, and no longer than that: nothing of ours stays in the guest.
const idleMs = 100

/** Talks to one guest: asked one thing after the other, over one connection as long as there is something to ask. */
export interface Session {
  ask(operation: string, ...words: readonly Word[]): Promise<Answer>
  /** Keeps the connection, and what was taken over it, until `work` is done. */
  kept<T>(work: () => Promise<T>): Promise<T>
  /** One question over a connection of its own, which may take its time; with what was said on standard error. */
  alone(
    operation: string,
    words: readonly Word[],
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Answer & { readonly stderr: string }>
}

/** Opens nothing yet. */
export function openSession(processes: Processes, way: Way): Session {
  let open: Conversation | null = null
  // What was taken over a connection went with it.
  let pinned: Conversation | null = null
  let busy = 0
  let timer: NodeJS.Timeout | undefined
  const use = async <T>(work: (conversation: Conversation) => Promise<T>): Promise<T> => {
    clearTimeout(timer)
    busy++
    try {
      if (!open) {
        if (pinned) throw failure('guest-silent', { instance: way.instance, why: 'the connection was lost' })
        const begun = converse(processes, way)
        open = begun
        void begun.over.then(() => (open = open === begun ? null : open))
      }
      return await work(open)
    } finally {
      if (--busy === 0) timer = setTimeout(() => (open?.end(), (open = null)), idleMs)
    }
  }
  return {
    ask: (operation, ...words) => use((conversation) => conversation.say(lineOf(operation, words), answerMs)),
    kept: (work) =>
      use(async (conversation) => {
        pinned = conversation
        try {
          return await work()
        } finally {
          pinned = null
        }
      }),
    async alone(operation, words, timeoutMs, signal) {
      const conversation = converse(processes, way, signal)
      try {
        const answer = await conversation.say(lineOf(operation, words), timeoutMs + answerMs)
        conversation.end()
        return { ...answer, stderr: await conversation.over }
      } finally {
        conversation.end()
      }
    },
  }
}

function lineOf(operation: string, words: readonly Word[]): string {
  return [operation, ...words.map(formatWord)].join(' ')
}
