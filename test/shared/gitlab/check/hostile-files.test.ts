import { describe, expect, test } from 'vitest'
import { readPem } from '../../../../electron/gitlab/pem.ts'
import { parseAuthConfig } from '../../../../shared/codecs/docker-auth-config.ts'
import { parseRunnerConfig } from '../../../../shared/codecs/runner-config.ts'
import { removeList } from '../../../../shared/codecs/runner-config-edit.ts'
import { checkLimits } from '../../../../shared/gitlab/check/limits.ts'
import { readFiles } from '../../../../shared/gitlab/check/read-files.ts'
import { judgeFiles } from '../../../../shared/gitlab/check/rules.ts'
import { parseWebUrl } from '../../../../shared/gitlab/check/web-url.ts'
import { parseRegistryName } from '../../../../shared/gitlab/registry-name.ts'

// Each takes far less than a second, and took minutes where its reader tried the same run of characters from each of
// its places; no time is asserted, since a reader that does so again does not end within the limit of any test.

const full = checkLimits.fileLength
/** A piece as often as it fits into a file, or into so many characters. */
const many = (piece: string, length: number = full): string => piece.repeat(Math.floor(length / piece.length))
const lines = (line: (at: number) => string, length: number = full): string => {
  let [text, at] = ['', 0]
  for (let next = line(0); text.length + next.length < length; next = line(++at)) text += next
  return text
}
const yaml = checkLimits.yaml

/** Reads files and judges them by every rule, and tells why any could not be read. */
function judged(...files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  const given = files.map(([path, text]) => ({ path, text, mode: null }))
  const read = readFiles(given)
  const scene = { ...read, material: [], paths: given.map(({ path }) => path), now: 0, named: null }
  judgeFiles(scene, read)
  return read.refusals.map(({ notice }) => notice.message)
}

describe('a file that is long in one place is judged', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['of empty lines', 'site', many('\n')],
    ['of spaces', 'site', many(' ')],
    ['a server, then spaces', 'site', `server${many(' ', full - 6)}`],
    ['of servers without braces', 'site', many('server \n')],
    ['of quotes', 'site', `server {\nlisten 1;\n${many('"', full - 100)}`],
    ['of escaped quotes', 'site', `server {\nlisten 1;\n${many('"\\" ', full - 100)}`],
    ['of backslashes', 'site', `server {\nlisten 1;\n${many('a\\', full - 100)}`],
    ['of servers, one beside the other', 'site', many('server {\nlisten 1;location / {proxy_pass http://a;}}\n')],
    [
      'of directives around servers',
      'site',
      many('a b;\n', full / 2) + many('server {\nlocation /{proxy_pass http://a;}}\n', full / 2 - 9) + '\nlisten 1;',
    ],
    [
      'of hosts and lines around them',
      'site',
      many('A b\n', full / 2) + many('<VirtualHost a>\nProxyPass / http:x\n', full / 2),
    ],
    ['of continued lines', 'site', `<VirtualHost a>\n${many('a\\\n', full - 20)}`],
    ['Ruby, then spaces', 'gitlab.rb', `external_url${many(' ', full - 14)}x`],
    ['Ruby of a value and spaces', 'gitlab.rb', `external_url x${many(' ', full - 15)}x`],
    ['Ruby of words', 'gitlab.rb', `external_url ${many('x ', full - 14)}`],
    ['Ruby of empty lines', 'gitlab.rb', `${many('\n', full - 20)}external_url 'x'`],
    ['a variable and spaces', '.env', `A=x${many(' ', full - 5)}y`],
    ['a variable, spaces, and an odd end of line', '.env', `A=${many(' ', full - 5)}y\u2028`],
    ['a variable of comments', '.env', `A=${many('x #', full - 5)}`],
    ['a variable with a quote that does not end', '.env', `A="${many('\\', full - 5)}`],
    ['a variable of braces that do not end', '.env', `A=${many('${A', full - 5)}`],
    ['a variable of nested braces', '.env', `A=${many('${A:-', full / 2)}${many('}', full / 4)}`],
    ['a variable of unset ones', '.env', `A=\${B:-${many('$A', full - 10)}}`],
    ['a URL of slashes', '.env', `REGISTRY_AUTH_TOKEN_REALM=http://a${many('/', full - 50)}x`],
    [
      'of aliases to merged maps',
      'compose.yaml',
      `services: {}\nx: &x {${many('a: 1, b: 2, ', 12)}}\n${lines((at) => `y${at}: {<<: *x}\n`, yaml - 100)}`,
    ],
  ]
  // By their places: the texts themselves would become names of tests.
  test.each(rows.map(([name], at) => [name, at] as const))('%s', (_, at) => {
    const [, path, text] = rows[at]!
    expect(text.length).toBeLessThanOrEqual(full)
    judged([path, text])
  })

  test('and so are as many as one check takes', () => {
    const texts = [many('\n'), many(' '), `external_url x${many(' ', full - 15)}x`, `A=x${many(' ', full - 5)}y`]
    judged(...[...texts, ...texts].map((text, at) => [`.env${at}`, text] as const))
  })
})

