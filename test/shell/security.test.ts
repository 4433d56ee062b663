import type { HandlerDetails, Session, WebContents } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { guardPages, guardSession, mayOpenOutside } from '../../electron/shell/security.ts'
import { asked } from '../electron/double/electron.ts'
import { FakeBrowserWindow } from '../electron/double/browser-window.ts'
import { lifecycle, Preventable } from '../electron/double/lifecycle.ts'
import { FakeSession } from '../electron/double/session.ts'

vi.mock('electron', () => import('../electron/double/electron.ts'))

test('every permission but copying, every device and download is refused', () => {
  const session = new FakeSession()
  guardSession(session as unknown as Session)
  const answered = vi.fn()
  const page = {} as WebContents
  session.requestHandler?.(page, 'notifications', answered, {} as never)
  session.requestHandler?.(page, 'clipboard-sanitized-write', answered, {} as never)
  expect(answered.mock.calls).toEqual([[false], [true]])
  expect(session.checkHandler?.(page, 'clipboard-sanitized-write', 'app://pullcord', {} as never)).toBe(true)
  expect(session.checkHandler?.(page, 'clipboard-read', 'app://pullcord', {} as never)).toBe(false)
  expect(session.deviceHandler?.({ deviceType: 'usb' } as never)).toBe(false)
  const download = new Preventable()
  session.emit('will-download', download)
  expect(download.defaultPrevented).toBe(true)
})

describe('a page stays where it is', () => {
  beforeEach(() => void (lifecycle.ready = true))
  guardPages('app://pullcord')
  const page = () => new FakeBrowserWindow({}).webContents

  test.each([
    ['app://pullcord/', true, 'stays'],
    ['app://pullcord/index.html?again', true, 'stays'],
    ['app://pullcord/', false, 'is stopped'],
    ['app://pullcord.evil/', true, 'is stopped'],
    ['app://other/', true, 'is stopped'],
    ['https://docs.docker.com/', true, 'is stopped'],
    ['file:///etc/passwd', true, 'is stopped'],
    ['about:blank', true, 'is stopped'],
    ['no url', true, 'is stopped'],
  ])('%s (main frame: %s) %s', (url, isMainFrame, outcome) => {
    const event = Object.assign(new Preventable(), { url, isMainFrame })
    page().emit('will-frame-navigate', event)
    expect(event.defaultPrevented).toBe(outcome === 'is stopped')
  })

  test.each(['will-redirect', 'will-attach-webview'])('%s is prevented', (name) => {
    const event = new Preventable()
    page().emit(name, event)
    expect(event.defaultPrevented).toBe(true)
  })

  test('it opens no window; links to documentation go to the browser', () => {
    const { openHandler } = page()
    const open = (url: string) => openHandler({ url } as HandlerDetails)
    expect(open('https://docs.docker.com/engine/')).toEqual({ action: 'deny' })
    expect(open('https://evil.example/')).toEqual({ action: 'deny' })
    expect(asked.opened).toEqual(['https://docs.docker.com/engine/'])
  })
})

test.each([
  ['https://docs.docker.com/', true],
  ['https://github.com/containers/podman/issues/1', true],
  ['https://github.com/containers', false],
  ['https://github.com/containers/../evil/', false],
  ['https://docs.docker.com.evil.example/', false],
  ['https://docs.docker.com@evil.example/', false],
  ['http://docs.docker.com/', false],
  ['file:///usr/bin/xterm', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%s may be opened outside: %s', (url, allowed) => {
  expect(mayOpenOutside(url)).toBe(allowed)
})
