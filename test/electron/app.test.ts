import { type Browser, type BrowserContext, chromium, expect as expectPage } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser } from '../../build/run/programs.ts'
import type { PlanView, Status } from '../../shared/contract.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { offStatus, onStatus, ScriptedCore } from './scripted-core.ts'
import { startApp, until, whyNoPage } from './start-app.ts'

// The real main, preload and page: only Electron itself is played, and Chromium draws.

const whyNot = whyNoPage()
if (whyNot !== null) console.warn(`SKIPPED: the app in Chromium: ${whyNot}`)

const plan: PlanView = {
  id: 'plan-1',
  to: 'on',
  changes: [
    {
      engine: { id: 'podman', scope: 'user' },
      target: 'podman-user',
      path: '/home/me/.config/containers/registries.conf.d/zz-pullcord.conf',
      before: null,
      after: 'sha256:0f',
      diff: '--- /dev/null\n+++ zz-pullcord.conf\n@@ -0,0 +1 @@\n+[[registry]]\n',
    },
  ],
  reloads: [],
  refused: [],
  notes: [],
} as unknown as PlanView

/** A core whose switch works: it plans, sets, and tells everyone. */
class WorkingCore extends ScriptedCore {
  #status = offStatus

  constructor() {
    super({
      'status.read': () => this.#status,
      'switch.plan': ({ to }) => ({ ...plan, to }),
      'switch.set': ({ to }) => {
        const status = to === 'on' ? onStatus() : offStatus
        this.become(status)
        return { to, changed: true, engines: [], status }
      },
    })
  }

  /** Something changed, by us or not. */
  become(status: Status): void {
    this.#status = status
    this.emit(status)
  }
}

describe.skipIf(whyNot !== null)(
  `the app in Chromium${whyNot === null ? '' : ` [skipped: ${whyNot}]`}`,
  { timeout: 30_000 },
  () => {
    let browser: Browser
    let context: BrowserContext
    let core: WorkingCore

    beforeAll(async () => {
      const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
      browser = await chromium.launch({ executablePath: findBrowser() ?? '', args })
    }, 30_000)
    afterAll(() => browser.close())
    beforeEach(async () => {
      context = await browser.newContext({ locale: 'en-US' })
      context.setDefaultTimeout(10_000)
      core = new WorkingCore()
    })
    afterEach(() => context.close())

    const start = async () => {
      const app = await startApp({ openCore: async () => core, context })
      const renderer = await app.renderer()
      const { page } = renderer
      const title = (text: string) => expectPage(page.getByRole('heading', { level: 1 })).toHaveText(text)
      await title('Off')
      return { ...app, problems: renderer.problems, page, title, tray: app.trays()[0]! }
    }

    test('the switch of the page reaches the core, and the tray follows', async () => {
      const { page, title, tray, problems } = await start()
      await page.getByRole('switch').first().click()
      await page.getByRole('dialog').getByRole('button', { name: 'Turn on', exact: true }).click()
      await title('On')
      expect(core.inputsOf('switch.set')).toMatchObject([
        { to: 'on', engines: null, expect: 'plan-1', accept: false, check: true },
      ])
      await until(() => tray.icon === 'tray-on.png')
      expect(tray.menu!.labels()[0]).toBe('On, docker.io via 192.168.11.2:6000, loaded')
      expect(tray.menu!.item('Use mirrors').checked).toBe(true)
      expect(problems).toEqual([])
    })

    test('the switch of the tray reaches the core, and the page follows', async () => {
      const { title, tray } = await start()
      await until(() => tray.menu?.labels().includes('Use mirrors'))
      tray.menu!.item('Use mirrors').press()
      await title('On')
      await until(() => tray.menu!.labels()[0]?.startsWith('On'))
      tray.menu!.item('Use mirrors').press()
      await title('Off')
    })

    test('the page is given a sign of the shell, and nothing of Electron or Node', async () => {
      const { page } = await start()
      const names = () => Object.getOwnPropertyNames(window)
      const plain = await context.newPage()
      await plain.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
      await plain.goto('https://pullcord.test/')
      const before = new Set(await plain.evaluate(names))
      expect((await page.evaluate(names)).filter((name) => !before.has(name))).toEqual(['pullcordShell'])
      expect(await page.evaluate('window.pullcordShell')).toBe(true)
    })

    test('a page that loads again gets a line of its own, and the old one ends', async () => {
      const { page, title } = await start()
      const [tray, window] = core.listeners
      expect([core.listeners.size, typeof tray, typeof window]).toEqual([2, 'function', 'function'])
      await page.evaluate(() => location.reload())
      await until(() => core.listeners.size === 2 && !core.listeners.has(window))
      await title('Off')
      core.become(onStatus())
      await title('On')
    })

    test('a closed window holds nothing, and the next one works', async () => {
      const { electron, windows, page: first, renderer } = await start()
      windows()[0]!.close()
      expect(core.listeners.size).toBe(1)
      await until(() => first.isClosed())
      electron.app.emit('second-instance', {}, [], '')
      await until(() => core.listeners.size === 2)
      const { page } = await renderer()
      expect(page).not.toBe(first)
      core.become(onStatus())
      await expectPage(page.getByRole('heading', { level: 1 })).toHaveText('On')
    })

    test('the page cannot leave, nor open windows; links to documentation go outside', async () => {
      const { page, electron, title } = await start()
      await page.evaluate(() => {
        location.href = 'https://evil.example/'
      })
      await page.evaluate(() => {
        window.open('https://evil.example/')
        window.open('https://docs.docker.com/engine/')
      })
      await until(() => electron.asked.opened.length > 0)
      expect(electron.asked.opened).toEqual(['https://docs.docker.com/engine/'])
      expect(page.url()).toBe('https://pullcord.test/')
      await title('Off')
    })

    test('a page that freezes is loaded anew, and what it shows is true again', async () => {
      const { page, title, windows } = await start()
      // Its thread stands still, as a hung page's would, until it is replaced.
      const frozen = page.evaluate(() => {
        const until = performance.now() + 1500
        while (performance.now() < until);
      })
      for (let i = 0; i < 1100; i++) core.become(i % 2 ? offStatus : onStatus())
      expect(windows()[0]!.webContents.reloads).toBe(1)
      await frozen.catch(() => {})
      await title('Off')
      await until(() => core.listeners.size === 2)
      core.become(onStatus())
      await title('On')
    })

    test('window and tray speak the chosen language', async () => {
      core.answers['settings.read'] = () => ({ ...defaultSettings, language: 'zh-TW' })
      const { renderer, trays } = await startApp({ openCore: async () => core, context })
      await expectPage((await renderer()).page.getByRole('heading', { level: 1 })).toHaveText('關閉')
      await until(() => trays()[0]?.menu?.labels()[0] === '關閉')
    })
  },
)
