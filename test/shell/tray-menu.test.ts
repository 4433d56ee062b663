import { describe, expect, test } from 'vitest'
import { type TrayItem, trayMenu, type TrayView } from '../../electron/shell/tray-menu.ts'
import { trayWords } from '../../electron/shell/tray-words.ts'
import type { EngineStatus, Status } from '../../shared/contract.ts'
import { notice } from '../../shared/notice.ts'
import { engineStatus, hub, offStatus, onStatus } from '../electron/scripted-core.ts'
import { pullAt } from './pull-at.ts'

const times = {
  clock: (iso: string): string => iso.slice(11, 16),
  day: (at: number): string => new Date(at).toISOString().slice(0, 16),
}
const seen = (status: Status, working = false, listed: readonly string[] = []): TrayView => ({
  kind: 'status',
  status,
  working,
  listed: new Set(listed),
})
const menu = (view: TrayView, language: 'en' | 'zh-TW' = 'en') => trayMenu(view, trayWords[language], times)
const proof = (at: string) => ({ image: 'alpine', at, mirror: hub.url, evidence: ['blob served'] })
const quay = { upstream: 'quay.io', url: 'https://mirror.corp/quay', insecure: false }

/** The menu as a person would read it out. */
function read(items: readonly TrayItem[]): readonly string[] {
  return items.map((item) => {
    if (item.kind === 'separator') return '--'
    if (item.kind === 'text') return item.label
    if (item.kind === 'menu') return `${item.label} > ${read(item.items).join(', ')}`
    const grey = item.enabled ? '' : ' (grey)'
    return item.kind === 'check' ? `[${item.checked ? 'x' : ' '}] ${item.label}${grey}` : `${item.label}${grey}`
  })
}

test('the whole menu, on', () => {
  const status = onStatus({ state: 'proven', proof: proof('2026-11-23T14:05:00Z') })
  expect(menu(seen(status)).icon).toBe('on')
  expect(read(menu(seen(status)).items)).toEqual([
    'On, docker.io via 192.168.11.2:6000, proven at 14:05',
    '--',
    '[x] Use mirrors',
    '--',
    '[x] Podman: proven',
    'Verify now',
    '--',
    'Open Pullcord',
    'Quit',
  ])
})

test('the whole menu, off, in Traditional Chinese', () => {
  expect(read(menu(seen(offStatus), 'zh-TW').items)).toEqual([
    '關閉',
    '--',
    '[ ] 使用 mirror',
    '--',
    '[x] Podman：關閉',
    '立即驗證 (grey)',
    '--',
    '開啟 Pullcord',
    '結束',
  ])
})

test('strict mode is said where it holds for all, and where it does not', () => {
  const line = (strict: readonly string[]) => {
    const on = onStatus({ strict })
    return menu(seen({ ...on, strict: true })).line
  }
  expect([line(['docker.io']), line([])]).toEqual([
    expect.stringContaining('192.168.11.2:6000, nothing else, '),
    expect.stringContaining('192.168.11.2:6000, not strict everywhere, '),
  ])
})

test('profiles stand in a menu of their own, the one that the list is with its mark', () => {
  const view = (changed: boolean): TrayView => ({
    kind: 'status',
    status: { ...onStatus(), profile: { name: 'office', changed } },
    working: false,
    profiles: ['office', 'train'],
  })
  const own = (changed: boolean, language: 'en' | 'zh-TW' = 'en') =>
    read(menu(view(changed), language).items).filter((line) => line.includes('>'))
  expect(own(false)).toEqual(['Profile > [x] office, [ ] train'])
  expect(own(true)).toEqual(['Profile > [ ] office, changed, [ ] train'])
  expect(own(true, 'zh-TW')).toEqual(['設定檔 > [ ] office（已修改）, [ ] train'])
  expect(menu(view(false)).line).toBe('On, office, docker.io via 192.168.11.2:6000, loaded')
})

test('the latest pulls stand between the engines and the window', () => {
  const pulls = [
    pullAt(2, { outcome: 'mirror-miss' }),
    pullAt(1, {
      image: { upstream: 'quay.io', repository: 'skopeo/stable', tag: null, digest: null },
      engine: null,
      client: 'containers/5.34',
      outcome: 'unknown',
    }),
  ]
  const view: TrayView = { kind: 'status', status: onStatus(), working: false, pulls }
  expect(read(menu(view).items).slice(-7)).toEqual([
    '--',
    'Latest pulls',
    'alpine:3.20 · miss · Docker · 2026-11-24T06:02',
    'quay.io/skopeo/stable · unknown · containers/5.34 · 2026-11-24T06:01',
    '--',
    'Open Pullcord',
    'Quit',
  ])
  expect(read(menu(view, 'zh-TW').items)).toContain('alpine:3.20 · 未命中 · Docker · 2026-11-24T06:02')
  expect(menu(view).items.at(-5)).toMatchObject({ kind: 'command', action: { kind: 'open' } })
})

