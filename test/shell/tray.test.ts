import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTray } from '../../electron/shell/tray.ts'
import type { Status } from '../../shared/contract.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { engineStatus, offStatus, onStatus, ScriptedCore } from '../electron/scripted-core.ts'
import { lifecycle } from '../electron/double/lifecycle.ts'
import { FakeTray } from '../electron/double/tray.ts'
import { pageOf, pullAt } from './pull-at.ts'

vi.mock('electron', () => import('../electron/double/electron.ts'))

beforeEach(() => {
  vi.useFakeTimers()
  lifecycle.ready = true
  FakeTray.all.length = 0
})
afterEach(() => vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(300)

async function start(core: ScriptedCore) {
  const open = vi.fn()
  const quit = vi.fn()
  openTray(core, { icons: 'build/icons', open, quit })
  const tray = FakeTray.all[0]!
  await settle()
  return { tray, open, quit, menu: () => tray.menu!, line: () => tray.menu!.labels()[0] }
}

test('a profile is chosen in the menu within the menu', async () => {
  const profile = { name: 'home & away', mirrors: [], engines: null, keepTheirs: true, strict: false }
  const core = new ScriptedCore({
    'status.read': () => offStatus,
    'settings.read': () => ({ ...defaultSettings, language: 'en', profiles: [profile] }),
    'profile.plan': () => plan,
    'profile.use': () => ({ to: 'off', changed: false, engines: [], status: offStatus }),
  })
  const { menu, open } = await start(core)
  menu().item('Profile').submenu!.item('home && away').press()
  await settle()
  expect(core.inputsOf('profile.use')).toMatchObject([{ name: 'home & away', expect: 'p' }])
  expect(open).not.toHaveBeenCalled()
})

const plan = { id: 'p', to: 'on', changes: [], reloads: [], refused: [], notes: [] } as const

test('shows the first status, then follows what the core tells', async () => {
  const core = new ScriptedCore({ 'status.read': () => offStatus })
  const { tray, line } = await start(core)
  expect([tray.icon, line()]).toEqual(['tray-off.png', 'Off'])
  core.emit(onStatus())
  await settle()
  expect([tray.icon, line()]).toEqual(['tray-on.png', 'On, docker.io via 192.168.11.2:6000, loaded'])
  expect(tray.toolTip).toBe('Pullcord: On, docker.io via 192.168.11.2:6000, loaded')
  expect(FakeTray.all).toHaveLength(1)
  expect(tray.isDestroyed()).toBe(false)
})

test('events are gathered, and one that changes nothing sets no menu', async () => {
  const core = new ScriptedCore({ 'status.read': () => offStatus })
  const { tray } = await start(core)
  const before = tray.menusSet
  for (let i = 0; i < 50; i++) {
    core.emit(i % 2 ? onStatus() : offStatus)
    await vi.advanceTimersByTimeAsync(4)
  }
  await settle()
  expect(tray.menusSet - before).toBe(1)
  for (let i = 0; i < 500; i++) {
    core.emit(i % 2 ? onStatus() : offStatus)
    await vi.advanceTimersByTimeAsync(5)
  }
  await settle()
  expect(tray.menusSet - before).toBeLessThan(12)
  const now = tray.menusSet
  core.emit(structuredClone(onStatus()))
  await settle()
  expect(tray.menusSet).toBe(now)
})

test('the switch sets the core, is greyed meanwhile, and the menu is set again', async () => {
  let finish: (status: Status) => void = () => {}
  const set = new Promise<Status>((resolve) => (finish = resolve))
  const core = new ScriptedCore({
    'status.read': () => offStatus,
    'switch.plan': () => plan,
    'switch.set': async () => ({ to: 'on', changed: true, engines: [], status: await set }),
  })
  const { menu, line, open } = await start(core)
  const stale = menu().item('Use mirrors')
  stale.press()
  stale.press()
  await settle()
  expect(core.inputsOf('switch.set')).toHaveLength(1)
  expect(line()).toBe('One moment…')
  expect(menu().item('Use mirrors').enabled).toBe(false)
  core.emit(onStatus())
  finish(onStatus())
  await settle()
  expect(menu().item('Use mirrors')).toMatchObject({ checked: true, enabled: true })
  expect(open).not.toHaveBeenCalled()
})

test('what the core refuses opens the window, and the check mark that the desktop set goes away', async () => {
  const core = new ScriptedCore({ 'status.read': () => offStatus })
  const { tray, menu, open } = await start(core)
  const [before, pressed] = [tray.menusSet, menu().item('Podman')]
  pressed.press()
  expect(pressed.checked).toBe(false)
  await settle()
  expect(open).toHaveBeenCalledOnce()
  expect(tray.menusSet).toBeGreaterThan(before)
  expect(menu().item('Podman').checked).toBe(true)
})

test('opens and quits, by the menu and by a click on the icon', async () => {
  const { tray, menu, open, quit } = await start(new ScriptedCore({ 'status.read': () => offStatus }))
  menu().item('Open').press()
  tray.emit('click')
  expect(open).toHaveBeenCalledTimes(2)
  menu().item('Quit').press()
  expect(quit).toHaveBeenCalledOnce()
})

test('says when the status cannot be read, until one comes', async () => {
  const core = new ScriptedCore()
  const { line } = await start(core)
  expect(line()).toBe('There is no call “status.read”.')
  core.emit(offStatus)
  await settle()
  expect(line()).toBe('Off')
})

test('an ampersand in a reason is shown, not taken for a mnemonic', async () => {
  const notice = { code: 'podman-says', values: {}, message: 'a & b', hint: '' } as const
  const engines = [engineStatus({ state: 'problem', notice })]
  const { menu } = await start(new ScriptedCore({ 'status.read': () => ({ ...offStatus, engines }) }))
  expect(menu().item('Podman').label).toBe('Podman: problem. a && b')
})

test('the five latest pulls are read once, then follow what is told', async () => {
  let kept = [5, 4, 3, 2, 1].map((minute) => pullAt(minute))
  const core = new ScriptedCore({ 'status.read': () => offStatus, 'pulls.read': () => pageOf(kept) })
  const { tray, menu } = await start(core)
  const shown = () =>
    menu()
      .labels()
      .filter((label) => label.includes(' · '))
  expect(shown()).toHaveLength(5)
  expect(core.inputsOf('pulls.read')).toEqual([
    { filter: { text: '', engines: [], outcomes: [] }, since: null, before: null, limit: 5 },
  ])

  const news = { removed: [], more: false, sources: [] }
  core.announce('pulls', { ...news, pulls: [pullAt(6, { outcome: 'unknown', isSettled: false })] })
  await settle()
  expect(shown()[0]).toContain('unknown')
  core.announce('pulls', { ...news, pulls: [pullAt(6, { outcome: 'upstream' })] })
  await settle()
  expect(shown()[0]).toContain('upstream')
  expect(shown()).toHaveLength(5)

  const before = tray.menusSet
  core.announce('pulls', { ...news, pulls: [] })
  core.announce('pulls', { ...news, pulls: [pullAt(0)] })
  await settle()
  expect(tray.menusSet).toBe(before)
  expect(core.inputsOf('pulls.read')).toHaveLength(1)

  // One that stands no more lets an older one in again.
  kept = kept.map((pull) => ({ ...pull, outcome: 'mirror-miss' }))
  core.announce('pulls', { ...news, pulls: [], removed: [pullAt(6).id] })
  await settle()
  expect(core.inputsOf('pulls.read')).toHaveLength(2)
  expect(shown().every((label) => label.includes('miss'))).toBe(true)
})
