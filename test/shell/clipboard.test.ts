import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openClipboard } from '../../electron/shell/clipboard.ts'
import { copied } from '../electron/double/electron.ts'

vi.mock('electron', () => import('../electron/double/electron.ts'))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a text is there for its time, and then no more', async () => {
  await openClipboard().copyFor('secret', 45)
  await vi.advanceTimersByTimeAsync(44_999)
  expect(copied.text).toBe('secret')
  await vi.advanceTimersByTimeAsync(1)
  expect(copied.text).toBe('')
})

test('what somebody has copied since stays', async () => {
  await openClipboard().copyFor('secret', 45)
  copied.text = 'theirs'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(copied.text).toBe('theirs')
})

test('a second text has its own time', async () => {
  const clipboard = openClipboard()
  await clipboard.copyFor('one', 45)
  await vi.advanceTimersByTimeAsync(30_000)
  await clipboard.copyFor('two', 45)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(copied.text).toBe('two')
  await vi.advanceTimersByTimeAsync(15_000)
  expect(copied.text).toBe('')
})

test('quitting does not leave it there', async () => {
  const clipboard = openClipboard()
  await clipboard.copyFor('secret', 45)
  await clipboard.close()
  expect([copied.text, vi.getTimerCount()]).toEqual(['', 0])
  copied.text = 'theirs'
  await clipboard.close()
  expect(copied.text).toBe('theirs')
})
