import { withoutTrailing } from '../../without-trailing.ts'

/** An http URL taken apart; pure code has no URL of its own. */
export interface WebUrl {
  readonly scheme: 'http' | 'https'
  /** Lower case, without brackets. */
  readonly host: string
  /** The scheme's own where none is written. */
  readonly port: number
  /** Without a slash at its end; empty for none. */
  readonly path: string
}

const usual = { http: 80, https: 443 } as const

/** Reads `http(s)://host[:port][/path]`; null for all else, a login inside it among that. */
export function parseWebUrl(text: string): WebUrl | null {
  const form = /^(https?):\/\/(?:\[([0-9a-f:.]+)\]|([^\s/:?#@[\]]+))(?::(\d{1,5}))?(\/[^\s?#]*)?$/i
  const [, protocol, v6, name, portText, path = ''] = form.exec(text.trim()) ?? []
  if (protocol === undefined) return null
  const scheme = protocol.toLowerCase() === 'https' ? 'https' : 'http'
  const port = portText === undefined ? usual[scheme] : Number(portText)
  if (port < 1 || port > 65_535) return null
  return { scheme, host: (v6 ?? name ?? '').toLowerCase(), port, path: withoutTrailing(path, '/') }
}

/** The same URL in its one spelling. */
export function formatWebUrl({ scheme, host, port, path }: WebUrl): string {
  const name = host.includes(':') ? `[${host}]` : host
  return `${scheme}://${name}${port === usual[scheme] ? '' : `:${port}`}${path}`
}
