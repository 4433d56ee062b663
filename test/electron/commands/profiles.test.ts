import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { exit, type Arguments, type Command } from '../../../electron/commands/command.ts'
import { exportList } from '../../../electron/commands/export.ts'
import { importList } from '../../../electron/commands/import.ts'
import { profile } from '../../../electron/commands/profile.ts'
import type { PlanView } from '../../../shared/contract.ts'
import { failure } from '../../../shared/errors.ts'
import { notice } from '../../../shared/notice.ts'
import type { Offer } from '../../../shared/profiles/offer.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import { offStatus, ScriptedCore } from '../scripted-core.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

/** What a run ends with, and what it prints. */
async function run(
  command: Command,
  core: ScriptedCore,
  positionals: readonly string[],
  values: Arguments['values'] = {},
) {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const code = await command.run({ values, positionals }, core)
  return { code, text: written.join('') }
}

const office = { name: 'office', mirrors: [], engines: null, keepTheirs: true, strict: false }
const plan: PlanView = { id: 'p', to: 'off', changes: [], reloads: [], refused: [], notes: [] }

describe('profile', () => {
  test('lists, and marks the one that the list is', async () => {
    const core = new ScriptedCore({ 'settings.read': () => ({ ...defaultSettings, profiles: [office] }) })
    expect((await run(profile, core, [])).text).toBe('office (the list): off, no mirror\n')
    const json = JSON.parse((await run(profile, core, ['list'], { json: true })).text)
    expect(json).toMatchObject({ current: { name: 'office', changed: false }, profiles: [{ name: 'office' }] })
  })

  test('use carries out; a dry run only shows', async () => {
    const report = {
      to: 'off',
      changed: true,
      engines: [],
      status: { ...offStatus, profile: { name: 'office', changed: false } },
    } as const
    const core = new ScriptedCore({ 'profile.plan': () => plan, 'profile.use': () => report })
    expect(await run(profile, core, ['use', 'office'], { 'dry-run': true })).toMatchObject({ code: exit.done })
    expect(core.inputsOf('profile.use')).toEqual([])
    expect((await run(profile, core, ['use', 'office'], { yes: true })).text).toContain('Profile: office.')
    expect(core.inputsOf('profile.use')).toEqual([{ name: 'office', expect: null, accept: true, check: true }])
  })

  test.each([[['use']], [['rename', 'a']], [['frobnicate']]])('%j is no command', async (typed) => {
    const core = new ScriptedCore()
    await expect(run(profile, core, typed)).rejects.toMatchObject({ notice: { code: 'usage' } })
  })
})

describe('export', () => {
  const core = new ScriptedCore({ 'exchange.write': () => ({ text: '{}\n', link: 'pullcord://set-up?data=e30' }) })

  test('a file, a link, or the terminal', async () => {
    const out = join(folder, 'out.json')
    expect((await run(exportList, core, [])).text).toBe('{}\n')
    expect((await run(exportList, core, [], { link: true })).text).toBe('pullcord://set-up?data=e30\n')
    await run(exportList, core, [], { out })
    expect(readFileSync(out, 'utf8')).toBe('{}\n')
    await expect(run(exportList, core, [], { out: join(folder, 'no', 'where') })).rejects.toMatchObject({
      notice: { code: 'export-unwritten' },
    })
  })
})

