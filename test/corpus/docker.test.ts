import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rootAt, type Root } from '../electron/system/root-at.ts'
import { temporaryRoot } from '../electron/system/temporary-root.ts'
import { hugeDaemonJson, hugeHostsToml } from './generated.ts'
import { rounds } from '../runs.ts'
import { roundTrip } from './round-trip.ts'

const folder = (name: string): string => new URL(name, import.meta.url).pathname
const readVerdicts = <T>(name: string): Readonly<Record<string, T>> =>
  JSON.parse(readFileSync(folder(`docker/${name}.verdicts.json`), 'utf8'))
const bytesOf = (kind: string, name: string, generated: string): Uint8Array | string =>
  readdirSync(folder(`docker/${kind}`)).includes(name) ? readFileSync(folder(`docker/${kind}/${name}`)) : generated

const home = temporaryRoot().path('')
let roots = 0

function rootWith(path: string, content: Uint8Array | string): Root {
  mkdirSync(`${home}/${++roots}`)
  const root = rootAt(`${home}/${roots}`)
  root.put(path, content, 0o640)
  return root
}

async function expectRefused(
  root: Root,
  engine: string,
  path: string,
  code: string,
  line: number | null,
  column: number | null,
): Promise<void> {
  const { on, off, before, during, after } = await roundTrip(root, engine)
  expect(on.failure).toMatchObject({ code, values: { path } })
  if (line !== null) expect(on.failure?.message).toContain(`${path}:${line}:${column}: `)
  expect(off.failure).toBeNull()
  expect([during, after]).toEqual([before, before])
}

describe('daemon.json', () => {
  const path = '/etc/docker/daemon.json'
  const verdicts = readVerdicts<Readonly<Record<string, 'OK' | 'FAIL'>>>('daemon.json')
  const bad = 'unparseable-file'

  /** Never edited, whatever an engine makes of them, and where the fault is. */
  const refused: Readonly<Record<string, readonly [code: string, line: number, column: number]>> = {
    '09-utf16le-bom.json': ['file-not-text', 1, 1],
    '16-string-toplevel.json': [bad, 1, 1],
    '17-trailing-comma-array.json': [bad, 1, 47],
    '18-trailing-comma-object.json': [bad, 1, 48],
    '19-line-comment.json': [bad, 2, 3],
    '20-block-comment.json': [bad, 1, 3],
    '28-trailing-garbage.json': [bad, 2, 1],
    '29-two-objects.json': [bad, 2, 1],
    '30-single-quotes.json': [bad, 1, 2],
    '31-unquoted-key.json': [bad, 1, 2],
    '32-smart-quotes.json': [bad, 1, 2],
    '33-nbsp-indent.json': [bad, 2, 1],
    '35-invalid-utf8.json': ['file-not-text', 1, 19],
    '36-nul-bytes.json': ['file-nul', 1, 48],
    '40-truncated.json': [bad, 1, 46],
    '84-v-string-not-array.json': ['docker-key-not-list', 1, 22],
    '86-v-number.json': ['docker-key-not-list', 1, 22],
    '88-v-object.json': ['docker-key-not-list', 1, 22],
    '91-v-null-elem.json': ['docker-key-not-list', 1, 22],
    '99-i7-string.json': ['docker-key-not-list', 1, 25],
  }

  describe.each(rounds(1, 2) === 1 ? ['20.10', '28.5'] : ['20.10', '26.1', '28.5'])('docker %s', (version) => {
    const engine = `docker@${version}:classic`

    test.each(Object.entries(verdicts))('%s', async (name, verdict) => {
      const root = rootWith(path, bytesOf('daemon.json', name, hugeDaemonJson))
      if (name === '12-whitespace-only.json' && version === '20.10')
        return expectRefused(root, engine, path, 'docker-empty', null, null)
      if (refused[name]) return expectRefused(root, engine, path, ...refused[name])
      const { on, off, before, during, after } = await roundTrip(root, engine)
      expect([on.failure, off.failure], verdict[version]).toEqual([null, null])
      expect(during).not.toEqual(before)
      expect(after).toEqual(before)
      expect(JSON.parse(readFileSync(root.path(path), 'utf8').trim() || '{}')).toBeTypeOf('object')
    })
  })

  test('no file that an engine reads differently from others is edited', () => {
    const disputed = Object.entries(verdicts).filter(
      ([, { '20.10': old, '26.1': newer }]) => old === 'OK' && newer === 'FAIL',
    )
    const byContent = disputed
      .map(([name]) => name)
      .filter((name) => !['45-graph-removed-key.json', '46-cluster-store-removed.json'].includes(name))
    expect(byContent).toEqual([
      '28-trailing-garbage.json',
      '29-two-objects.json',
      '35-invalid-utf8.json',
      '36-nul-bytes.json',
    ])
    expect(byContent.every((name) => refused[name])).toBe(true)
  })
})

describe('hosts.toml', () => {
  const path = '/etc/docker/certs.d/docker.io/hosts.toml'
  const bad = 'unparseable-file'
  const refused: Readonly<Record<string, readonly [code: string, line: number, column: number]>> = {
    '13-bom.toml': ['file-bom', 1, 1],
    '19-unquoted-host.toml': [bad, 2, 11],
    '27-dotted-keys.toml': ['docker-hosts-form', 1, 1],
    '28-inline-table.toml': ['docker-hosts-form', 1, 1],
    '44-utf16.toml': ['file-not-text', 1, 1],
    '45-latin1-comment.toml': ['file-not-text', 1, 5],
    '51-json.toml': [bad, 1, 1],
    '57-array-of-tables.toml': ['docker-hosts-form', 1, 1],
  }

  test.each(Object.entries(readVerdicts<'mirror' | 'upstream' | 'fails'>('hosts.toml')))(
    '%s',
    async (name, verdict) => {
      const root = rootWith(path, bytesOf('hosts.toml', name, hugeHostsToml))
      if (refused[name]) {
        expect(verdict).not.toBe('mirror')
        return expectRefused(root, 'docker@28.5:c8d', path, ...refused[name])
      }
      const { on, off, before, during, after } = await roundTrip(root, 'docker@28.5:c8d')
      expect([on.failure, off.failure]).toEqual([null, null])
      expect(during).not.toEqual(before)
      expect(after).toEqual(before)
    },
  )
})
