import fc from 'fast-check'
import type { Settings } from '../../../shared/settings.ts'
import { mirrorsOf, settingsWith } from './workplace.ts'

/** A daemon.json as someone might have written it: any keys, indentation and line ends. */
export const daemonJson: fc.Arbitrary<string> = fc
  .record({
    keys: fc.dictionary(
      fc.constantFrom('debug', 'labels', 'log-opts', 'dns', 'é "quoted"', '__proto__', 'x'),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 4 },
    ),
    mirrors: fc.option(
      fc.uniqueArray(fc.constantFrom('http://own:1', 'http://own:1/', 'https://n.lan/', 'http://m.lan:5000'), {
        maxLength: 3,
      }),
      { nil: undefined },
    ),
    insecure: fc.option(fc.uniqueArray(fc.constantFrom('own:1', 'n.lan', '10.0.0.0/8'), { maxLength: 2 }), {
      nil: undefined,
    }),
    indent: fc.constantFrom(0, 1, 2, 4, 8, '\t', ' \t'),
    eol: fc.constantFrom('\n', '\r\n'),
    head: fc.constantFrom('', '\n', ' \t'),
    tail: fc.constantFrom('', '\n', '\r\n \n'),
    first: fc.boolean(),
  })
  .map(({ keys, mirrors, insecure, indent, eol, head, tail, first }) => {
    const lists = {
      ...(mirrors && { 'registry-mirrors': mirrors }),
      ...(insecure && { 'insecure-registries': insecure }),
    }
    const all = first ? { ...lists, ...keys } : { ...keys, ...lists }
    return head + JSON.stringify(all, null, indent).replaceAll('\n', eol) + tail
  })

const line = fc.constantFrom(
  '  capabilities = ["pull"]',
  '  skip_verify = true',
  '# a comment',
  '',
  '\t',
  '  dial_timeout = "1s"  # why',
  '  big = 9007199254740993',
)

/** A hosts.toml with hosts, comments and blank lines in any order. */
export const hostsToml: fc.Arbitrary<string> = fc
  .record({
    head: fc
      .array(fc.constantFrom('# head', '', 'server = "https://registry-1.docker.io"', 'skip_verify = true'), {
        maxLength: 3,
      })
      .map((rows) => [...new Set(rows)]),
    tables: fc.uniqueArray(
      fc.tuple(
        fc.constantFrom(
          'http://own:1',
          'https://b/v2/x',
          'http://m.lan:50000',
          'https://n.lan',
          'https://registry-1.docker.io',
        ),
        fc.uniqueArray(line),
      ),
      { maxLength: 3, selector: ([url]) => url },
    ),
    eol: fc.constantFrom('\n', '\r\n'),
    ended: fc.boolean(),
  })
  .map(
    ({ head, tables, eol, ended }) =>
      [...head, ...tables.flatMap(([url, rows]) => [`[host."${url}"]`, ...rows])].join(eol) + (ended ? eol : ''),
  )

const registry = fc
  .record({
    prefix: fc.constantFrom('docker.io', 'quay.io', 'docker.io/team', 'own.io'),
    named: fc.constantFrom('prefix', 'location'),
    rows: fc.uniqueArray(
      fc.constantFrom('insecure = true', '# a comment', '', 'mirror-by-digest-only = true', 'unknown = [1]'),
    ),
    mirrors: fc.uniqueArray(fc.constantFrom('own:1', 'm.lan:5000', 'My_Bad/Mirror', 'h.lan/x'), { maxLength: 2 }),
  })
  .map(({ prefix, named, rows, mirrors }) =>
    [
      '[[registry]]',
      `${named} = "${prefix}"`,
      ...rows,
      ...mirrors.flatMap((location) => ['[[registry.mirror]]', `  location = '${location}'`]),
    ].join('\n'),
  )

const conf = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: registry }, fc.constantFrom('# note', '', 'unqualified-search-registries = []')),
    { maxLength: 3 },
  )
  .map((parts) => parts.toSorted((a, b) => Number(a.startsWith('[')) - Number(b.startsWith('['))).join('\n'))

/** The files of podman: main files and drop-ins, of system and root. */
export const dropIns: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    '/etc/containers/registries.conf',
    '/etc/containers/registries.conf.d/50-own.conf',
    '/etc/containers/registries.conf.d/000.conf',
    '/etc/containers/registries.conf.d/zzz.conf',
    '/etc/containers/registries.conf.d/note.txt',
    '/root/.config/containers/registries.conf.d/a.conf',
    '/usr/share/containers/registries.conf.d/a.conf',
  ),
  fc.tuple(conf, fc.constantFrom('\n', '\r\n')).map(([text, eol]) => text.replaceAll('\n', eol)),
  { maxKeys: 4 },
)

const ca = { sha256: 'a'.repeat(64), pem: 'PEM\n' }

const typed = [
  'docker.io=http://m.lan:5000',
  'docker.io=https://n.lan',
  'docker.io=http://own:1',
  'quay.io=https://q.lan/hub',
  'docker.io=http://127.0.0.1:5000',
]
/** Settings with one to three mirrors, of all kinds. */
export const wildSettings: fc.Arbitrary<Settings> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...typed), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('plain', 'insecure', 'ca'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([urls, tls, keepTheirs, strict]) => {
    const mirrors = urls.flatMap((url) =>
      mirrorsOf([url], url.includes('https') ? { plain: {}, insecure: { insecure: true }, ca: { ca } }[tls] : {}),
    )
    return settingsWith(mirrors, { keepTheirs, strict })
  })
