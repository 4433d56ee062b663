import { expect, test } from 'vitest'
import { editSettings, loadSettings, settingsPath, tryOutSettings } from '../../../electron/service/settings-store.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { defaultSettings, type Settings } from '../../../shared/settings.ts'

const dropTheirs = (settings: Settings): Settings => ({ ...settings, keepTheirs: false })

test.each([
  ['a file of one’s own spelling', `${JSON.stringify(defaultSettings)}   \n`],
  ['no file', null],
])('what was tried out is taken back to the byte: %s', async (_, before) => {
  const disk = memoryDisk()
  const path = settingsPath(disk)
  disk.edit(path, before)
  const takeBack = await tryOutSettings(disk, dropTheirs)
  expect(await loadSettings(disk)).toMatchObject({ keepTheirs: false })
  await takeBack()
  expect(disk.tree()[path] ?? null).toBe(before)
})

test('of two edits at once none is lost', async () => {
  const disk = memoryDisk()
  // Each reads long before it writes, unless the other is waited for.
  const slow = {
    ...disk,
    store: async (...args: Parameters<typeof disk.store>) => {
      await new Promise((resolve) => setImmediate(resolve))
      await disk.store(...args)
    },
  }
  await Promise.all([
    editSettings(slow, dropTheirs),
    tryOutSettings(slow, (settings) => ({ ...settings, language: 'zh-TW' })),
  ])
  expect(await loadSettings(disk)).toMatchObject({ keepTheirs: false, language: 'zh-TW' })
})
