import { notice } from '../../shared/notice.ts'
import { docker } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

const theirs = '{ "debug": true }\n'

test.beforeEach(async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.turn('on')
  core.editBehindOurBack(docker.path, theirs)
  await open()
  await page.getByRole('button', { name: 'Look: docker' }).click()
})

test('what was changed is shown, and ours put back by a plan', async ({ page, core }) => {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'docker was changed outside' })).toBeVisible()
  await expect(dialog.getByRole('region', { name: `What was changed in ${docker.path}` })).toContainText(
    '+{ "debug": true }',
  )
  await expect(dialog.getByText(/^last changed /)).toBeVisible()
  await dialog.getByRole('button', { name: 'Put ours back' }).click()
  await expect(dialog.getByText('1 file changes')).toBeVisible()
  expect(core.files.get(docker.path)).toBe(theirs)
  await dialog.getByRole('button', { name: 'Turn on again' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(bigSwitch(page)).toBeChecked()
})

test('theirs is left as it is, and is no drift any more', async ({ page, core, server }) => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click()
  await expect(dialog.getByText('The files of docker were left as they are.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Put ours back' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('docker was changed outside.')).toBeHidden()
  expect(core.files.get(docker.path)).toBe(theirs)
  expect(server.frames.filter((frame) => frame.includes('"switch.set"'))).toEqual([])
})

test('only ours is taken out, by a plan for that engine alone', async ({ page, server }) => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Take only ours out' }).click()
  await dialog.getByRole('button', { name: 'Turn off again' }).click()
  await expect(dialog.getByText('docker is as it was')).toBeVisible()
  const [set] = server.frames.map((frame) => JSON.parse(frame)).filter(({ name }) => name === 'switch.set')
  expect(set.input).toMatchObject({ to: 'off', engines: [{ id: 'docker', scope: 'system' }] })
})

test('a failed keeping is told, a dismissed one is not', async ({ page, core }) => {
  const dialog = page.getByRole('dialog')
  core.failures.set('drift.keep', notice('approval-dismissed'))
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click()
  await expect(dialog.getByText('Nothing was changed.')).toBeVisible()
  core.failures.set('drift.keep', notice('busy'))
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click()
  await expect(dialog.getByText('Another Pullcord is changing files right now.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Take only ours out' })).toBeEnabled()
})

test('once the files are ours again there is nothing to decide', async ({ page, core }) => {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Put ours back' })).toBeVisible()
  core.turn('on')
  core.tell()
  await expect(dialog.getByText('Nothing is left to decide.')).toBeVisible()
  await expect(dialog.getByRole('button')).toHaveText(['Close'])
})

test.describe('something that fights over the file', () => {
  test.beforeEach(({ core }) => {
    const command = 'pullcord on --engine docker --again'
    core.driftParts = {
      fight: notice('fought-over', { path: docker.path, minutes: 10, count: 3, time: '14:05', owner: 'root', command }),
    }
  })

  test('is named above the diff', async ({ page }) => {
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Look: docker' }).click()
    await expect(page.getByRole('dialog').locator('.callout').first()).toContainText(
      'each time something changed the file again',
    )
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Copy command' })).toBeVisible()
  })
})
