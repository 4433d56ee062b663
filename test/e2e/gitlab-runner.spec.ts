import { notice } from '../../shared/notice.ts'
import type { Page } from '@playwright/test'
import { expectClean } from './clean.ts'
import { runnersIn } from './fake-runners.ts'
import { expect, test } from './window.ts'

async function toGitlab(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'GitLab', exact: true }).click()
}

const url = 'http://192.168.11.2:6000'
const config = `
[[runners]]
  name = "builder"
  executor = "docker"
  [runners.docker]
    privileged = true
    volumes = ["/cache"]
[[runners]]
  name = "cluster"
  executor = "kubernetes"
[[runners]]
  name = "tests"
  executor = "docker"
  [runners.docker]
    image = "alpine"
`
const told = config.replace('["/cache"]', '["/etc/pullcord/gitlab-runner/daemon.json:/etc/docker/daemon.json:ro"]')

test('says of each runner what goes past the mirror, and turns its engines on together', async ({
  page,
  core,
  open,
}, testInfo) => {
  core.addMirror('docker.io', url)
  core.runners = runnersIn(config, url, false)
  await open()
  await toGitlab(page)
  const row = page.getByRole('listitem').filter({ hasText: 'builder docker' })
  await expect(row).toContainText('2 ways past the mirror')
  await expect(row).toContainText('Images of jobs and services are pulled by docker of this machine.')
  await expect(page.getByRole('listitem').filter({ hasText: 'cluster kubernetes' })).toContainText(
    '1 way past the mirror',
  )
  // What holds for several runners is told once.
  const helper = page.getByText('Its helper image comes from registry.gitlab.com')
  await expect(helper).toHaveCount(1)
  await expect(helper).toBeHidden()
  await page.getByText('Worth knowing').click()
  await expect(helper).toBeVisible()
  await page.getByText('Where Pullcord does not write').click()
  await expect(page.getByText('kind: ConfigMap')).toBeVisible()
  await expectClean(page, testInfo)
  await page.getByRole('button', { name: 'Use the mirror for jobs…' }).click()
  await expect(page.getByRole('dialog')).toContainText('/etc/docker/daemon.json')
})

test('is told anew when an engine has turned', async ({ page, core, open }) => {
  core.addMirror('docker.io', url)
  core.runners = runnersIn(config, url, false)
  await open()
  await toGitlab(page)
  const row = page.getByRole('listitem').filter({ hasText: 'builder docker' })
  await expect(row).toContainText('2 ways past the mirror')
  core.runners = runnersIn(told, url, true)
  core.turn('on')
  core.tell()
  await expect(row).toContainText('All through the mirror')
})

test('a machine without one, and one whose runner lives in a container', async ({ page, core, open }) => {
  core.addMirror('docker.io', url)
  await open()
  await toGitlab(page)
  await expect(page.getByText('No gitlab-runner was found on this machine.')).toBeVisible()
  core.runners = { ...core.runners, elsewhere: [notice('runner-in-container', { pid: 812 })] }
  core.turn('on')
  core.tell()
  await expect(page.getByText('A gitlab-runner runs in a container (process 812)')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use the mirror for jobs…' })).toHaveCount(0)
})
