import { parseNginx, type Directive } from './nginx-blocks.ts'
import type { Setting } from './setting.ts'
import type { Site } from './site.ts'

/** Whether a text looks like a file of nginx. */
export function isNginx(text: string): boolean {
  return /^[ \t]*server\s*\{/m.test(text) && /^[ \t]*(?:listen|server_name|proxy_pass)\s/m.test(text)
}

/** The servers of a file of nginx that hand requests on; null where it cannot be read. */
export function readNginx(path: string, text: string): readonly Site[] | null {
  const all = parseNginx(text)
  return all && serversIn(all, []).flatMap(({ server, around }) => siteOf(path, server, around))
}

type Index = ReadonlyMap<string, Directive>

const indexes = new WeakMap<readonly Directive[], Index>()

// What stands around many servers is looked through once, and not for each of them.
function lastIn(level: readonly Directive[], key: string): Directive | undefined {
  const known = indexes.get(level) ?? indexOf(level)
  indexes.set(level, known)
  return known.get(key)
}

/** The last directive of each name, and of each header that is set. */
function indexOf(level: readonly Directive[]): Index {
  const keysOf = ({ name, args }: Directive): readonly string[] =>
    name === 'proxy_set_header' ? [name, `${name} ${args[0]?.toLowerCase()}`] : [name]
  return new Map(level.flatMap((one) => keysOf(one).map((key) => [key, one] as const)))
}

interface Server {
  readonly server: Directive
  /** Directives around it, the nearest last. */
  readonly around: readonly (readonly Directive[])[]
}

function serversIn(directives: readonly Directive[], around: Server['around']): readonly Server[] {
  return directives.flatMap((one) => {
    if (one.block === null) return []
    return one.name === 'server'
      ? [{ server: one, around: [...around, directives] }]
      : serversIn(one.block, [...around, directives])
  })
}

function siteOf(path: string, server: Directive, around: Server['around']): readonly Site[] {
  const own = server.block ?? []
  const location = locationOf(own)
  if (location === null) return []
  const levels = [...around, own, location]
  const setting = (one: Directive | undefined, name: string): Setting | null =>
    one ? { name, value: one.args.join(' '), place: `${path}:${one.line}` } : null
  const last = (name: string): Setting | null =>
    setting(
      levels.map((level) => lastIn(level, name)).findLast((one) => one),
      name,
    )
  // Headers are inherited only where a level sets none of its own (nginx, ngx_http_proxy_module, proxy_set_header).
  const headers = levels.findLast((level) => lastIn(level, 'proxy_set_header') !== undefined) ?? []
  const header = (wanted: string): Setting | null => {
    const one = lastIn(headers, `proxy_set_header ${wanted}`)
    return one
      ? { name: `proxy_set_header ${one.args[0]}`, value: one.args.slice(1).join(' '), place: `${path}:${one.line}` }
      : null
  }
  const listens = own.filter(({ name }) => name === 'listen')
  return [
    {
      server: 'nginx',
      place: `${path}:${server.line}`,
      names: own.flatMap(({ name, args }) => (name === 'server_name' ? args : [])),
      ports: listens.map(({ args }) => Number(/(?:^|:)(\d+)$/.exec(args[0] ?? '')?.[1] ?? 80)),
      isTls:
        listens.some(({ args }) => args.includes('ssl')) ||
        own.some(({ name, args }) => name === 'ssl' && args[0] === 'on'),
      certificate: last('ssl_certificate'),
      key: last('ssl_certificate_key'),
      chain: null,
      target: setting(
        location.find(({ name }) => name === 'proxy_pass'),
        'proxy_pass',
      ),
      bodyLimit: last('client_max_body_size'),
      forwardedProto: header('x-forwarded-proto'),
      host: header('host'),
      forwardedHost: header('x-forwarded-host'),
      mayHaveMore: [own, location].some((level) => level.some(({ name }) => name === 'include')),
    },
  ]
}

// The location that answers for the registry: the one of /v2, or the first that hands on.
function locationOf(own: readonly Directive[]): readonly Directive[] | null {
  const locations = own.flatMap(({ name, args, block }) => {
    const passes = block?.some((one) => one.name === 'proxy_pass') ?? false
    return name === 'location' && passes ? [{ path: args.at(-1) ?? '', block: block ?? [] }] : []
  })
  const chosen = locations.find(({ path }) => path.includes('/v2')) ?? locations.find(({ path }) => path === '/')
  return (chosen ?? locations[0])?.block ?? null
}