test('a name that others have chosen can neither hide in the menu nor turn it round', () => {
  const label = (repository: string): string => {
    const image = { upstream: 'docker.io', repository, tag: 'x', digest: null }
    const pulls = [pullAt(1, { image, engine: null, client: 'a\u202eb' })]
    return read(menu({ kind: 'status', status: offStatus, working: false, pulls }).items).at(-4) ?? ''
  }
  expect(label('a\u202egpj\n')).toBe(
    '\u2068a‹U+202E›gpj‹U+000A›:x\u2069 · hit · \u2068a‹U+202E›b\u2069 · 2026-11-24T06:01',
  )
  expect(label('שלום/אב')).toMatch(/^\u2068שלום\/אב:x\u2069 · hit/)
  expect(label(`${'deep/'.repeat(40)}end`)).toMatch(/^….{53}\/end:x · hit/)
})

describe('the status line claims no more than holds for every engine that is on', () => {
  const docker = (over: Partial<EngineStatus>) =>
    engineStatus({ id: 'docker', scope: 'system', mirrors: [hub], ...over })
  const podman = engineStatus({ state: 'proven', mirrors: [hub], proof: proof('2026-11-23T14:05:00Z') })
  const cases: readonly (readonly [string, readonly EngineStatus[], string])[] = [
    ['one proven, one loaded', [podman, docker({ state: 'loaded' })], 'loaded'],
    ['one proven, one only configured', [podman, docker({ state: 'configured' })], 'configured'],
    ['one proven, one changed', [podman, docker({ state: 'changed-outside' })], 'changed outside'],
    [
      'both proven: the older time',
      [podman, docker({ state: 'proven', proof: proof('2026-11-23T09:30:00Z') })],
      'proven at 09:30',
    ],
    ['an engine with a problem counts', [podman, docker({ state: 'problem', mirrors: [] })], 'problem'],
    [
      'one with a problem that the switch does not cover does not',
      [podman, docker({ state: 'problem', mirrors: [], chosen: false })],
      'proven at 14:05',
    ],
    ['an engine that is off does not count', [podman, docker({ state: 'off', mirrors: [] })], 'proven at 14:05'],
  ]
  test.each(cases)('%s', (_name, engines, ending) => {
    const { line } = menu(seen({ ...offStatus, switch: 'on', engines }))
    expect(line).toBe(`On, docker.io via 192.168.11.2:6000, ${ending}`)
  })
})

test('several mirrors are counted, each once', () => {
  const engines = [
    onStatus({ mirrors: [hub, quay] }).engines[0]!,
    engineStatus({ id: 'docker', state: 'loaded', mirrors: [hub] }),
  ]
  const status: Status = { ...offStatus, switch: 'mixed', engines }
  expect(menu(seen(status)).line).toBe('Partly on, docker.io via 192.168.11.2:6000 and 1 more, loaded')
  expect(menu(seen(status), 'zh-TW').line).toBe('部分開啟，docker.io 經由 192.168.11.2:6000 等 2 個 mirror，已載入')
  expect(menu(seen(status)).icon).toBe('mixed')
})

test('without an engine there is nothing to switch', () => {
  const { line, items } = menu(seen({ ...offStatus, engines: [] }))
  expect(line).toBe('Off, no container engine found')
  expect(read(items)).toContain('[ ] Use mirrors (grey)')
})

test('an engine that cannot says why, and one with a problem leads on to the window', () => {
  const why = notice('docker-other-config', { config: '/srv/docker.json' })
  const engines = [
    engineStatus({ id: 'docker', scope: 'system', state: 'cannot', notice: why }),
    engineStatus({ state: 'problem', notice: notice('file-bom', { path: '/x'.repeat(80) }) }),
  ]
  const lines = read(menu(seen({ ...offStatus, engines })).items)
  expect(lines).toContain(`[ ] Docker: cannot. ${why.message} (grey)`)
  const problem = lines.find((line) => line.includes('Podman'))
  expect(problem).toMatch(/^\[x\] Podman: problem\. [/x]+…$/)
})

test('a notice that only explains an ordinary state stays in the window', () => {
  const engines = [engineStatus({ state: 'configured', mirrors: [hub], notice: notice('docker-not-running') })]
  expect(read(menu(seen({ ...offStatus, engines })).items)).toContain('[x] Podman: configured')
})

