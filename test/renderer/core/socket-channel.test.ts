import { expect, test } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { CallFailed, Disconnected } from '../../../renderer/core/channel.ts'
import { openSocket } from '../../../renderer/core/socket-channel.ts'

class FakeSocket extends EventTarget {
  readonly sent: string[] = []
  send(frame: string): void {
    this.sent.push(frame)
  }
  say(frame: unknown): void {
    const data = typeof frame === 'string' ? frame : JSON.stringify(frame)
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const login = { kind: 'login', token: 'abc' } as const

function opening() {
  const socket = new FakeSocket()
  const admitted = openSocket(socket as unknown as WebSocket, login)
  socket.dispatchEvent(new Event('open'))
  return { socket, admitted }
}

test('the login is the first frame; the welcome is kept from the contract', async () => {
  const { socket, admitted } = opening()
  expect(socket.sent.map((frame) => JSON.parse(frame))).toEqual([login])
  socket.say({ kind: 'welcome', tab: 't1' })
  const { channel, tab } = await admitted
  const heard: string[] = []
  channel.onMessage((frame) => heard.push(frame))
  socket.say('frame')
  expect([tab, heard]).toEqual(['t1', ['frame']])
})

test('a refusal says why', async () => {
  const { socket, admitted } = opening()
  socket.say({ kind: 'failure', id: 0, notice: notice('login-refused') })
  await expect(admitted).rejects.toThrow(CallFailed)
})

test.each(['', 'hello', '{"kind":"event"}', 'null'])('another program that answers %j is no core', async (frame) => {
  const { socket, admitted } = opening()
  socket.say(frame)
  await expect(admitted).rejects.toThrow(Disconnected)
})

test('nobody answers', async () => {
  const { socket, admitted } = opening()
  socket.dispatchEvent(new Event('close'))
  await expect(admitted).rejects.toThrow(Disconnected)
})
