import { AxeBuilder } from '@axe-core/playwright'
import { notice } from '../../shared/notice.ts'
import { formatKey } from '../../shared/engine.ts'
import { crowd, rootless, worker } from './crowd.ts'
import type { FakeCore } from './fake-core.ts'
import { docker } from './fake-engines.ts'
import { type Scene, upkeepScenes } from './upkeep-scenes.ts'
import { bigSwitch, expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'
const second = 'http://192.168.11.2:6001'
const sizes = {
  narrow: { width: 360, height: 740 },
  normal: { width: 720, height: 560 },
  wide: { width: 1440, height: 900 },
}

const isOn = (core: FakeCore): void => {
  core.addMirror('docker.io', url)
  core.addMirror('quay.io', second)
  core.turn('on')
  const at = new Date()
  at.setHours(0, 5, 0, 0)
  const proof = {
    image: 'alpine:3.20',
    at: at.toISOString(),
    mirror: url,
    evidence: ['GET /v2/library/alpine/manifests/3.20 200'],
  }
  core.overrides.set('podman:user', { state: 'proven', proof })
}

const scenes: Readonly<Record<string, Scene>> = {
  empty: { before: () => {} },
  'mirror form': {
    before: () => {},
    act: async (page) => {
      await page.getByRole('button', { name: 'Add your first mirror' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Mirror URL').fill('https://mirror.corp')
      await dialog.getByLabel('Not at all').check()
      await dialog.getByRole('button', { name: 'Test connection' }).click()
      await dialog.getByText('4 ms').waitFor()
    },
  },
  off: { before: (core) => core.addMirror('docker.io', url) },
  plan: {
    before: (core) => {
      core.addMirror('docker.io', url)
      core.addMirror('quay.io', second)
      const refusal = {
        path: null,
        line: null,
        column: null,
        notice: notice('docker-hub-only', { version: '20.10', upstream: 'quay.io' }),
      }
      core.planOverride = { refused: [{ engine: docker, ...refusal }] }
    },
    act: async (page) => {
      await bigSwitch(page).click()
      await page.locator('summary').first().click()
    },
  },
  on: { before: isOn },
  details: { before: isOn, act: (page) => page.getByRole('button', { name: /^Podman/ }).click() },
  trouble: {
    before: (core) => {
      isOn(core)
      core.files.set(docker.path, '{}\n')
      core.health.set(second, {
        health: 'gone',
        latencyMs: null,
        at: null,
        notice: notice('mirror-gone', { url: second, why: 'connection refused' }),
      })
    },
  },
  proof: { before: isOn, act: (page) => page.getByRole('button', { name: 'Prove it' }).click() },
  settings: { before: isOn, act: (page) => page.getByRole('button', { name: 'Settings' }).click() },
  'many engines': {
    before: (core) => {
      crowd(core)
      isOn(core)
      core.files.set(docker.path, '{}\n')
    },
    act: async (page) => {
      await page.getByText('left alone').click()
      await page.getByRole('button', { name: /^K3s 1\.34/ }).click()
    },
  },
  'partly done': {
    before: (core) => {
      crowd(core)
      core.addMirror('docker.io', url)
      core.reportFailures.set(formatKey(worker), notice('disk-full', { path: '/etc/containerd/certs.d' }))
      core.reportFailures.set(formatKey(rootless), notice('docker-refused-reload', { why: 'invalid mirror' }))
    },
    act: async (page) => {
      await bigSwitch(page).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click()
      await page.getByText('8 of 10').waitFor()
    },
  },
  ...upkeepScenes,
}

test.use({ viewport: sizes.normal, contextOptions: { reducedMotion: 'reduce' }, timezoneId: 'Asia/Taipei' })

for (const [name, scene] of Object.entries(scenes)) {
  test(`${name}: clean for axe, fits every window, light and dark`, async ({ page, core, open }, testInfo) => {
    scene.before(core)
    await open()
    if (core.settings.mirrors.length > 0) await page.getByText('4 ms').first().waitFor()
    await scene.act?.(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport)
        const overflow = await page.evaluate(
          () =>
            [...document.querySelectorAll('#root, .dialog-body')].filter((box) => box.scrollWidth > box.clientWidth)
              .length,
        )
        expect(overflow, size).toBe(0)
        await page.screenshot({ path: testInfo.outputPath(`${colorScheme}-${size}.png`) })
      }
    }
  })
}
