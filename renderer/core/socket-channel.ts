import type { Notice } from '../../shared/notice.ts'
import { CallFailed, type Channel, Disconnected } from './channel.ts'
import type { Login } from './login.ts'

/** What `serve` answers to a login, before any frame of the contract. */
type Answer =
  | { readonly kind: 'welcome'; readonly tab: string }
  | { readonly kind: 'failure'; readonly id: 0; readonly notice: Notice }

/** A channel that was let in, and the token to be let in with next time. */
export interface Admitted {
  readonly channel: Channel
  readonly tab: string
}

/** Opens `serve`'s WebSocket and logs in; rejects with `CallFailed` when refused, `Disconnected` when nobody answers. */
export function openSocket(socket: WebSocket, login: Login): Promise<Admitted> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify(login)), { once: true })
    socket.addEventListener('close', () => reject(new Disconnected()), { once: true })
    socket.addEventListener(
      'message',
      ({ data }) => {
        const answer = parseAnswer(String(data))
        if (answer?.kind === 'welcome') resolve({ channel: socketChannel(socket), tab: answer.tab })
        else reject(answer ? new CallFailed(answer.notice) : new Disconnected())
      },
      { once: true },
    )
  })
}

// Another program may have taken the port: what it says is no answer.
function parseAnswer(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer | null
    return answer?.kind === 'welcome' || answer?.kind === 'failure' ? answer : null
  } catch {
    return null
  }
}

function socketChannel(socket: WebSocket): Channel {
  return {
    send: (frame) => socket.send(frame),
    onMessage: (listener) => socket.addEventListener('message', ({ data }) => listener(String(data))),
    onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
  }
}
