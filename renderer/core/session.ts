import type { CallName, Calls, Core } from '../../shared/contract.ts'
import type { Notice } from '../../shared/notice.ts'
import { CallFailed, type Channel, Disconnected } from './channel.ts'
import { makeClient } from './client.ts'

/** How the window stands with the core. */
export type Link =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'lost' }
  /** The login was not accepted; the notice is null where there was nothing to log in with. */
  | { readonly kind: 'refused'; readonly notice: Notice | null }

/** Thrown by an opener that has nothing to log in with. */
export class NoLogin extends Error {}

/** A core that outlives its channels. */
export interface Session {
  /** Connects again first where the line was lost: asking for something is reason enough. */
  call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']>
  /** Tries again if the line was lost; does nothing otherwise. */
  wake(): void
  /** Tries again whatever stood in the way, unless the line is open: there is a new token to try. */
  retry(): void
}

/** What a session tells the window. */
export interface Listener {
  link(link: Link): void
  /** A fresh channel is open: subscribe and read anew. */
  ready(core: Core): void
}

/**
 * Keeps one channel open without a timer: a line that drops is opened again once, at once;
 * after that only when something happens (a call, the focus, the network coming back).
 */
export function startSession(open: () => Promise<Channel>, listener: Listener): Session {
  let link: Link = { kind: 'opening' }
  let opening: Promise<Core> | null = null

  const tell = (next: Link): void => {
    link = next
    listener.link(next)
  }

  const attempt = async (): Promise<Core> => {
    try {
      const channel = await open()
      const core = makeClient(channel)
      channel.onClose(() => {
        opening = null
        tell({ kind: 'opening' })
        connect().catch(() => {})
      })
      tell({ kind: 'open' })
      listener.ready(core)
      return core
    } catch (error) {
      opening = null
      tell(linkAfter(error))
      throw error
    }
  }

  const connect = (): Promise<Core> => (opening ??= attempt())

  connect().catch(() => {})
  return {
    call: async (name, input) => (await connect()).call(name, input),
    wake: () => {
      if (link.kind === 'lost') connect().catch(() => {})
    },
    retry: () => {
      connect().catch(() => {})
    },
  }
}

function linkAfter(error: unknown): Link {
  if (error instanceof CallFailed) return { kind: 'refused', notice: error.notice }
  if (error instanceof NoLogin) return { kind: 'refused', notice: null }
  if (error instanceof Disconnected) return { kind: 'lost' }
  throw error
}