test('clicks say what they want of the core', () => {
  const podman = onStatus().engines[0]!
  const docker = engineStatus({ id: 'docker', scope: 'system', state: 'not-set-up', chosen: false })
  const keys = { podman: { id: 'podman', scope: 'user' }, docker: { id: 'docker', scope: 'system' } }
  const actions = (status: Status) =>
    menu(seen(status, false, ['docker:system'])).items.flatMap((item) => ('action' in item ? [item.action] : []))
  expect(actions({ ...onStatus(), engines: [podman, docker] })).toEqual([
    { kind: 'switch', to: 'off' },
    { kind: 'choose', engine: keys.podman, to: 'off', engines: [] },
    { kind: 'choose', engine: keys.docker, to: 'on', engines: [keys.podman, keys.docker] },
    { kind: 'verify', engines: [keys.podman] },
    { kind: 'open' },
    { kind: 'quit' },
  ])
  expect(actions({ ...offStatus, engines: [engineStatus(), docker] }).slice(0, 3)).toEqual([
    { kind: 'switch', to: 'on' },
    { kind: 'choose', engine: keys.podman, to: null, engines: [] },
    { kind: 'choose', engine: keys.docker, to: null, engines: [keys.podman, keys.docker] },
  ])
  expect(actions({ ...onStatus(), switch: 'mixed' })[0]).toEqual({ kind: 'switch', to: 'on' })
})

test('the check mark says whether the switch covers an engine, the words how it stands', () => {
  const engines = [
    engineStatus({ chosen: false, state: 'not-set-up' }),
    engineStatus({ scope: 'system', state: 'off' }),
    engineStatus({ id: 'docker', scope: 'system', state: 'changed-outside' }),
  ]
  const status: Status = { ...offStatus, switch: 'mixed', engines }
  expect(read(menu(seen(status, false, ['podman:user'])).items).slice(4, 7)).toEqual([
    '[ ] Podman · user: not set up',
    '[x] Podman · system: off',
    '[x] Docker: changed outside',
  ])
})

test('engines that the switch leaves alone are for the window; who was taken out here can be put back here', () => {
  const engines = [
    engineStatus(),
    engineStatus({ id: 'k3s', scope: 'system', state: 'not-set-up', chosen: false }),
    engineStatus({ id: 'docker', scope: 'user', state: 'configured', chosen: false, mirrors: [hub] }),
    engineStatus({ id: 'containerd', scope: 'system', instance: 'kind.kind-control-plane' }),
  ]
  const status: Status = { ...offStatus, switch: 'mixed', engines }
  const listed = (keys: readonly string[], language: 'en' | 'zh-TW' = 'en') =>
    read(menu(seen(status, false, keys), language).items).slice(4, -4)
  expect(listed([])).toEqual(['[x] Podman: off', '[ ] Docker: configured', '[x] containerd in kind-control-plane: off'])
  expect(listed(['k3s:system'])).toContain('[ ] K3s: not set up')
  expect(listed([], 'zh-TW')).toContain('[x] kind-control-plane 裡的 containerd：關閉')
})

test('while something is under way nothing else can be clicked', () => {
  const { line, items } = menu(seen(onStatus(), true))
  expect(line).toBe('One moment…')
  expect(read(items).filter((text) => !text.endsWith('(grey)'))).toEqual([
    line,
    '--',
    '--',
    '--',
    'Open Pullcord',
    'Quit',
  ])
})

test('before the first status, and when there is none, one can still open and quit', () => {
  expect(read(menu({ kind: 'opening' }).items)).toEqual(['Looking at the engines…', '--', 'Open Pullcord', 'Quit'])
  const failed = menu({ kind: 'failed', notice: notice('settings-unreadable', { path: '/s.json', why: 'no JSON' }) })
  expect(failed.line).toBe('/s.json is not a settings file of Pullcord: no JSON.')
  expect(read(failed.items)).toEqual([failed.line, '--', 'Open Pullcord', 'Quit'])
})

test('the line names a mirror in force that is silent, and the remedy, before where pulls go', () => {
  const status = onStatus({ state: 'proven', proof: proof('2026-11-23T14:05:00Z') })
  const mirrors = [{ ...hub, ca: null, health: 'silent', latencyMs: null, at: null, notice: null } as const]
  const line = 'On, 192.168.11.2:6000 stays silent and pulls hang: turn off until it answers'
  expect(menu(seen({ ...status, mirrors })).line).toBe(line)
})
