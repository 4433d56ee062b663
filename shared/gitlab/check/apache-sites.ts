import type { Setting } from './setting.ts'
import type { Site } from './site.ts'

/** Whether a text looks like a file of Apache. */
export function isApache(text: string): boolean {
  return /^[ \t]*<VirtualHost\s/im.test(text)
}

interface Line {
  readonly name: string
  readonly args: readonly string[]
  readonly line: number
}

/** The virtual hosts of a file of Apache that hand requests on. */
export function readApache(path: string, text: string): readonly Site[] {
  const hosts: { readonly place: string; readonly ports: readonly number[]; readonly lines: Line[] }[] = []
  const outside: Line[] = []
  let open = false
  for (const one of linesOf(text)) {
    if (one.name === '<virtualhost') {
      open = true
      const ports = one.args.map((address) => Number(/:(\d+)$/.exec(address)?.[1] ?? 80))
      hosts.push({ place: `${path}:${one.line}`, ports, lines: [] })
    } else if (one.name.startsWith('</virtualhost')) open = false
    else (open ? hosts.at(-1)!.lines : outside).push(one)
  }
  const around = inForceOf(outside)
  return hosts.flatMap(({ place, ports, lines }) => siteOf(path, { place, ports }, [...around, ...lines], lines))
}

const inherited = new Set([
  'sslengine',
  'sslcertificatefile',
  'sslcertificatekeyfile',
  'sslcertificatechainfile',
  'limitrequestbody',
  'proxypreservehost',
])

// Of the lines outside all hosts, the few that a host goes by: a file of many hosts would else hold each against all.
function inForceOf(outside: readonly Line[]): readonly Line[] {
  const last = new Map<string, Line>()
  for (const one of outside) {
    const header = setHeader(one)
    if (inherited.has(one.name)) last.set(one.name, one)
    else if (header !== null && /^x-forwarded-(?:proto|host)$/.test(header)) last.set(header, one)
  }
  return [...last.values()]
}

/** The header that a line sets to what it hands on, in lower case; null for a line that sets none. */
function setHeader({ name, args }: Line): string | null {
  return name === 'requestheader' && /^(?:set|setifempty)$/i.test(args[0] ?? '') ? (args[1]?.toLowerCase() ?? '') : null
}

function siteOf(
  path: string,
  { place, ports }: { readonly place: string; readonly ports: readonly number[] },
  inForce: readonly Line[],
  own: readonly Line[],
): readonly Site[] {
  const setting = (one: Line | undefined, name: string, from = 0): Setting | null =>
    one ? { name, value: one.args.slice(from).join(' '), place: `${path}:${one.line}` } : null
  const last = (name: string): Setting | null =>
    setting(
      inForce.findLast((one) => one.name === name.toLowerCase()),
      name,
    )
  const passes = own.filter(({ name, args }) => name === 'proxypass' && args.at(-1) !== '!')
  const pass = passes.find(({ args }) => args.some((arg) => arg.startsWith('/v2'))) ?? passes[0]
  if (pass === undefined) return []
  const header = (wanted: string): Setting | null =>
    setting(
      inForce.findLast((one) => setHeader(one) === wanted),
      `RequestHeader set ${wanted === 'x-forwarded-proto' ? 'X-Forwarded-Proto' : 'X-Forwarded-Host'}`,
      2,
    )
  return [
    {
      server: 'apache',
      place,
      names: own.flatMap(({ name, args }) => (name === 'servername' || name === 'serveralias' ? args.map(hostIn) : [])),
      ports,
      isTls: /^on$/i.test(last('SSLEngine')?.value ?? ''),
      certificate: last('SSLCertificateFile'),
      key: last('SSLCertificateKeyFile'),
      chain: last('SSLCertificateChainFile'),
      target: setting({ ...pass, args: pass.args.filter((arg) => /^https?:/.test(arg)).slice(0, 1) }, 'ProxyPass'),
      bodyLimit: last('LimitRequestBody'),
      forwardedProto: header('x-forwarded-proto'),
      // mod_proxy_http writes X-Forwarded-Host by itself.
      host: last('ProxyPreserveHost'),
      forwardedHost: { name: 'X-Forwarded-Host', value: '', place: '' },
      mayHaveMore: own.some(({ name }) => name === 'include' || name === 'includeoptional'),
    },
  ]
}

// A ServerName may have a scheme and a port (core, ServerName).
function hostIn(name: string): string {
  return name.replace(/^https?:\/\//i, '').replace(/:\d+$/, '')
}

function linesOf(text: string): readonly Line[] {
  const found: Line[] = []
  let [held, from] = ['', 0]
  for (const [index, piece] of text.split(/\r?\n/).entries()) {
    if (held === '') from = index + 1
    if (piece.endsWith('\\')) {
      held += `${piece.slice(0, -1)} `
      continue
    }
    const whole = `${held}${piece}`.trim()
    held = ''
    if (whole === '' || whole.startsWith('#')) continue
    const [name = '', ...args] = (whole.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll(/^"|"$/g, ''))
    found.push({ name: name.toLowerCase(), args: args.map((arg) => arg.replace(/>$/, '')), line: from })
  }
  return found
}
