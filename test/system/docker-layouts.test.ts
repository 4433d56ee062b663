// The snap and Docker Desktop cannot run here: what Pullcord does to their files is shown on their directories as
// they are recorded in the snap's snapcraft.yaml and Docker's documentation.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificates } from '../lab/certificates.ts'
import { pullcordHere } from '../lab/pullcord.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { conform, type Column } from './conformance.ts'

const HOME = '/home/someone'
const certificates = makeCertificates(mkdtempSync(join(tmpdir(), 'pullcord-authority-')))
afterAll(() => rmSync(dirname(certificates.officeCa), { recursive: true }))
const HUB = ['--mirror', 'docker.io=http://192.0.2.7:6000'] as const
const QUAY = ['--mirror', 'quay.io=http://192.0.2.7:6001'] as const

interface Layout {
  readonly name: string
  readonly version: string
  readonly engine: readonly string[]
  readonly files: Readonly<Record<string, string>>
  /** Symbolic links, and where they lead. */
  readonly links: Readonly<Record<string, string>>
  readonly mirrors: readonly string[]
  readonly written: Readonly<Record<string, string>>
  readonly columns: readonly Column[]
  /** Why there is no live reload; absent where there is. */
  readonly needsRestart?: string
}

const LAYOUTS: readonly Layout[] = [
  {
    name: 'docker snap, classic',
    version: '24.0',
    engine: ['--engine', 'docker@24.0:classic', '--scope', 'system'],
    files: { '/var/snap/docker/2932/config/daemon.json': '{\n    "log-level": "error"\n}\n' },
    links: { '/var/snap/docker/current': '2932' },
    mirrors: HUB,
    written: { '/var/snap/docker/2932/config/daemon.json': '"http://192.0.2.7:6000"' },
    columns: ['tag pull', 'plain http'],
  },
  {
    name: 'docker snap, c8d',
    version: '28.1',
    engine: ['--engine', 'docker@28.1:c8d', '--scope', 'system'],
    files: { '/var/snap/docker/3265/config/daemon.json': '{\n    "log-level": "error"\n}\n' },
    links: { '/var/snap/docker/current': '3265' },
    mirrors: [...HUB, ...QUAY],
    written: {
      '/var/snap/docker/3265/etc/docker/certs.d/docker.io/hosts.toml': '[host."http://192.0.2.7:6000"]',
      '/var/snap/docker/3265/etc/docker/certs.d/quay.io/hosts.toml': '[host."http://192.0.2.7:6001"]',
    },
    columns: ['tag pull', 'second upstream', 'plain http'],
  },
  {
    name: 'docker desktop',
    version: '28.5',
    engine: ['--engine', 'docker@28.5:c8d', '--scope', 'user'],
    files: {
      [`${HOME}/.docker/daemon.json`]:
        '{"builder":{"gc":{"defaultKeepStorage":"20GB","enabled":true}},"experimental":false}',
      [`${HOME}/.docker/config.json`]: '{"currentContext":"desktop-linux"}',
      [`${HOME}/.docker/desktop/settings-store.json`]: '{}',
    },
    links: {},
    mirrors: HUB,
    written: { [`${HOME}/.docker/daemon.json`]: '"http://192.0.2.7:6000"' },
    columns: ['tag pull', 'plain http'],
    needsRestart: 'Docker Desktop reads daemon.json when it starts',
  },
]

const NOT_BY_DESKTOP: readonly {
  readonly column: Column | 'loopback'
  readonly mirror: string
  readonly options?: readonly string[]
  readonly code: string
}[] = [
  { column: 'second upstream', mirror: 'quay.io=http://192.0.2.7:6001', code: 'docker-desktop-hub-only' },
  { column: 'path prefix', mirror: 'docker.io=http://192.0.2.7/hub', code: 'docker-desktop-path' },
  {
    column: 'private CA',
    mirror: 'docker.io=https://192.0.2.7',
    options: ['--ca', certificates.officeCa],
    code: 'docker-desktop-tls',
  },
  { column: 'loopback', mirror: 'docker.io=http://127.0.0.1:6000', code: 'docker-desktop-loopback' },
]

describe.each(LAYOUTS)('$name $version, on recorded files', (layout) => {
  let root: string
  const path = (inside: string) => join(root, inside)
  const tree = () =>
    treeDigest({ path }, ['/etc', '/var/snap', HOME], { except: [`${HOME}/.config/pullcord`, `${HOME}/.local`] })
  const run = async (code: number, ...args: readonly string[]) => {
    const env = { HOME, PATH: path('/bin'), LANG: 'C.UTF-8' }
    const answer = await pullcordHere([...args, ...layout.engine, '--root', root, '--json'], env)
    expect(answer.code, answer.stdout + answer.stderr).toBe(code)
    return answer.json
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pullcord-layout-'))
    for (const folder of [`${HOME}/.config`, `${HOME}/.local`, '/etc', '/var/snap', '/bin'])
      mkdirSync(path(folder), { recursive: true })
    for (const tool of ['flock', 'cp']) symlinkSync(`/usr/bin/${tool}`, path(`/bin/${tool}`))
    for (const [inside, text] of Object.entries(layout.files)) {
      mkdirSync(dirname(path(inside)), { recursive: true })
      writeFileSync(path(inside), text)
    }
    for (const [inside, to] of Object.entries(layout.links)) symlinkSync(to, path(inside))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  test('on writes what its engine reads, and off puts back every byte', async () => {
    const before = tree()
    expect(await run(0, 'on', ...layout.mirrors)).toMatchObject({ changed: true })
    for (const [inside, text] of Object.entries(layout.written))
      expect(readFileSync(path(inside), 'utf8')).toContain(text)
    expect(await run(0, 'on', ...layout.mirrors)).toMatchObject({ changed: false })
    expect(await run(0, 'off')).toMatchObject({ changed: true })
    expect(tree()).toEqual(before)
    const recorded = 'its files alone: snapd and Docker Desktop do not run where the tests do'
    for (const column of layout.columns) conform(layout.name, layout.version, column, { recorded })
    const impossible = layout.needsRestart
    if (impossible !== undefined) conform(layout.name, layout.version, 'live reload', { impossible })
  })

  test.runIf(Object.keys(layout.links).length > 0)('off after a refresh of the snap leaves nothing there', async () => {
    const snap = '/var/snap/docker'
    const before = readdirSync(path(`${snap}/current/`), { recursive: true })
    await run(0, 'on', ...layout.mirrors)
    cpSync(path(`${snap}/current/`), path(`${snap}/9999`), { recursive: true })
    rmSync(path(`${snap}/current`))
    symlinkSync('9999', path(`${snap}/current`))
    expect(await run(0, 'off')).toMatchObject({ changed: true })
    expect(readdirSync(path(`${snap}/current/`), { recursive: true })).toEqual(before)
  })

  test.each(layout.name === 'docker desktop' ? NOT_BY_DESKTOP : [])('$column is refused: $code', async (refused) => {
    const before = tree()
    const answer = await run(1, 'on', '--mirror', refused.mirror, ...(refused.options ?? []))
    expect(JSON.stringify(answer)).toContain(`"${refused.code}"`)
    expect(tree()).toEqual(before)
    const impossible = 'Docker Desktop hands daemon.json on to its machine, and no hosts.toml'
    if (refused.column !== 'loopback') conform(layout.name, layout.version, refused.column, { impossible })
  })
})
