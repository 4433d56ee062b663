import { notice } from '../../shared/notice.ts'
import { expect, test } from './window.ts'

const [fast, slow, bad] = ['http://192.168.11.2:6000', 'http://192.168.11.3:6000', 'http://192.168.11.4:6000'] as const

test.beforeEach(({ core }) => {
  for (const url of [slow, fast, bad]) core.addMirror('docker.io', url)
  core.addMirror('quay.io', 'http://192.168.11.2:6001')
  core.mirrors.speeds.set(slow, { firstByteMs: 40, bytesPerSecond: 9_000_000 })
  const wrong = { verdict: 'wrong', bytesPerSecond: null, notice: notice('speed-wrong-bytes', { url: bad }) } as const
  core.mirrors.speeds.set(bad, wrong)
})

test('what it costs is said first, then it is measured, and the best put first', async ({ page, core, open }) => {
  await open()
  await page.getByRole('button', { name: 'Compare speed' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('This will spend at most 1 pull of docker.io.')).toBeVisible()
  await expect(dialog.getByRole('table')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Measure', exact: true }).click()
  await expect(dialog.getByText('80.0 MB/s, 4 ms to the first byte')).toBeVisible()
  await expect(dialog.getByText(`${bad} serves bytes that do not have the digest`)).toBeVisible()
  await expect(dialog.getByText('1 pull of quota')).toBeVisible()
  await dialog.getByText('As a table').click()
  await expect(dialog.getByRole('row', { name: `${slow} 9.0 MB/s 40 ms same` })).toBeVisible()
  await dialog.getByRole('button', { name: 'Put the best first' }).click()
  await expect(dialog.getByText('They stand in the best order.')).toBeVisible()
  expect(core.settings.mirrors.map(({ url }) => url)).toEqual([fast, slow, bad, 'http://192.168.11.2:6001'])
})

test('a mirror is put earlier by keys, and the focus stays with it', async ({ page, core, open }) => {
  await open()
  const edit = page.getByRole('button', { name: `Edit docker.io through ${fast}` })
  await expect(page.getByRole('button', { name: `Try ${fast} earlier for docker.io` })).toBeVisible()
  await edit.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText(`${fast} is number 1 of 3 now.`)).toBeAttached()
  await expect(edit).toBeFocused()
  expect(core.settings.mirrors[0]?.url).toBe(fast)
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText(`${fast} is number 2 of 3 now.`)).toBeAttached()
  const later = page.getByRole('button', { name: `Try ${fast} later for docker.io` })
  await later.click()
  await expect(page.getByText(`${fast} is number 3 of 3 now.`)).toBeAttached()
  await expect(later).toBeFocused()
  await expect(later).toHaveAttribute('aria-disabled', 'true')
  // The only one of its upstream has no place to go to.
  await expect(page.getByRole('button', { name: /earlier for quay\.io/ })).toHaveCount(0)
})

test('how a mirror answered lately is drawn, and told to who does not see it', async ({ page, core, open }) => {
  const at = '2026-11-24T06:05:00.000Z'
  core.mirrors.history.set(fast, [
    { at, health: 'up', latencyMs: 3 },
    { at, health: 'silent', latencyMs: null },
    { at, health: 'up', latencyMs: 12 },
  ])
  await open()
  await expect(page.getByRole('img', { name: 'The latest 3 answers: 3 to 12 ms, 1 fault' })).toBeVisible()
})

test('a silent mirror in force is called so, with the one remedy', async ({ page, core, open }) => {
  core.health.set(fast, { health: 'silent', latencyMs: null, at: null, notice: notice('mirror-silent', { url: fast }) })
  core.turn('on')
  await open()
  await expect(page.getByText('192.168.11.2:6000 accepts connections and stays silent: pulls hang.')).toBeVisible()
  await page.getByRole('button', { name: 'Turn off', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('back in a network, mirrors that were not asked lately are asked again', async ({ page, server, open }) => {
  await open()
  await expect(page.getByText('4 ms').first()).toBeVisible()
  const probes = (): number => server.frames.filter((frame) => JSON.stringify(frame).includes('probe')).length
  const before = probes()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(probes).toBeGreaterThan(before)
})
