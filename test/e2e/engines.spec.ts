import { formatKey } from '../../shared/engine.ts'
import { notice } from '../../shared/notice.ts'
import { crowd, k3s, rootless, worker } from './crowd.ts'
import { bigSwitch, expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'
const fold = '5 more engines found, left alone'

test.beforeEach(({ core }) => {
  core.addMirror('docker.io', url)
  crowd(core)
})

test('many engines: those here, those in machines inside, and the rest behind one line', async ({ page, open }) => {
  await open()
  const here = page.getByRole('list', { name: 'This machine' })
  const inside = page.getByRole('list', { name: 'Machines inside this one' })
  await expect(here.getByRole('switch')).toHaveCount(7)
  await expect(inside.getByRole('switch')).toHaveCount(3)
  await expect(inside.getByRole('button', { name: /^containerd 2\.1\.4 *kind-worker/ })).toBeVisible()
  await expect(here.getByRole('button', { name: /^Docker 28\.5\.2 *rootless/ })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Switch Docker · rootless too' })).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Switch containerd in kind-worker too' })).toBeChecked()
  await expect(page.getByText('did not answer')).toHaveCount(0)
  await expect(page.getByText(fold)).toBeVisible()
})

test('by what an engine was found stands in its details', async ({ page, open }) => {
  await open()
  await page.getByRole('button', { name: /^K3s 1\.34/ }).click()
  await expect(page.getByText('Found by')).toBeVisible()
  await expect(page.getByText('It runs as process 812.')).toBeVisible()
})

test('what is left alone says why, and is put under the switch by keyboard', async ({ page, core, open }) => {
  await open()
  await page.getByText(fold).focus()
  await page.keyboard.press('Enter')
  const rest = page.getByRole('list', { name: fold })
  await expect(rest.getByRole('switch')).toHaveCount(5)
  await expect(rest.getByText('did not answer within 2 s.').first()).toBeVisible()
  const rke2 = page.getByRole('switch', { name: 'Switch RKE2 too' })
  await rke2.focus()
  await page.keyboard.press('Space')
  await expect(rke2).toBeChecked()
  await expect(rke2).toBeFocused()
  expect(core.settings.engines).toHaveLength(11)
  expect(core.settings.engines).toContainEqual({ id: 'rke2', scope: 'system' })
  expect(core.settings.engines).toContainEqual(worker)
  await page.getByText(fold).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('4 more engines found, left alone')).toBeVisible()
  await expect(page.getByRole('list', { name: 'This machine' }).getByRole('switch')).toHaveCount(8)
})

test('who leaves the switch keeps its row', async ({ page, core, open }) => {
  await open()
  const one = page.getByRole('switch', { name: 'Switch containerd in kind-worker too' })
  await one.click()
  await expect(one).not.toBeChecked()
  await expect(page.getByText(fold)).toBeVisible()
  expect(core.settings.engines).not.toContainEqual(worker)
  expect(core.settings.engines).toHaveLength(9)
})

test('a partial success is told engine by engine, and only what failed is tried again', async ({
  page,
  core,
  server,
  open,
}) => {
  core.reportFailures.set(formatKey(worker), notice('disk-full', { path: '/etc/containerd/certs.d' }))
  core.reportFailures.set(formatKey(rootless), notice('docker-refused-reload', { why: 'invalid mirror' }))
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('heading', { name: 'Partly done' })).toBeVisible()
  await expect(dialog.getByText('8 of 10 engines followed.')).toBeVisible()
  const fared = dialog.getByRole('listitem')
  await expect(fared.nth(0)).toContainText('Docker · rootless stands as it was')
  await expect(fared.nth(0)).toContainText('dockerd did not take the change: invalid mirror')
  await expect(fared.nth(1)).toContainText('containerd in kind-worker stands as it was')
  await expect(fared.nth(2)).toContainText('pulls through the mirror')

  core.reportFailures.delete(formatKey(rootless))
  server.frames.length = 0
  await dialog.getByRole('button', { name: 'Try these 2 again' }).click()
  await expect(dialog.getByRole('heading')).toHaveText('Turn on for Docker · rootless and containerd in kind-worker')
  await expect(dialog.getByText('2 files change')).toBeVisible()
  await dialog.getByRole('button', { name: 'Turn on again' }).click()
  await expect(dialog.getByText('1 of 2 engines followed.')).toBeVisible()

  core.reportFailures.clear()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('heading')).toHaveText('Turn on for containerd in kind-worker')
  await dialog.getByRole('button', { name: 'Turn on again' }).click()
  await expect(dialog.getByRole('heading')).toHaveText('On')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('On')
  await expect(page.getByText('Loaded by')).toBeVisible()
  expect(server.frames.join('\n')).not.toContain('"id":"microk8s"')
})

test('a sentence counts engines where names would fill it', async ({ page, core, open }) => {
  core.turn('on')
  await open()
  await expect(page.getByText('Loaded by Docker · system, Docker · rootless and Docker in Lima.')).toBeVisible()
  await expect(page.getByText('Configured for 7 engines.')).toBeVisible()
})

test('one that changed outside in a machine inside is looked at as itself', async ({ page, core, open }) => {
  core.turn('on')
  core.files.set(`/srv/containerd-kind.kind-worker-system/certs.d/docker.io/hosts.toml`, '# mine\n')
  await open()
  await page.getByRole('button', { name: 'Look: containerd in kind-worker' }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('containerd in kind-worker')
  await expect(page.getByRole('dialog').getByText('+# mine')).toBeVisible()
})

test('who is taken out by another face keeps its row too', async ({ page, core, open }) => {
  await open()
  core.overrides.set(formatKey(k3s), { chosen: false, state: 'not-set-up' })
  core.tell()
  await expect(page.getByRole('switch', { name: 'Switch K3s too' })).not.toBeChecked()
  await expect(page.getByText(fold)).toBeVisible()
})

test.describe('a reader of Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('finds the same', async ({ page, core, open }) => {
    core.reportFailures.set(formatKey(worker), notice('disk-full', { path: '/etc/containerd/certs.d' }))
    await open()
    await expect(page.getByRole('list', { name: '這台電腦', exact: true }).getByRole('switch')).toHaveCount(7)
    await page.getByText('另外找到 5 個引擎，維持原狀').click()
    await expect(page.getByText('開關不會動到它們')).toBeVisible()
    await page.getByRole('switch', { name: '讓容器映像檔經由 mirror 下載' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '開啟' }).click()
    await expect(dialog.getByText('10 個引擎中有 9 個完成')).toBeVisible()
    await expect(dialog.getByText('kind-worker 裡的 containerd 維持原狀')).toBeVisible()
    await dialog.getByRole('button', { name: '再試一次' }).click()
    await expect(dialog.getByRole('heading')).toHaveText('為 kind-worker 裡的 containerd 開啟')
  })
})
