import { notice } from '../../shared/notice.ts'
import { bigSwitch, expect, test } from './window.ts'

const docker = { id: 'docker', scope: 'system' } as const
const podman = { id: 'podman', scope: 'user' } as const
const url = 'http://192.168.11.2:6000'

test.beforeEach(({ core }) => core.addMirror('docker.io', url))

test('a file that cannot be read is named with line and column, and the rest can go on', async ({
  page,
  core,
  open,
}) => {
  const path = '/etc/docker/daemon.json'
  core.planOverride = {
    changes: core.plan('on', [podman]).changes,
    reloads: [],
    refused: [
      {
        engine: docker,
        path,
        line: 3,
        column: 7,
        notice: notice('unparseable-file', { path, line: 3, column: 7, why: 'a comma is missing' }),
      },
    ],
  }
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('docker stays as it is')).toBeVisible()
  await expect(dialog.getByText('/etc/docker/daemon.json:3:7: a comma is missing.')).toBeVisible()
  await expect(dialog.getByText('Correct the file, then try again.')).toBeVisible()
  await expect(dialog.getByText('1 file changes; nothing restarts.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Turn on' })).toBeEnabled()
})

test('where everything is refused there is nothing to press', async ({ page, core, open }) => {
  const refusal = {
    path: null,
    line: null,
    column: null,
    notice: notice('docker-hub-only', { version: '20.10', upstream: 'quay.io' }),
  }
  core.planOverride = { changes: [], reloads: [], refused: [{ engine: docker, ...refusal }] }
  await open()
  await bigSwitch(page).click()
  await expect(page.getByText('Nothing can be changed as things are.')).toBeVisible()
  await expect(page.getByText('Upgrade docker, or mirror quay.io for podman.')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('button')).toHaveText(['Close'])
})

test('what needs a yes is asked for, one by one', async ({ page, core, server, open }) => {
  const consent = notice('docker-pending-edits', { path: '/etc/docker/daemon.json' })
  core.planOverride = { reloads: [{ engine: docker, how: 'SIGHUP', stops: [], consent }] }
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  const apply = dialog.getByRole('button', { name: 'Turn on' })
  await expect(dialog.getByRole('group', { name: 'Only with your yes' })).toBeVisible()
  await expect(apply).toBeDisabled()
  await dialog.getByRole('checkbox').check()
  await apply.click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await expect.poll(() => server.frames.join('\n')).toContain('"accept":true')
})

test('a mirror that is gone stops everything; one may edit it, or insist', async ({ page, core, server, open }) => {
  core.failures.set('switch.set', notice('mirror-gone', { url, why: 'connection refused' }))
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByText(`${url} cannot be reached (connection refused).`)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Edit the mirror' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Turn on without asking the mirrors' }).click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await expect.poll(() => server.frames.join('\n')).toContain('"check":false')
})

test('a stale plan is made anew on request', async ({ page, core, open }) => {
  core.failures.set('switch.set', notice('plan-stale'))
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByText('Nothing was changed. Look at the new plan.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByText('2 files change')).toBeVisible()
})

test('one engine fails, the other stands', async ({ page, core, open }) => {
  core.reportFailures.set('docker:system', notice('docker-refused-reload', { why: 'invalid mirror' }))
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('heading', { name: 'Partly done' })).toBeVisible()
  await expect(dialog.getByText('podman pulls through the mirror')).toBeVisible()
  await expect(dialog.getByText('dockerd did not take the change: invalid mirror')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('heading', { name: 'Partly on' })).toBeVisible()
  await expect(page.getByText('docker goes straight to the registries.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Set up: docker' })).toBeVisible()
})

test('what needs root gives the command to run', async ({ page, core, open }) => {
  const command = 'sudo pullcord on --engine docker'
  core.reportFailures.set('docker:system', notice('needs-root', { engine: 'docker', command }))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open()
  await bigSwitch(page).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('button', { name: 'Copy command' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command)
})

test('a failure outside of a dialog is told above the lists', async ({ page, core, open }) => {
  core.failures.set('settings.edit', notice('disk-full', { path: '/home/mei/.config/pullcord/settings.json' }))
  await open()
  await page.getByRole('switch', { name: 'Switch docker too' }).click()
  await expect(page.getByRole('alert')).toContainText('Free some space, then try again.')
})

test('settings that cannot be read stop nothing but themselves, and are read again when asked', async ({
  page,
  core,
  server,
}) => {
  const path = '/home/mei/.config/pullcord/settings.json'
  core.failures.set('settings.read', notice('settings-unreadable', { path, why: 'line 3' }))
  await page.goto(server.address())
  await expect(page.getByRole('heading', { name: 'Not known' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(`${path} is not a settings file of Pullcord: line 3.`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Off', exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
})
