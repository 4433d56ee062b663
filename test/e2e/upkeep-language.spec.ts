import { notice } from '../../shared/notice.ts'
import { docker } from './fake-engines.ts'
import { expect, test } from './window.ts'

test.use({ locale: 'zh-TW' })

test.beforeEach(({ core }) => core.addMirror('docker.io', 'http://192.168.11.2:6000'))

test('permission is asked for in Traditional Chinese', async ({ page, core, open }) => {
  core.approval.kind = 'needed'
  await open()
  await page.getByRole('switch', { name: '讓容器映像檔經由 mirror 下載' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('系統管理員只需核准這些 mirror 一次，之後不再詢問密碼。')).toBeVisible()
  await dialog.getByRole('button', { name: '核准並開啟' }).click()
  await expect(dialog.getByRole('heading', { name: '已開啟' })).toBeVisible()
  await dialog.getByRole('button', { name: '完成' }).click()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '歷史記錄' }).click()
  await dialog.getByRole('button', { name: /^復原：Docker，/ }).click()
  await dialog.getByRole('button', { name: '確定復原' }).click()
  await expect(dialog.getByText('一個位元組也不差')).toBeVisible()
})

test('drift and the doctor speak it too', async ({ page, core, open }, testInfo) => {
  core.turn('on')
  core.files.set(docker.path, '{}\n')
  const seen = notice('changed-outside', { path: docker.path })
  const engine = { id: docker.id, scope: docker.scope }
  core.checkup = {
    at: core.checkup.at,
    checks: [{ id: 'drift', engine, result: 'problem', subject: '', notice: seen }],
  }
  await open()
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '檢查' }).click()
  await expect(dialog.getByText('/etc/docker/daemon.json 被 Pullcord 以外的程式變更了。')).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('doctor.png') })
  await dialog.getByRole('button', { name: '查看' }).click()
  await expect(dialog.getByRole('heading', { name: 'docker 的設定檔遭外部變更' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: '放回我們的設定' })).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('drift.png') })
  await dialog.getByRole('button', { name: '維持現狀' }).click()
  await expect(dialog.getByText('裡面不再有任何屬於 Pullcord 的內容')).toBeVisible()
})
