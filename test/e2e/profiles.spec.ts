import { notice } from '../../shared/notice.ts'
import { formatExchange } from '../../shared/profiles/exchange.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { expectClean } from './clean.ts'
import type { FakeCore } from './fake-core.ts'
import { docker, podman } from './fake-engines.ts'
import { tabTo } from './tab-to.ts'
import { expect, test } from './window.ts'

// A colour on its way to another is none that axe should judge.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const office = 'https://mirror.office.corp'
const nas = 'http://192.168.11.2:6000'

/** Profiles train, home and office, the last of which is the list. */
function keepProfiles(core: FakeCore): void {
  const mirror = (url: string): Profile['mirrors'][number] => ({
    upstream: 'docker.io',
    url,
    insecure: false,
    ca: null,
  })
  const profile = (name: string, urls: readonly string[]): Profile => ({
    name,
    mirrors: urls.map(mirror),
    engines: null,
    keepTheirs: true,
    strict: false,
  })
  core.addMirror('docker.io', office)
  core.settings = {
    ...core.settings,
    profiles: [profile('train', []), profile('home', [nas]), profile('office', [office])],
    lastProfile: 'office',
  }
}

test('without a profile nothing speaks of one; the list is kept as one by keyboard', async ({ page, core, open }) => {
  core.addMirror('docker.io', office)
  await open()
  await expect(page.getByRole('button', { name: /^Profile:/ })).toHaveCount(0)
  const dialog = page.getByRole('dialog')
  await tabTo(page, 'More')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Profiles')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('office')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('the list as it stands', { exact: false }).first()).toBeVisible()
  await tabTo(page, 'Rename office')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('New name for office')).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('work')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Profile: work' })).toBeVisible()
  expect(core.settings.profiles).toMatchObject([{ name: 'work', mirrors: [{ url: office }] }])
})

test('while on, the plan of a profile is shown first, and carried out', async ({ page, core, open }, testInfo) => {
  keepProfiles(core)
  core.turn('on')
  await open()
  await tabTo(page, 'Profile: office')
  await page.keyboard.press('Enter')
  await tabTo(page, 'home')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('2 files change')).toBeVisible()
  await expectClean(page, testInfo)
  await dialog.getByRole('button', { name: 'Use home' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Profile: home' })).toBeVisible()
  expect(core.files.get(docker.path)).toContain(nas)
  await page.getByRole('button', { name: 'Profile: home' }).click()
  await page.getByRole('button', { name: 'train' }).click()
  await dialog.getByRole('button', { name: 'Use train' }).click()
  await expect(dialog.getByRole('heading', { name: 'Off', exact: true })).toBeVisible()
  expect(core.files.get(podman.path) ?? null).toBe(podman.original)
})

test('while off, there is nothing to ask; an edited list says so', async ({ page, core, open }) => {
  keepProfiles(core)
  await open()
  await page.getByRole('button', { name: 'Profile: office' }).click()
  await page.getByRole('button', { name: 'home' }).click()
  await expect(page.getByRole('button', { name: 'Profile: home', exact: true })).toBeVisible()
  await expect(page.getByText(nas, { exact: true })).toBeVisible()
  core.addMirror('quay.io', 'https://q.corp')
  core.tell()
  await expect(page.getByRole('button', { name: 'Profile: home, changed' })).toBeVisible()
})

test('a colleague’s link is shown before it does anything', async ({ page, core, open }, testInfo) => {
  core.addMirror('docker.io', nas)
  await open()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Import and export' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Link', { exact: true })).toHaveValue(/^pullcord:\/\/set-up\?mirror=/)
  await dialog.getByLabel('File or link').fill('pullcord://set-up?mirror=docker.io%3Dhttps%3A%2F%2Fevil.corp%2F..')
  await dialog.getByRole('button', { name: 'Look at it' }).click()
  await expect(dialog.getByText('This is no link that Pullcord makes', { exact: false })).toBeVisible()
  await dialog
    .getByLabel('File or link')
    .fill('pullcord://set-up?mirror=docker.io%3Dhttps%3A%2F%2Fm.corp&insecure=true')
  await dialog.getByRole('button', { name: 'Look at it' }).click()
  await expect(dialog.getByText('Images would newly come from')).toBeVisible()
  await expect(dialog.getByText('WITHOUT ANY CHECK of whose it is: https://m.corp.', { exact: false })).toBeVisible()
  await expect(dialog.getByText('goes away')).toBeVisible()
  await expectClean(page, testInfo)
  expect(core.settings.mirrors.map(({ url }) => url)).toEqual([nas])
  await dialog.getByRole('button', { name: 'Take it into the list' }).click()
  await expect(dialog.getByText('No engine was switched')).toBeVisible()
  expect(core.settings.mirrors).toMatchObject([{ url: 'https://m.corp', insecure: true }])
  expect(core.files.get(docker.path) ?? null).toBe(docker.original)
})

