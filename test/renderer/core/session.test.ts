import { expect, test } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { CallFailed, type Channel, Disconnected } from '../../../renderer/core/channel.ts'
import { type Link, NoLogin, startSession } from '../../../renderer/core/session.ts'
import { FakeChannel } from './fake-channel.ts'

type Answer = FakeChannel | Error

/** A session whose attempts to connect are answered in turn; afterwards nobody answers. */
function start(...answers: readonly Answer[]) {
  const [links, left] = [[] as Link['kind'][], [...answers]]
  let attempts = 0
  const open = (): Promise<Channel> => {
    attempts++
    const next = left.shift() ?? new Disconnected()
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  }
  const session = startSession(open, { link: ({ kind }) => links.push(kind), ready: () => {} })
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
  return { session, links, settle, attempts: () => attempts }
}

test('a line that drops is opened again once, at once', async () => {
  const [first, second] = [new FakeChannel(), new FakeChannel()]
  const { links, settle, attempts } = start(first, second)
  await settle()
  first.close()
  await settle()
  expect(links).toEqual(['open', 'opening', 'open'])
  second.close()
  await settle()
  await settle()
  expect(links).toEqual(['open', 'opening', 'open', 'opening', 'lost'])
  expect(attempts()).toBe(3)
})

test('after that, only when something happens', async () => {
  const { session, links, settle, attempts } = start(new Disconnected(), new Disconnected(), new FakeChannel())
  await settle()
  session.wake()
  session.wake()
  await settle()
  expect([links, attempts()]).toEqual([['lost', 'lost'], 2])
  session.wake()
  await settle()
  session.wake()
  expect([links.at(-1), attempts()]).toEqual(['open', 3])
})

test('a call is reason enough to connect', async () => {
  const channel = new FakeChannel()
  const { session, settle } = start(new Disconnected(), channel)
  await settle()
  const call = session.call('settings.read', {})
  await settle()
  channel.say({ kind: 'result', id: 1, output: 'settings' })
  expect(await call).toBe('settings')
})

test('a refused login is not tried again by itself, only with a new token', async () => {
  const { session, links, settle } = start(new CallFailed(notice('login-refused')), new NoLogin(), new FakeChannel())
  await settle()
  session.wake()
  await settle()
  expect(links).toEqual(['refused'])
  session.retry()
  await settle()
  session.retry()
  await settle()
  expect(links).toEqual(['refused', 'refused', 'open'])
})
