import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../../electron/transports/connection.ts'
import type { GuardedCore, Events } from '../../../shared/contract.ts'
import { failure } from '../../../shared/errors.ts'
import { defaultSettings } from '../../../shared/settings.ts'

const calls: unknown[] = []
let listeners: ((event: Events['settings']) => void)[] = []
let sent: Record<string, unknown>[] = []
let say: (frame: string) => void = () => undefined
let close: () => void = () => undefined

const core: GuardedCore = {
  isGuarded: true,
  async call(name, input) {
    calls.push([name, input])
    if (name === 'mirror.remove') throw failure('mirror-missing', { mirror: 1 })
    if (name === 'mirror.test') throw new TypeError('x is not a function')
    if (name === 'switch.plan') return await new Promise<never>(() => undefined)
    return { answer: name } as never
  },
  on(name, listener) {
    if (name === 'settings') listeners.push(listener as never)
    return () => {
      listeners = listeners.filter((one) => one !== (listener as never))
    }
  },
}

const call = (id: number, name: string, input: unknown): void => say(JSON.stringify({ kind: 'call', id, name, input }))
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

beforeEach(() => {
  calls.length = 0
  sent = []
  listeners = []
  connect(core, {
    send: (frame) => sent.push(JSON.parse(frame) as Record<string, unknown>),
    onMessage: (listener) => (say = listener),
    onClose: (listener) => (close = listener),
  })
})

test('a call is answered under its number', async () => {
  call(7, 'settings.read', {})
  call(8, 'status.read', { probe: false })
  await settled()
  expect(sent).toEqual([
    { kind: 'result', id: 7, output: { answer: 'settings.read' } },
    { kind: 'result', id: 8, output: { answer: 'status.read' } },
  ])
})

test('a failure is a notice, an accident too', async () => {
  call(1, 'mirror.remove', { index: 0 })
  call(2, 'mirror.test', { draft: { upstream: 'a', url: 'b', insecure: false, ca: null } })
  await settled()
  expect(sent).toMatchObject([
    { kind: 'failure', id: 1, notice: { code: 'mirror-missing', hint: expect.any(String) } },
    { kind: 'failure', id: 2, notice: { code: 'unexpected', values: { why: 'x is not a function' } } },
  ])
})

test.each(['none', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'settings.read ', 'Settings.read'])(
  'there is no call “%s”',
  async (name) => {
    call(1, name, {})
    await settled()
    expect(sent).toMatchObject([{ kind: 'failure', id: 1, notice: { code: 'call-unknown', values: { name } } }])
    expect(calls).toEqual([])
  },
)

test.each([
  null,
  [],
  'x',
  { probe: 'yes' },
  { probe: true, path: '/etc/passwd' },
  JSON.parse('{"__proto__": {"probe": true}}'),
])('the input %j never reaches the core', async (input) => {
  call(1, 'status.read', input)
  await settled()
  expect(sent).toMatchObject([
    { kind: 'failure', id: 1, notice: { code: 'call-malformed', values: { name: 'status.read' } } },
  ])
  expect(calls).toEqual([])
})

test.each([
  '',
  'x',
  '{',
  'null',
  '[]',
  '5',
  '{}',
  '{"kind":"call"}',
  '{"kind":"call","id":1,"name":"status.read"}',
  '{"kind":"call","id":"1","name":"settings.read","input":{}}',
  '{"kind":"result","id":1,"output":{}}',
  '{"kind":"call","id":1,"name":["settings.read"],"input":{}}',
  `[${'['.repeat(100_000)}`,
])('what is no frame is passed over: %.40s', async (text) => {
  say(text)
  await settled()
  expect([sent, calls]).toEqual([[], []])
})

test('events are sent until the channel closes', () => {
  listeners.forEach((tell) => tell(defaultSettings))
  expect(sent).toEqual([{ kind: 'event', name: 'settings', event: defaultSettings }])
  close()
  expect(listeners).toEqual([])
})

test('no more than a bounded number of calls is open at once', async () => {
  const order = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
  for (let id = 1; id <= 200; id++) call(id, 'switch.plan', order)
  await settled()
  expect(calls.length).toBe(64)
})
