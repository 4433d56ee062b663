import type { Page } from '@playwright/test'
import { expectClean } from './clean.ts'
import { expect, test } from './window.ts'

const registry = 'https://registry.example.com:5050'

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'GitLab' }).click()
  await expect(page.getByRole('heading', { name: 'Registry beside GitLab' })).toBeVisible()
}

test('one picture says which certificate goes where, also to those who do not see it', async ({
  page,
  open,
}, testInfo) => {
  await open()
  await look(page)
  const picture = page.getByRole('img', { name: 'Which of the three certificates goes where' })
  await expect(picture).toBeVisible()
  await expect(picture).toHaveAccessibleDescription(/they never see 3/)
  await expect(picture).toContainText('registry-auth.key')
  await expectClean(page, testInfo)
  await page.setViewportSize({ width: 420, height: 740 })
  await expect(picture).toHaveAttribute('data-layout', 'narrow')
  await expect(picture).toBeVisible()
})

test('what is typed becomes a command, and files without a secret', async ({ page, open }, testInfo) => {
  await open()
  await look(page)
  const show = page.getByRole('button', { name: 'Show the files' })
  await expect(show).toBeDisabled()
  await page.getByLabel('GitLab’s URL').fill('https://gitlab.example.com/gitlab')
  await page.getByLabel('The registry’s URL').fill('registry')
  await page.keyboard.press('Tab')
  await expect(page.getByText('“registry” is not a URL of the registry.')).toBeVisible()
  await expect(show).toBeDisabled()
  await page.getByLabel('The registry’s URL').fill(registry)
  await page.getByLabel('docker-registry').selectOption('3')
  await page.getByLabel('Token-signing key').selectOption('ecdsa')
  const command = `pullcord gitlab registry-kit certs --gitlab-url https://gitlab.example.com/gitlab --registry-url ${registry} --registry 3 --key ecdsa`
  await expect(page.locator('.command code')).toHaveText(command)
  await expect(page.getByRole('button', { name: 'Copy command' })).toHaveAttribute('title', command)
  await show.click()
  await expect(page.getByText('GitLab signs with RSA keys alone')).toBeVisible()
  await page.getByText('compose.registry.yaml', { exact: true }).click()
  await expect(page.getByText('REGISTRY_AUTH_TOKEN_JWKS: "/certs/registry-auth.jwks.json"')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy compose.registry.yaml' })).toBeVisible()
  await expect(page.locator('main')).not.toContainText('PRIVATE KEY')
  await expectClean(page, testInfo)
})

test('in Traditional Chinese', async ({ page, core, open }) => {
  core.settings = { ...core.settings, language: 'zh-TW' }
  await open()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: 'GitLab' }).click()
  await expect(page.getByRole('img', { name: '三張憑證各放在哪裡' })).toBeVisible()
})
