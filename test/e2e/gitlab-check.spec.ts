import type { Page } from '@playwright/test'
import { finding } from '../../shared/gitlab/check/finding.ts'
import { notice } from '../../shared/notice.ts'
import { expectClean } from './clean.ts'
import { expect, test } from './window.ts'

const url = 'https://registry.example.com'
const at = '2026-11-24T06:05:00.000Z'

const findings = [
  finding('check-issuer-differs', 'compose.yaml:31 REGISTRY_AUTH_TOKEN_ISSUER', {
    gitlab: 'gitlab-issuer',
    registry: 'omnibus-gitlab-issuer',
    gitlabVariable: 'GITLAB_REGISTRY_ISSUER',
    registryVariable: 'REGISTRY_AUTH_TOKEN_ISSUER',
  }),
  finding('check-chain-other', url, { host: 'registry.example.com', issuer: 'R11' }),
  finding('check-token-none', url, { url }),
  finding('check-realm-right', 'compose.yaml:29', { value: 'https://gitlab.example.com/jwt/auth' }),
]

async function openGitlab(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'GitLab' }).click()
  await page.getByRole('heading', { name: 'Check a registry' }).waitFor()
}

const part = (page: Page) => page.getByRole('region', { name: 'Check a registry' })

test.use({ timezoneId: 'Asia/Taipei' })

test('addresses are checked: problems first, each with its place, its fix and what is seen of it', async ({
  page,
  core,
  open,
}) => {
  core.gitlabCheck.report = { at, findings }
  await open()
  await openGitlab(page)
  const check = part(page).getByRole('button', { name: 'Check' })
  await expect(check).toBeDisabled()
  await part(page).getByLabel('Registry URL').fill('registry.example.com')
  await expect(check).toBeDisabled()
  await part(page).getByLabel('Registry URL').fill(url)
  await part(page).getByLabel('GitLab URL').fill(' https://gitlab.example.com/ ')
  await page.keyboard.press('Enter')
  const rows = part(page).locator('.checks > li:visible')
  await expect(rows).toHaveCount(3)
  await expect(part(page).getByText(/^2 problems, 1 thing to know, as seen .*14:05\.$/)).toBeVisible()
  await expect(rows.first()).toContainText('problem compose.yaml:31 REGISTRY_AUTH_TOKEN_ISSUER')
  await expect(rows.first()).toContainText('Give GITLAB_REGISTRY_ISSUER and REGISTRY_AUTH_TOKEN_ISSUER the same value.')
  await expect(rows.first()).toContainText('A “docker login” is refused or fails.')
  await expect(rows.last()).toContainText('not seen')
  await part(page).getByText('1 thing is as they should be').click()
  await expect(rows).toHaveCount(4)
  expect(core.gitlabCheck.asked).toMatchObject([
    { registry: url, gitlab: 'https://gitlab.example.com/', files: [], ca: null },
  ])
})

test('files are chosen one after the other, and go no further than the core', async ({ page, core, open }) => {
  core.gitlabCheck.report = { at, findings: findings.slice(3) }
  await open()
  await openGitlab(page)
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await part(page)
    .getByLabel('Files')
    .setInputFiles([file('compose.yaml', 'services: {}'), file('long.pem', 'x'.repeat(300_000))])
  await expect(part(page).getByText('1 file: compose.yaml')).toBeVisible()
  await expect(part(page).getByText('Left out, too long or too many: long.pem')).toBeVisible()
  await part(page)
    .getByLabel('Files')
    .setInputFiles([file('.env', 'A=1')])
  await expect(part(page).getByText('2 files: compose.yaml, .env')).toBeVisible()
  await part(page).getByLabel('An authority of your own').setInputFiles(file('ca.crt', 'PEM'))
  await part(page).getByRole('button', { name: 'Check' }).click()
  await expect(part(page).getByText('No problem was found.')).toBeVisible()
  expect(core.gitlabCheck.asked[0]?.files).toEqual([
    { path: 'compose.yaml', text: 'services: {}', mode: null },
    { path: '.env', text: 'A=1', mode: null },
  ])
  expect(core.gitlabCheck.asked[0]?.ca).toBe('PEM')
  await part(page).getByRole('button', { name: 'Take all out' }).click()
  await expect(part(page).getByRole('button', { name: 'Check again' })).toBeDisabled()
})

test('a check can be stopped, and a failure is told', async ({ page, core, open }) => {
  core.gitlabCheck.isHeld = true
  await open()
  await openGitlab(page)
  await part(page).getByLabel('Registry URL').fill(url)
  await page.keyboard.press('Enter')
  await part(page).getByRole('button', { name: 'Stop' }).click()
  await expect(part(page).getByText(notice('task-stopped').message)).toBeVisible()
  await expect(part(page).getByRole('button', { name: 'Check' })).toBeEnabled()
})

test('a keyboard reaches everything, and nothing is wrong for a screen reader', async ({
  page,
  core,
  open,
}, testInfo) => {
  core.gitlabCheck.report = { at, findings }
  await open()
  await openGitlab(page)
  await part(page).getByLabel('Registry URL').focus()
  await page.keyboard.type(url)
  await page.keyboard.press('Tab')
  await expect(part(page).getByLabel('GitLab URL')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(part(page).getByLabel('Files')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(part(page).getByLabel('An authority of your own')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(part(page).getByRole('button', { name: 'Check' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(part(page).locator('.checks > li:visible')).toHaveCount(3)
  await expectClean(page, testInfo)
})

test('in Traditional Chinese', async ({ page, core, open }) => {
  core.settings = { ...core.settings, language: 'zh-TW' }
  core.gitlabCheck.report = { at, findings }
  await open()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: 'GitLab' }).click()
  const region = page.getByRole('region', { name: '檢查 registry' })
  await region.getByLabel('Registry URL').fill(url)
  await page.keyboard.press('Enter')
  await expect(region.locator('.checks > li').first()).toContainText('GitLab 以「gitlab-issuer」的名義簽署')
  await expect(region.locator('.checks > li').first()).toContainText('「docker login」被拒絕或失敗。')
})
