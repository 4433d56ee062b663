import { beforeEach, expect, test, vi } from 'vitest'
import { openNotifications } from '../../electron/shell/notifications.ts'
import { failure } from '../../shared/errors.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import { hub, ScriptedCore, type Answers } from '../electron/scripted-core.ts'
import { lifecycle } from '../electron/double/lifecycle.ts'
import { FakeNotification } from '../electron/double/notification.ts'
import { pageOf, pullAt, quotaOf } from './pull-at.ts'

vi.mock('electron', () => import('../electron/double/electron.ts'))

beforeEach(() => {
  lifecycle.ready = true
  FakeNotification.all.length = 0
  FakeNotification.supported = true
})

const settle = () => new Promise(setImmediate)
const told = () => FakeNotification.all.map(({ title, body }) => `${title} | ${body}`)

function start(notify: Partial<Settings['notify']>, answers: Answers = {}, language: Settings['language'] = 'en') {
  const settings = { ...defaultSettings, language, notify: { ...defaultSettings.notify, ...notify } }
  const core = new ScriptedCore({ 'settings.read': () => settings, 'quota.read': () => [], ...answers })
  const open = vi.fn()
  openNotifications(core, { icon: 'app.png', open })
  const see = async (...pulls: readonly Pull[]): Promise<void> => {
    core.announce('pulls', { pulls, removed: [], more: false, sources: [] })
    await settle()
  }
  const measure = async (remaining: number | null, over = {}): Promise<void> => {
    core.announce('quota', [quotaOf(remaining, over)])
    await settle()
  }
  return { core, open, see, measure }
}

test('nothing is told unless it was asked for', async () => {
  const { core, see, measure } = start({}, { 'pulls.read': () => pageOf([]) })
  await see(pullAt(1), pullAt(2, { outcome: 'upstream' }))
  await measure(1)
  expect(told()).toEqual([])
  expect(core.inputsOf('pulls.read')).toEqual([])
  expect(core.inputsOf('quota.read')).toEqual([])
})

test('the first pull through a mirror is told once, and a press opens the window', async () => {
  const pulls = [pullAt(2), pullAt(1)]
  const { see, open } = start({ firstPull: true }, { 'pulls.read': () => pageOf(pulls) })
  await see(pullAt(1), pullAt(2))
  await see(pullAt(3))
  expect(told()).toEqual(['First pull through 192.168.11.2:6000 | alpine:3.20 was served by the mirror.'])
  FakeNotification.all[0]!.emit('click')
  expect(open).toHaveBeenCalledOnce()
})

test('a mirror that served one before, however long ago, is not new after a restart', async () => {
  const old = pullAt(1, { outcome: 'mirror-miss' })
  const between = pullAt(2, { mirror: 'http://other:6000' })
  const { core, see } = start(
    { firstPull: true },
    {
      'pulls.read': ({ before }) =>
        before === null ? { ...pageOf([pullAt(9), between]), next: 'more' } : pageOf([old]),
    },
  )
  await see(pullAt(9))
  expect(told()).toEqual([])
  expect(core.inputsOf('pulls.read')).toHaveLength(2)
})

test.each([
  ['a refusal', { outcome: 'bypassed' }],
  ['what may have been one', { outcome: 'unknown' }],
  ['a pull that went straight', { outcome: 'upstream', mirror: null }],
] as const)('%s is no pull through a mirror', async (_name, over) => {
  const { see } = start({ firstPull: true }, { 'pulls.read': () => pageOf([]) })
  await see(pullAt(1, over))
  expect(told()).toEqual([])
})

test('what was refused before does not make a mirror known', async () => {
  const { see } = start({ firstPull: true }, { 'pulls.read': () => pageOf([pullAt(1, { outcome: 'bypassed' })]) })
  await see(pullAt(2))
  expect(told()).toHaveLength(1)
})

test('what cannot be looked up is not called the first', async () => {
  const { see } = start(
    { firstPull: true },
    { 'pulls.read': () => Promise.reject(failure('unexpected', { why: 'x' })) },
  )
  await see(pullAt(1))
  expect(told()).toEqual([])
})

test('a quota is told once as it comes below the number, and again after it was above', async () => {
  const { measure } = start({ quotaBelow: 20 })
  for (const remaining of [21, 20, 19, 3]) await measure(remaining)
  expect(told()).toEqual(['Docker Hub: 19 of 100 pulls left | Counted for 203.0.113.7, as the hub told it just now.'])
  for (const remaining of [null, 2, 100, 7]) await measure(remaining)
  expect(told()).toHaveLength(2)
  expect(told()[1]).toMatch(/^Docker Hub: 7 of 100/)
})

test('each address and account is a quota of its own', async () => {
  const { measure } = start({ quotaBelow: 20 })
  await measure(3)
  await measure(3, { login: 'mei', counted: null })
  await measure(3, { from: { kind: 'collector', mirror: hub.url } })
  await measure(2)
  expect(told().map((line) => line.split(' | ')[1])).toEqual([
    'Counted for 203.0.113.7, as the hub told it just now.',
    'Counted for mei, as the hub told it just now.',
    'Counted for 203.0.113.7, as the hub told it just now.',
  ])
})

test('only what uses the quota asks for it', async () => {
  const { core, see } = start({ quotaBelow: 20 })
  await see(pullAt(1))
  await see(
    pullAt(2, { image: { upstream: 'quay.io', repository: 'a', tag: null, digest: null }, outcome: 'upstream' }),
  )
  expect(core.inputsOf('quota.read')).toEqual([])
  await see(pullAt(3, { outcome: 'mirror-miss' }))
  expect(core.inputsOf('quota.read')).toEqual([{ probe: true }])
})

test('speaks Traditional Chinese, and is silent where the desktop shows nothing', async () => {
  const { see, measure } = start({ firstPull: true, quotaBelow: 20 }, { 'pulls.read': () => pageOf([]) }, 'zh-TW')
  await see(pullAt(1))
  await measure(3)
  expect(told()).toEqual([
    '首次經由 192.168.11.2:6000 下載 | alpine:3.20 由 mirror 提供。',
    'Docker Hub 還剩 3 次 pull，上限 100 次 | 計在 203.0.113.7 名下，Docker Hub 剛才回報的數字。',
  ])
  FakeNotification.supported = false
  await measure(90)
  await measure(3)
  expect(told()).toHaveLength(2)
})