describe('files that make much of little are refused', () => {
  const twice = lines((at) => `A${at + 1}=$A${at}$A${at}\n`, 2000)
  const shared = `x: &x [${many('A=$B,', yaml / 2)}]\nservices:\n`
  const rows: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['variables that double', [['.env', `A0=xx\n${twice}`]]],
    ['variables in defaults that double', [['.env', `A0=xx\n${twice.replaceAll(/\$(A\d+)/g, '${N:-${$1}}')}`]]],
    [
      'a long variable that is used often',
      [
        ['.env', `B=${many('x', full / 2)}`],
        ['compose.yaml', `services: {a: {environment: [${many('A=$B,', yaml - 100)}]}}`],
      ],
    ],
    [
      'a list that many services share',
      [['compose.yaml', `${shared}${lines((at) => `  s${at}: {environment: *x}\n`, yaml / 2 - 200)}`]],
    ],
    [
      'aliases of networks that share their names',
      [
        [
          'compose.yaml',
          `x: &x {aliases: [${many('a,', yaml / 2)}]}\nservices: {a: {networks: {${lines((at) => `n${at}: *x,`, yaml / 2 - 200)}}}}`,
        ],
      ],
    ],
    [
      'a file of variables that many services name',
      [
        ['v', many('A=1\n')],
        ['compose.yaml', `services: {${lines((at) => `s${at}: {env_file: v},`, yaml - 100)}}`],
      ],
    ],
    [
      'a registry of lists in lists',
      [
        [
          'config.yml',
          `version: 1\nstorage: 1\nl0: &l0 {a: []}\n${Array.from({ length: 7 }, (_, at) => `l${at + 1}: &l${at + 1} {${Array.from({ length: 400 }, (__, k) => `k${k}: *l${at}`).join(', ')}}\n`).join('')}`,
        ],
      ],
    ],
    [
      'merge keys that bring much',
      [
        [
          'compose.yaml',
          `services: {}\nx: &x {${lines((at) => `k${at}: 1,`, yaml / 2)}}\n${lines((at) => `y${at}: {<<: *x}\n`, yaml / 2 - 100)}`,
        ],
      ],
    ],
  ]
  test.each(rows.map(([name], at) => [name, at] as const))('%s', (_, at) => {
    const [, files] = rows[at]!
    expect(judged(...files).join()).toMatch(/more than 4 MB|repeat too much/)
  })

  test('what was read before stays', () => {
    const read = readFiles([
      { path: 'gitlab.rb', text: "external_url 'https://git.corp'\n", mode: null },
      { path: '.env', text: `A0=xx\n${twice}`, mode: null },
    ])
    expect(read.gitlab?.url?.value.host).toBe('git.corp')
  })
})

describe('elsewhere', () => {
  test('PEM that begins and does not end, and ends that were not begun', () => {
    const text = lines((at) => `-----BEGIN A${at}-----\n`, 1_000_000) + many('-----BEGIN B-----', 1_000_000)
    expect(readPem(text + many('-----END C-----', 500_000))).toEqual({ certificates: [], keys: [], broken: [] })
    expect(readPem(`${text}\n-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----`).broken).toHaveLength(1)
  })

  test('a login that is padded in its middle', () => {
    const auth = Buffer.from(`jane:${'\0'.repeat(1_000_000)}x\0\0`).toString('base64')
    const parsed = parseAuthConfig('config.json', JSON.stringify({ auths: { 'r.corp': { auth } } }))
    expect(parsed.ok && parsed.value.logins.get('r.corp')?.secret.reveal().length).toBe(1_000_001)
  })

  test('names and URLs of slashes', () => {
    expect(parseRegistryName(`r.corp/${'/'.repeat(1_000_000)}x`)).toMatchObject({ value: { path: 'x' } })
    expect(parseWebUrl(`http://r.corp${'/'.repeat(1_000_000)}x//`)?.path).toHaveLength(1_000_001)
  })

  test('a config.toml of many runners, and one of many spaces', () => {
    const of = (text: string) => {
      const parsed = parseRunnerConfig('config.toml', text)
      if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
      return parsed.value
    }
    expect(of(lines((at) => `[[runners]]\nname="${at}"\n`)).runners.at(-1)?.name).toMatch(/^\d+$/)
    const text = `a = "${' '.repeat(1_000_000)}"\nt = { b = 1, c = ["x"] }\n`
    expect(removeList(of(text), { table: ['t'], key: 'c' })).toBe(text.replace(', c = ["x"] }', '}'))
  })
})