describe('import', () => {
  const offer: Offer = {
    id: 'o',
    newHosts: ['m.corp'],
    mirrors: [{ upstream: 'docker.io', url: 'https://m.corp', insecure: true, ca: null, change: 'added' }],
    removed: [{ upstream: 'docker.io', url: 'http://old' }],
    profiles: [],
    keepTheirs: null,
    warnings: [notice('offer-insecure', { url: 'https://m.corp' })],
    changes: true,
  }
  const answers = () => new ScriptedCore({ 'exchange.look': () => offer, 'exchange.take': () => defaultSettings })
  const link = 'pullcord://set-up?mirror=docker.io%3Dhttps%3A%2F%2Fm.corp'

  test('hosts stand first, then warnings; without a yes nothing is taken', async () => {
    const core = answers()
    const { code, text } = await run(importList, core, [link])
    expect(code).toBe(exit.unverified)
    expect(text.split('\n').slice(0, 4)).toEqual([
      'Images would newly come from:',
      '  m.corp',
      '',
      expect.stringContaining('WITHOUT ANY CHECK'),
    ])
    expect(text).toContain('+ docker.io → https://m.corp  TLS NOT VERIFIED\n- docker.io → http://old')
    expect(core.inputsOf('exchange.take')).toEqual([])
  })

  test('a profile is told with its mirrors, its engines and its rules', async () => {
    const office: Offer['profiles'][number] = {
      name: 'office',
      change: 'changed',
      mirrors: [
        { upstream: 'docker.io', url: 'https://m.corp', insecure: false, ca: 'b'.repeat(64), change: 'changed' },
      ],
      removed: [{ upstream: 'quay.io', url: 'http://q' }],
      engines: [],
      keepTheirs: true,
      strict: true,
      differs: ['engines', 'strict'],
    }
    const train = { ...office, name: 'train', change: 'same', mirrors: [], removed: [], differs: [] } as const
    const profiles = [office, train]
    const core = new ScriptedCore({ 'exchange.look': () => ({ ...offer, mirrors: [], removed: [], profiles }) })
    const { text } = await run(importList, core, [link])
    expect(text).toContain(
      [
        '~ profile office',
        `    ~ docker.io → https://m.corp  own authority ${'b'.repeat(12)}`,
        '    - quay.io → http://q',
        '    ~ engines: none',
        '      mirrors configured by hand stay behind these',
        '    ~ strict: an upstream that has a mirror is never asked itself',
        '  profile train: off',
      ].join('\n'),
    )
  })

  test('a file is read by the command, its contents go to the core', async () => {
    const core = answers()
    const path = join(folder, 'in.json')
    writeFileSync(path, '{"pullcord": 1}')
    expect(await run(importList, core, [path], { yes: true })).toMatchObject({ code: exit.done })
    expect(core.inputsOf('exchange.take')).toEqual([{ text: '{"pullcord": 1}', expect: 'o' }])
  })

  test.each<[string, Uint8Array | null, string]>([
    ['absent', null, 'file-unreadable'],
    ['latin1', Uint8Array.of(0xe4), 'file-unreadable'],
    ['large', new Uint8Array(4_100_000), 'exchange-large'],
  ])('%s', async (name, bytes, code) => {
    const path = join(folder, name)
    if (bytes) writeFileSync(path, bytes)
    await expect(run(importList, answers(), [path], { yes: true })).rejects.toMatchObject({ notice: { code } })
  })

  test('what is by hand: where it stands, what becomes of it, and how it went', async () => {
    const engine = { id: 'docker', scope: 'system' } as const
    const path = '/etc/docker/daemon.json'
    const entry = { engine, upstream: 'docker.io', spelled: 'http://m', path, line: 3, owned: true, why: null } as const
    const mirror = { upstream: 'docker.io', url: 'http://m', insecure: false }
    const why = notice('by-hand-proxy', { key: 'https-proxy' })
    const core = new ScriptedCore({
      'import.look': () => ({
        id: 'f',
        entries: [
          { ...entry, mirror, fate: 'added' },
          { ...entry, spelled: '\u202ex', mirror: null, fate: 'left', owned: false, why },
        ],
        notes: [notice('by-hand-off', { paths: path })],
      }),
      'import.take': () => ({
        settings: defaultSettings,
        engines: [{ engine, changed: false, failure: failure('offer-stale').notice, notes: [] }],
      }),
    })
    const { code, text } = await run(importList, core, [], { yes: true })
    expect(code).toBe(exit.failed)
    expect(text).toContain(
      `docker:system: docker.io → http://m  goes on the list, and is Pullcord’s from then on\n  ${path}:3\n`,
    )
    expect(text).toContain('a proxy is no mirror')
    expect(text).not.toContain('\u202e')
    expect(await run(importList, core, [], { 'dry-run': true })).toMatchObject({ code: exit.unverified })
    expect(core.inputsOf('import.take')).toEqual([{ expect: 'f' }])
  })
})
