import { beforeEach, expect, test } from 'vitest'
import type { ServerFrame } from '../../shared/contract.ts'
import { freshElectron } from './double/fresh.ts'
import type { FakeMessagePort } from './double/ports.ts'
import { FakeFrame, FakeWebContents } from './double/web-contents.ts'
import { offStatus, onStatus, ScriptedCore } from './scripted-core.ts'

const origin = 'app://pullcord'
const settle = () => new Promise((resolve) => setImmediate(resolve))

let core: ScriptedCore
let ipcMain: NodeJS.EventEmitter
/** Resolves what `serveWindows` waits for. */
let open: () => void

beforeEach(async () => {
  ;({ ipcMain } = await freshElectron())
  core = new ScriptedCore({ 'status.read': () => offStatus })
  const { serveWindows } = await import('../../electron/transports/ipc.ts')
  serveWindows(new Promise((resolve) => (open = () => resolve(core))), origin)
})

function page(from = origin): FakeWebContents {
  const contents = new FakeWebContents()
  contents.mainFrame.origin = from
  return contents
}

function ask(sender: FakeWebContents, senderFrame: FakeFrame | null = sender.mainFrame): void {
  ipcMain.emit('pullcord-port', { sender, senderFrame })
}

/** The page's end of the port that it was last given, and the frames that came through it. */
function portOf(sender: FakeWebContents) {
  const port = sender.sent.findLast(({ channel }) => channel === 'pullcord-port')?.ports[0]
  if (!port) throw new Error('no port was given')
  const frames: ServerFrame[] = []
  port.on('message', ({ data }: { data: string }) => frames.push(JSON.parse(data)))
  port.start()
  return { port, frames }
}

const call = (port: FakeMessagePort, id: number, name = 'status.read', input: unknown = { probe: false }) =>
  port.postMessage(JSON.stringify({ kind: 'call', id, name, input }))

test('a page of ours gets a port that carries calls, failures and events', async () => {
  const sender = page()
  ask(sender)
  open()
  await settle()
  const { port, frames } = portOf(sender)
  call(port, 1)
  call(port, 2, 'no.such')
  await settle()
  core.emit(onStatus())
  await settle()
  expect(frames).toHaveLength(3)
  expect(frames).toContainEqual({ kind: 'result', id: 1, output: offStatus })
  expect(frames).toContainEqual(expect.objectContaining({ kind: 'failure', id: 2 }))
  expect(frames.at(-1)).toEqual({ kind: 'event', name: 'status', event: onStatus() })
})

test('frames wait while the core still opens', async () => {
  const sender = page()
  ask(sender)
  const { port, frames } = portOf(sender)
  call(port, 7)
  await settle()
  expect(frames).toEqual([])
  open()
  await settle()
  expect(frames).toEqual([{ kind: 'result', id: 7, output: offStatus }])
})

test.each([
  ['another origin', () => page('https://evil.example'), undefined],
  ['an opaque origin', () => page('null'), undefined],
  ['a look-alike', () => page('app://pullcord.evil'), undefined],
  ['a frame that is gone', () => page(), () => null],
  ['a frame inside the page', () => page(), (of: FakeWebContents) => new FakeFrame(of, origin)],
])('%s gets nothing', async (_name, make, frameOf) => {
  open()
  const sender = make()
  ask(sender, frameOf ? frameOf(sender) : sender.mainFrame)
  await settle()
  expect(sender.sent).toEqual([])
  expect(core.listeners.size).toBe(0)
})

test('a new load gets a new port, and the old one is closed', async () => {
  open()
  const sender = page()
  ask(sender)
  await settle()
  const old = portOf(sender)
  ask(sender)
  await settle()
  expect(old.port.closed).toBe(true)
  expect(core.listeners.size).toBe(1)
  const { port, frames } = portOf(sender)
  call(port, 1)
  await settle()
  expect(frames).toHaveLength(1)
})

test.each([
  ['destroyed', []],
  ['render-process-gone', [{}, { reason: 'crashed', exitCode: 1 }]],
  ['did-start-navigation', [{ isMainFrame: true, isSameDocument: false }]],
])('the core is let go on %s', async (event, args) => {
  open()
  const sender = page()
  ask(sender)
  await settle()
  expect(core.listeners.size).toBe(1)
  sender.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
  sender.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false })
  expect(core.listeners.size).toBe(1)
  sender.emit(event, ...args)
  expect(core.listeners.size).toBe(0)
})

test('a page that went while the core opened holds nothing', async () => {
  const sender = page()
  ask(sender)
  sender.emit('destroyed')
  open()
  await settle()
  expect(core.listeners.size).toBe(0)
})

test('what is no text is ignored, and what is too long ends the line', async () => {
  open()
  const sender = page()
  ask(sender)
  await settle()
  const { port, frames } = portOf(sender)
  port.postMessage({ kind: 'call', id: 1, name: 'status.read', input: { probe: false } })
  call(port, 2)
  await settle()
  expect(frames.map((frame) => 'id' in frame && frame.id)).toEqual([2])
  port.postMessage('x'.repeat(2 * 1024 * 1024 + 1))
  await settle()
  expect(port.closed).toBe(true)
  expect(core.listeners.size).toBe(0)
})

test('a page that stops reading is asked, and loaded anew instead of filling memory', async () => {
  open()
  const sender = page()
  ask(sender)
  await settle()
  const asks = () => sender.sent.filter(({ channel }) => channel === 'pullcord-alive').length
  for (let i = 0; i < 1000; i++) core.emit(offStatus)
  expect(asks()).toBe(15)
  ipcMain.emit('pullcord-alive', { sender, senderFrame: sender.mainFrame })
  for (let i = 0; i < 1000; i++) core.emit(offStatus)
  expect(sender.reloads).toBe(0)
  for (let i = 0; i < 100; i++) core.emit(offStatus)
  expect(sender.reloads).toBe(1)
  expect(core.listeners.size).toBe(0)
})
