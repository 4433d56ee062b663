import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { serveHttp, type HttpFace } from '../../../electron/transports/http.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import { ScriptedCore } from '../scripted-core.ts'
import { login, openLine, originOf, say, tokenOf } from './socket-line.ts'

const core = new ScriptedCore({ 'settings.read': () => defaultSettings })
const refused = { kind: 'failure', notice: { code: 'login-refused' } }
let face: HttpFace

beforeAll(async () => {
  face = await serveHttp(core, async () => new Response('page'), 0)
  return () => face.close()
})

afterEach(() => void vi.useRealTimers())

describe('the login', () => {
  test('a token opens one tab, once; the tab’s own token opens it again', async () => {
    const once = tokenOf(face)
    const tab = (await login(face, { kind: 'login', token: once }))?.tab
    expect(tab).toMatch(/^[\w-]{43}$/)
    expect(await login(face, { kind: 'login', token: once })).toMatchObject(refused)
    expect(await login(face, { kind: 'login', tab })).toEqual({ kind: 'welcome', tab })
  })

  test('a token is good for 30 seconds', async () => {
    const [early, late] = [tokenOf(face), tokenOf(face)]
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29_000 })
    expect(await login(face, { kind: 'login', token: early })).toMatchObject({ kind: 'welcome' })
    vi.setSystemTime(Date.now() + 2_000)
    expect(await login(face, { kind: 'login', token: late })).toMatchObject(refused)
  })

  test('stands in the fragment of the address, which no server sees, and is another each time', () => {
    const [one, two] = [new URL(face.address()), new URL(face.address())]
    expect([one.origin, one.pathname, one.search]).toEqual([originOf(face), '/', ''])
    expect(one.hash).toMatch(/^#token=[\w-]{43}$/)
    expect(one.hash).not.toBe(two.hash)
  })

  test.each([
    ['nothing', ''],
    ['no JSON', 'token'],
    ['null', null],
    ['no token', { kind: 'login' }],
    ['an empty token', { kind: 'login', token: '' }],
    ['an empty tab', { kind: 'login', tab: '' }],
    ['a wrong token', { kind: 'login', token: 'x'.repeat(43) }],
    ['a token of other letters', { kind: 'login', token: 'é'.repeat(43) }],
    ['a tab of other letters', { kind: 'login', tab: '🐳'.repeat(43) }],
    ['a list', { kind: 'login', token: ['x'] }],
    ['a call before the login', { kind: 'call', id: 1, name: 'settings.read', input: {} }],
    ['bytes', Buffer.from([0xff, 0x00])],
  ])('%s is refused, and the line closed', async (_, frame) => {
    tokenOf(face)
    const socket = await openLine(face)
    const closed = new Promise((done) => socket.once('close', done))
    expect(await say(socket, frame)).toMatchObject(refused)
    await closed
    expect(core.calls).toEqual([])
  })

  test('after it the contract is spoken', async () => {
    const socket = await openLine(face)
    await say(socket, { kind: 'login', token: tokenOf(face) })
    expect(await say(socket, { kind: 'call', id: 5, name: 'settings.read', input: {} })).toEqual({
      kind: 'result',
      id: 5,
      output: defaultSettings,
    })
    expect(await say(socket, { kind: 'call', id: 6, name: '__proto__', input: {} })).toMatchObject({
      kind: 'failure',
      notice: { code: 'call-unknown' },
    })
    socket.close()
    core.calls.length = 0
  })
})
