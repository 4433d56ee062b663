import type { Page } from '@playwright/test'
import type { KnownLogin } from '../../shared/gitlab/auth-config.ts'
import { notice } from '../../shared/notice.ts'
import { expectClean } from './clean.ts'
import { madeValue } from './fake-auth-config.ts'
import { expect, test } from './window.ts'

const known = (registry: string, parts: Partial<KnownLogin> = {}): KnownLogin => ({
  registry,
  source: 'docker',
  path: '/home/dev/.docker/config.json',
  user: 'jane',
  kind: 'password',
  helper: null,
  ...parts,
})

async function enter(page: Page, name: string | RegExp = 'Make DOCKER_AUTH_CONFIG'): Promise<void> {
  await page.getByRole('button', { name: /^(?:More|更多)/ }).click()
  await page.getByRole('button', { name: 'GitLab' }).click()
  await page.getByRole('button', { name }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

test.beforeEach(({ core }) => {
  core.authConfig.logins = [
    known('docker.io', { user: null, helper: 'secretservice' }),
    known('registry.corp:5000'),
    known('old.corp', { kind: 'pass', user: null }),
  ]
})

test('what is on file is told, and what is no login cannot be picked', async ({ page, open }, testInfo) => {
  await open()
  await enter(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Try and make it' })).toBeDisabled()
  await expect(dialog.getByLabel('old.corp')).toBeDisabled()
  await expect(dialog.getByText('kept by docker-credential-secretservice')).toBeVisible()
  await expectClean(page, testInfo)
})

test('logins on file are picked, tried and copied without a secret in the page', async ({
  page,
  core,
  open,
}, testInfo) => {
  await open()
  await enter(page)
  const dialog = page.getByRole('dialog')
  const make = dialog.getByRole('button', { name: 'Try and make it' })
  await dialog.getByLabel('registry.corp:5000').check()
  await make.click()
  await expect(dialog.getByText('registry.corp:5000 took the login of jane.')).toBeVisible()
  await expect(dialog.getByText('{"auths":{"registry.corp:5000":{"auth":"•••"}}}')).toBeVisible()
  await dialog.getByText('What GitLab will do with it').click()
  await expect(dialog.getByText('It can be masked in job logs if it is raw')).toBeVisible()
  await dialog.getByText('Lines for .gitlab-ci.yml').click()
  await expectClean(page, testInfo)
  await dialog.getByRole('button', { name: 'Copy the value' }).click()
  await expect(dialog.getByText('On the clipboard for 45 s.')).toBeVisible()
  expect(core.authConfig.asked).toEqual(['copy line 45'])
  expect(await page.content()).not.toContain('amFuZ')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => core.authConfig.isHeld).toBe(false)
})

test('by keyboard: a login that is on no file, on a host that a person allows', async ({ page, core, open }) => {
  const realm = 'auth.other.net'
  core.authConfig.refusals.set('r.corp', { notice: notice('auth-realm-elsewhere', { host: 'r.corp', realm }), realm })
  await open()
  await enter(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Registry', { exact: true })).toBeFocused()
  await page.keyboard.type('r.corp')
  await page.keyboard.press('Tab')
  await page.keyboard.type('jane')
  await page.keyboard.press('Tab')
  await page.keyboard.type('hunter2')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(`has logins checked by ${realm}`)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Copy the value' })).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: `Send the login to ${realm}` })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('r.corp took the login of jane.')).toBeVisible()
  const typed = { user: 'jane', password: 'hunter2' }
  expect(core.authConfig.made.map(({ picks, allowRealms }) => [picks, allowRealms])).toEqual([
    [[{ registry: 'r.corp', source: null, typed }], []],
    [[{ registry: 'r.corp', source: null, typed }], [realm]],
  ])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Make DOCKER_AUTH_CONFIG' })).toBeFocused()
  expect(await page.content()).not.toContain('hunter2')
})

test('where the core has no way to the clipboard, the page copies and says that it stays', async ({
  page,
  core,
  open,
  context,
}) => {
  core.authConfig.hasClipboard = false
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open()
  await enter(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('registry.corp:5000').check()
  await dialog.getByRole('button', { name: 'Try and make it' }).click()
  await dialog.getByRole('button', { name: 'Copy the value' }).click()
  await expect(dialog.getByText('copy something else once it is pasted')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(madeValue)
  expect(await page.content()).not.toContain('amFuZ')
})

test('the variable is set in a group; GitLab’s refusal is told', async ({ page, core, open }, testInfo) => {
  await open()
  await enter(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('docker.io').check()
  await dialog.getByRole('button', { name: 'Try and make it' }).click()
  await dialog.getByText('Set it in GitLab').click()
  await dialog.getByLabel('URL of the GitLab').fill('https://gitlab.corp')
  await dialog.getByLabel('Where').selectOption('Group')
  await dialog.getByLabel('Path').fill('team')
  await dialog.getByLabel('Visibility').selectOption('Masked and hidden')
  await dialog.getByLabel('Only for protected branches').check()
  await dialog.getByLabel('Access token with the scope').fill('glpat-planted')
  await expectClean(page, testInfo)
  core.failures.set('auth-config.set', notice('auth-gitlab-forbidden', { host: 'gitlab.corp', where: 'team' }))
  await dialog.getByRole('button', { name: 'Set the variable' }).click()
  await expect(dialog.getByText('gitlab.corp does not let this token change variables of team.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Set the variable' }).click()
  await expect(dialog.getByText('The variable was created.')).toBeVisible()
  expect(core.authConfig.orders).toEqual([
    {
      gitlab: 'https://gitlab.corp',
      place: { kind: 'group', path: 'team' },
      token: 'glpat-planted',
      visibility: 'hidden',
      protected: true,
      environment: '*',
      ca: null,
    },
  ])
  await dialog.getByLabel('Where').selectOption('Whole instance')
  await expect(dialog.getByLabel('Visibility')).toHaveValue('masked')
  await expect(dialog.getByLabel('Path')).toBeHidden()
})

test.describe('in Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('the same way', async ({ page, open }, testInfo) => {
    await open()
    await enter(page, '產生 DOCKER_AUTH_CONFIG')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('registry.corp:5000').check()
    await dialog.getByRole('button', { name: '試過並產生' }).click()
    await expect(dialog.getByText('registry.corp:5000 接受了 jane 的登入。')).toBeVisible()
    await dialog.getByText('GitLab 會怎麼處理它').click()
    await expect(dialog.getByText('設為 raw 就能在 job 記錄裡遮蔽')).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('zh-tw.png') })
  })
})

test('the page says that it waits for an answer outside, and tells a no', async ({ page, core, open }) => {
  let answer: (said: 'yes' | 'no') => void = () => {}
  core.authConfig.answer = () => new Promise((resolve) => (answer = resolve))
  core.authConfig.hasClipboard = false
  await open()
  await enter(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('registry.corp:5000').check()
  await dialog.getByRole('button', { name: 'Try and make it' }).click()
  await dialog.getByRole('button', { name: 'Copy the value' }).click()
  await expect(dialog.getByText('Pullcord asks outside this page')).toBeVisible()
  answer('no')
  await expect(dialog.getByText('was not answered with yes')).toBeVisible()
  await expect(dialog.getByText('Pullcord asks outside this page')).toBeHidden()
  expect(core.authConfig.asked).toEqual([])
})
