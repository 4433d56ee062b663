import { notice } from '../../shared/notice.ts'
import { docker } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

test.describe('a reader of Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('is met in it, refusals included', async ({ page, core, open }) => {
    core.addMirror('docker.io', 'http://192.168.11.2:6000')
    core.failures.set('switch.set', notice('mirror-silent', { url: 'http://192.168.11.2:6000' }))
    await open()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-TW')
    await expect(
      page.getByText('目前直接從各個 registry 下載。開啟後，docker.io 會改由 192.168.11.2 下載。'),
    ).toBeVisible()
    await page.getByRole('switch', { name: '讓容器映像檔經由 mirror 下載' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('變更 2 個檔案；docker 重新載入設定，不會停止任何容器。')).toBeVisible()
    await dialog.getByRole('button', { name: '開啟' }).click()
    await expect(dialog.getByText('http://192.168.11.2:6000 接受連線卻一直沒有回應')).toBeVisible()
  })
})

test('the language changes as it is chosen, and is remembered before the core speaks', async ({
  page,
  core,
  server,
  open,
}) => {
  await open()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Language').selectOption('zh-TW')
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toHaveText('設定')
  await page.getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('關閉')
  expect(core.settings.language).toBe('zh-TW')
  server.listen(false)
  server.drop()
  await page.reload()
  await expect(page.getByRole('button', { name: '重新連線' })).toBeVisible()
})

test('strict mode is chosen beside its price, which the plan shows before what changes', async ({
  page,
  core,
  open,
}) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  await open()
  await page.getByRole('button', { name: 'Settings' }).click()
  const box = page.getByRole('checkbox', { name: 'Strict: never ask the registries themselves' })
  await expect(box).toHaveAccessibleDescription(/^What no mirror serves cannot be pulled/)
  await box.check()
  await expect.poll(() => core.settings.strict).toBe(true)
  await page.getByRole('button', { name: 'Close' }).click()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  const price = dialog.getByText('Strict: images of docker.io come from a mirror')
  const change = dialog.getByText(docker.path)
  const [above, below] = [await price.boundingBox(), await change.boundingBox()]
  expect(above!.y).toBeLessThan(below!.y)
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('docker goes on to the registries where mirrors fail')).toBeVisible()
})

test('mirrors of one’s own are kept behind ours unless told otherwise', async ({ page, core, open }) => {
  await open()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Keep my own mirrors behind these').uncheck()
  await expect.poll(() => core.settings.keepTheirs).toBe(false)
})
