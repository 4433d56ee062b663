import { expect, test } from 'vitest'
import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import { offStatus, ScriptedCore } from './scripted-core.ts'
import { startApp, type StartOptions, until } from './start-app.ts'

const off = () => new ScriptedCore({ 'status.read': () => offStatus })
const start = (options: Partial<StartOptions> = {}) => startApp({ openCore: async () => off(), ...options })

test('starts with a sandbox, its own scheme, one window and one tray', async () => {
  const { electron, windows, trays } = await start()
  expect(electron.app.sandboxed).toBe(true)
  expect(electron.protocol.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  expect(windows()).toHaveLength(1)
  expect(trays()).toHaveLength(1)
  expect(electron.session.defaultSession.checkHandler).not.toBe(null)
})

test.runIf(process.platform === 'linux')('keeps the files of Chromium away from the settings', async () => {
  const { electron } = await start()
  expect(electron.app.paths['userData']).toMatch(/\/pullcord\/window$/)
})

test('another host of the scheme is nobody', async () => {
  const { electron } = await start()
  expect((await electron.protocol.answer('app://other/')).status).toBe(404)
})

test('a second start shows the window of the first, and does nothing else itself', async () => {
  const { electron, windows } = await start({ args: ['--hidden'] })
  expect(windows()).toEqual([])
  electron.app.emit('second-instance', {}, [], '')
  await until(() => windows().length === 1)
  electron.app.emit('second-instance', {}, [], '')
  await until(() => windows()[0]?.focused === 1)
  expect(windows()).toHaveLength(1)

  const second = await start({ firstInstance: false })
  expect([second.electron.app.exitCode, second.windows(), second.trays()]).toEqual([0, [], []])
})

const link = 'pullcord://set-up?mirror=docker.io%3Dhttps%3A%2F%2Fm.corp'

test('a link that it is started with is handed to the page once that has loaded, and to nobody else', async () => {
  const { electron, windows } = await start({ args: ['--hidden', link], packaged: true })
  expect(electron.app.schemes).toEqual(['pullcord'])
  await until(() => windows().length === 1)
  const page = windows()[0]!.webContents
  const links = () => page.sent.filter(({ channel }) => channel === 'pullcord-link').map(({ args }) => args)
  expect(links()).toEqual([])
  page.emit('did-finish-load')
  expect(links()).toEqual([[link]])
  page.emit('did-finish-load')
  expect(links()).toEqual([[link]])
})

test('a second start hands its link over to the window of the first; arguments of any other kind are none', async () => {
  const { electron, windows } = await start()
  expect(electron.app.schemes).toEqual([])
  const page = windows()[0]!.webContents
  page.emit('did-finish-load')
  electron.app.emit('second-instance', {}, ['/opt/pullcord-app', '--no-sandbox', 'PULLCORD://x', 'https://m'], '')
  electron.app.emit('second-instance', {}, ['/opt/pullcord-app', `pullcord://${'a'.repeat(70_000)}`], '')
  electron.app.emit('second-instance', {}, ['/opt/pullcord-app', link], '')
  await until(() => page.sent.some(({ channel }) => channel === 'pullcord-link'))
  expect(page.sent.filter(({ channel }) => channel === 'pullcord-link')).toMatchObject([{ args: [link] }])
})

test('closing the window leaves the tray, which opens it again', async () => {
  const { electron, windows, menu } = await start()
  windows()[0]!.close()
  expect(windows()).toEqual([])
  await new Promise(setImmediate)
  expect(electron.app.exitCode).toBe(null)
  const shown = await menu()
  shown.item('Open').press()
  expect(windows()).toHaveLength(1)
})

test('what the tray may not decide opens the window', async () => {
  const core = off()
  const consent = notice('podman-service-stale', { pid: 7 })
  const engine = { id: 'podman', scope: 'user' } as const
  core.answers['switch.plan'] = () => ({
    id: 'p',
    to: 'on',
    changes: [],
    reloads: [{ engine, how: 'restart', stops: [], consent }],
    refused: [],
    notes: [],
  })
  const { windows, trays, menu } = await start({ openCore: async () => core, args: ['--hidden'] })
  await menu()
  await until(() => trays()[0]!.menu?.labels().includes('Use mirrors'))
  trays()[0]!.menu!.item('Use mirrors').press()
  await until(() => windows().length === 1)
  expect(core.inputsOf('switch.set')).toEqual([])
})

test('quitting closes the core first', async () => {
  const core = off()
  const { electron, windows, menu } = await start({ openCore: async () => core })
  ;(await menu()).item('Quit').press()
  await until(() => electron.app.exitCode !== null)
  expect([electron.app.exitCode, core.closed, windows()]).toEqual([0, true, []])
})

test('a core that cannot be opened is said, and ends the app', async () => {
  const failed = failure('settings-unreadable', { path: '/s.json', why: 'no JSON' })
  const { electron, trays } = await start({ openCore: () => Promise.reject(failed) })
  await until(() => electron.app.exitCode !== null)
  expect(electron.app.exitCode).toBe(1)
  expect(electron.asked.errors).toEqual([
    expect.stringContaining('/s.json is not a settings file of Pullcord: no JSON.'),
  ])
  expect(trays()).toEqual([])
})