test('a profile that is handed over says what else it would be', async ({ page, core, open }, testInfo) => {
  keepProfiles(core)
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  const changed = { name: 'office', engines: [], keepTheirs: true, strict: true } as const
  const mirrors = [{ upstream: 'docker.io', url: office, insecure: false, ca: pem }]
  await open()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Import and export' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('File or link')
    .fill(formatExchange({ mirrors: [], keepTheirs: null, profiles: [{ ...changed, mirrors }] }))
  await dialog.getByRole('button', { name: 'Look at it' }).click()
  await expect(dialog.getByText('would be trusted by another authority', { exact: false })).toBeVisible()
  await expect(dialog.getByText('own authority aaaaaaaaaaaa…', { exact: false })).toBeVisible()
  await expect(dialog.getByText('No engine uses them. · changed')).toBeVisible()
  await expect(dialog.getByText('is never asked itself. · changed', { exact: false })).toBeVisible()
  await expect(dialog.getByText('Images would newly come from')).toHaveCount(0)
  await expectClean(page, testInfo)
})

test('a link that the shell was opened with asks, and Escape leaves all as it is', async ({ page, core, open }) => {
  core.addMirror('docker.io', nas)
  await open()
  await page.evaluate(() =>
    window.postMessage(
      { kind: 'pullcord-link', link: 'pullcord://set-up?mirror=quay.io%3Dhttps%3A%2F%2Fq.corp' },
      location.origin,
    ),
  )
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('q.corp', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(core.settings.mirrors).toHaveLength(1)
})

test('what was set by hand is told with its place, and taken over', async ({ page, core, open }, testInfo) => {
  const path = '/etc/docker/daemon.json'
  core.profiles.byHand = {
    id: 'found',
    entries: [
      {
        engine: { id: 'docker', scope: 'system' },
        upstream: 'docker.io',
        spelled: nas,
        path,
        line: 2,
        mirror: { upstream: 'docker.io', url: nas, insecure: false },
        fate: 'added',
        owned: true,
        why: null,
      },
      {
        engine: { id: 'podman', scope: 'user' },
        upstream: 'quay.io/team',
        spelled: 'q.lan/team',
        path: '/etc/containers/registries.conf',
        line: null,
        mirror: null,
        fate: 'left',
        owned: false,
        why: notice('by-hand-prefix', { prefix: 'quay.io/team' }),
      },
    ],
    notes: [notice('by-hand-off', { paths: path })],
  }
  await open()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Set by hand' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(`${path}, line 2 · goes on the list, and is Pullcord’s from then on`)).toBeVisible()
  await expect(dialog.getByText('a part of a registry, or a pattern', { exact: false })).toBeVisible()
  await expect(dialog.getByText(`From now on “off” takes these out of ${path}`, { exact: false })).toBeVisible()
  await expectClean(page, testInfo)
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await expect(dialog.getByText('No file was written')).toBeVisible()
})

test('what an administrator has fixed is said at the control', async ({ page, core, open }) => {
  keepProfiles(core)
  core.turn('on')
  const path = '/etc/pullcord/policy.json'
  core.policy = {
    path,
    note: notice('set-by-policy', { path }),
    lock: 'on',
    strict: false,
    togglesPerMinute: 30,
    locks: ['mirrors', 'engines', 'keepTheirs', 'profiles'],
    defaults: ['mirrors'],
    damage: null,
  }
  await open()
  await expect(page.getByText(`Set by your administrator in ${path}.`)).toHaveCount(3)
  await expect(page.getByRole('switch', { name: 'Container pulls through mirrors' })).toBeDisabled()
  await expect(page.getByRole('switch', { name: 'Switch docker too' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Edit docker.io through' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Add a mirror' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Keep my own mirrors behind these')).toBeDisabled()
  await expect(dialog.getByText(`Set by your administrator in ${path}.`)).toBeVisible()
})

test.describe('in Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('profiles, a link and a policy', async ({ page, core, open }, testInfo) => {
    keepProfiles(core)
    core.policy = {
      path: '/p',
      note: notice('set-by-policy', { path: '/p' }),
      lock: null,
      strict: false,
      togglesPerMinute: 30,
      locks: ['profiles'],
      defaults: [],
      damage: null,
    }
    await open()
    await page.getByRole('button', { name: '設定檔：office' }).click()
    await page.getByRole('button', { name: '管理設定檔…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('由管理員在 /p 設定。')).toBeVisible()
    await expect(dialog.getByRole('button', { name: '移除 train' })).toBeDisabled()
    await expectClean(page, testInfo)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: '匯入與匯出' }).click()
    await dialog
      .getByLabel('檔案內容或連結')
      .fill('pullcord://set-up?mirror=docker.io%3Dhttps%3A%2F%2Fm.corp&insecure=true')
    await dialog.getByRole('button', { name: '看看內容' }).click()
    await expect(dialog.getByText('完全不檢查對方是誰：https://m.corp。', { exact: false })).toBeVisible()
  })
})
