import { expect, test } from 'vitest'
import { receivePort } from '../../../renderer/core/port-channel.ts'

/** A page that hears messages; Node's own ports carry them. */
function page() {
  const target = new EventTarget()
  const say = (parts: { source?: unknown; data: unknown; ports: readonly MessagePort[] }): void => {
    target.dispatchEvent(Object.assign(new Event('message'), { source: target, ...parts }))
  }
  return { window: target as unknown as Window, say }
}

const handOver = { kind: 'pullcord-port' }

test('frames go both ways over the port that the preload hands over', async () => {
  const { window, say } = page()
  const { port1, port2 } = new MessageChannel()
  const received = receivePort(window)
  say({ data: handOver, ports: [port2] })
  const channel = await received
  const heard = new Promise((resolve) => channel.onMessage(resolve))
  const answered = new Promise((resolve) => port1.addEventListener('message', ({ data }) => resolve(data)))
  port1.start()
  port1.postMessage('{"kind":"event"}')
  channel.send('{"kind":"call"}')
  expect(await Promise.all([heard, answered])).toEqual(['{"kind":"event"}', '{"kind":"call"}'])
  const closed = new Promise<void>((resolve) => channel.onClose(resolve))
  port1.close()
  await closed
})

test('messages of others, or without a port, are not taken for it', async () => {
  const { window, say } = page()
  const { port1, port2 } = new MessageChannel()
  const received = receivePort(window)
  say({ data: handOver, ports: [] })
  say({ data: { kind: 'other' }, ports: [port1] })
  say({ data: handOver, ports: [port1], source: {} })
  say({ data: null, ports: [port1] })
  const waiting = Symbol('waiting')
  expect(await Promise.race([received, Promise.resolve(waiting)])).toBe(waiting)
  say({ data: handOver, ports: [port2] })
  expect(await received).toBeDefined()
  port1.close()
})
