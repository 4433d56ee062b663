import { CallFailed, type Channel, Disconnected } from './channel.ts'
import { forgetTab, logins, rememberTab, takeToken } from './login.ts'
import { receivePort } from './port-channel.ts'
import { NoLogin } from './session.ts'
import { openSocket } from './socket-channel.ts'

declare global {
  interface Window {
    /** Set by the preload of the Electron shell. */
    readonly pullcordShell?: boolean
  }
}

/** The way from this page to its core: a port in the Electron shell, a WebSocket under `serve`. */
export function coreOpener(page: Window): () => Promise<Channel> {
  if (page.pullcordShell === true) return portOpener(page)
  let token = takeToken(page.location, page.history)
  return () => {
    token = takeToken(page.location, page.history) ?? token
    const kept = token
    token = null
    return logIn(page, kept).catch((error: unknown) => {
      // Nobody answered, so nobody used it up.
      if (error instanceof Disconnected) token = kept
      throw error
    })
  }
}

// A port is handed over once a page load, so a second one means a new load.
function portOpener(page: Window): () => Promise<Channel> {
  let port: Promise<Channel> | null = receivePort(page)
  return () => {
    const first = port
    port = null
    if (!first) page.location.reload()
    return first ?? new Promise(() => {})
  }
}

async function logIn(page: Window, token: string | null): Promise<Channel> {
  const address = `ws://${page.location.host}/ws`
  let refusal: CallFailed | null = null
  for (const login of logins(token, page.sessionStorage)) {
    try {
      const { channel, tab } = await openSocket(new WebSocket(address), login)
      rememberTab(tab, page.sessionStorage)
      return channel
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      refusal = error
      if ('tab' in login) forgetTab(page.sessionStorage)
    }
  }
  throw refusal ?? new NoLogin()
}
