import { expect, test, vi } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { CallFailed, Disconnected } from '../../../renderer/core/channel.ts'
import { makeClient } from '../../../renderer/core/client.ts'
import { FakeChannel } from './fake-channel.ts'

test('answers find their calls, in any order', async () => {
  const channel = new FakeChannel()
  const core = makeClient(channel)
  const [first, second] = [core.call('settings.read', {}), core.call('status.read', { probe: true })]
  expect(channel.sent).toEqual([
    { kind: 'call', id: 1, name: 'settings.read', input: {} },
    { kind: 'call', id: 2, name: 'status.read', input: { probe: true } },
  ])
  channel.say({ kind: 'result', id: 2, output: 'status' })
  channel.say({ kind: 'result', id: 1, output: 'settings' })
  expect(await Promise.all([first, second])).toEqual(['settings', 'status'])
})

test('a refusal carries the notice of the core', async () => {
  const channel = new FakeChannel()
  const call = makeClient(channel).call('mirror.remove', { index: 7 })
  const told = notice('mirror-missing', { mirror: '7' })
  channel.say({ kind: 'failure', id: 1, notice: told })
  await expect(call).rejects.toThrow(CallFailed)
  await expect(call).rejects.toMatchObject({ notice: told })
})

test('a channel that closes ends open calls, and later ones at once', async () => {
  const channel = new FakeChannel()
  const core = makeClient(channel)
  const open = core.call('settings.read', {})
  channel.close()
  await expect(open).rejects.toThrow(Disconnected)
  await expect(core.call('settings.read', {})).rejects.toThrow(Disconnected)
  expect(channel.sent).toHaveLength(1)
})

test('events reach who listens, until they stop', () => {
  const channel = new FakeChannel()
  const core = makeClient(channel)
  const listener = vi.fn()
  const end = core.on('status', listener)
  channel.say({ kind: 'event', name: 'status', event: { switch: 'on' } })
  channel.say({ kind: 'event', name: 'news', event: {} })
  end()
  channel.say({ kind: 'event', name: 'status', event: { switch: 'off' } })
  expect(listener.mock.calls).toEqual([[{ switch: 'on' }]])
})

test.each(['', 'nonsense', 'null', '7', '{}', '{"kind":"result","id":99,"output":1}'])('%j is dropped', (frame) => {
  const channel = new FakeChannel()
  makeClient(channel)
  expect(() => channel.say(frame)).not.toThrow()
})
