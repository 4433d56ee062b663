import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'

/** `ready-to-show` may never come where a window starts hidden on Wayland (electron#48859). */
const showAtLatestAfter = 2000

/** The one window, which exists only while a person looks at it. */
export interface AppWindow {
  /** Opens it, or brings the open one to the front. */
  readonly show: () => void
  /** Opens it, and hands its page a link for a person to look at. */
  readonly offer: (link: string) => void
}

/** What a window needs to be made. */
export interface WindowOptions {
  readonly url: string
  /** Path of the sandboxed preload. */
  readonly preload: string
  readonly icon: string
}

/** Where the window was when it was last closed. */
interface Place {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

/** Makes the window when it is first shown, and anew after each close: a hidden renderer holds 144 MB [measured]. */
export function createAppWindow(options: WindowOptions): AppWindow {
  let current: BrowserWindow | null = null
  let place: Place | null = null
  const shown = (): BrowserWindow => {
    if (current) {
      bringToFront(current)
      return current
    }
    const window = open(options, place)
    window.on('close', () => (place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
    window.on('closed', () => (current = null))
    current = window
    return window
  }
  return {
    show: () => void shown(),
    offer(link) {
      const isNew = current === null
      const { webContents: page } = shown()
      const send = (): void => page.send('pullcord-link', link)
      // A page that loads has no listener yet.
      if (isNew || page.isLoading()) page.once('did-finish-load', send)
      else send()
    },
  }
}

function open({ url, preload, icon }: WindowOptions, place: Place | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 760,
    height: 640,
    ...(place && onScreen(place.bounds)),
    minWidth: 420,
    minHeight: 360,
    title: 'Pullcord',
    icon,
    show: false,
    // The page's own (`--paper` of renderer/styles/tokens.css), so that nothing flashes before it is painted.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#151618' : '#f6f6f4',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  // Hidden rather than removed: its shortcuts (zoom, reload, close, quit) go on working.
  window.setMenuBarVisibility(false)
  showOnce(window, place?.maximized ?? false)
  reloadAfterCrash(window)
  // A failed load is said by the page that is shown in its place.
  window.loadURL(url).catch(() => {})
  return window
}

function showOnce(window: BrowserWindow, maximized: boolean): void {
  const show = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isVisible()) return
    if (maximized) window.maximize()
    window.show()
  }
  const timer = setTimeout(show, showAtLatestAfter)
  window.once('ready-to-show', show)
  window.webContents.once('did-finish-load', show)
}

/** A page that died is loaded once more; one that dies again is closed, and the tray or a relaunch opens it anew. */
function reloadAfterCrash(window: BrowserWindow): void {
  let crashes = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    if (crashes++ === 0) window.webContents.reload()
    else window.destroy()
  })
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The size always, the position only where a screen still is: one may have been unplugged since. */
function onScreen({ x, y, width, height }: Rectangle): Partial<Rectangle> {
  const visible = screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) => x < area.x + area.width && x + width > area.x && y < area.y + area.height && y >= area.y,
    )
  return visible ? { x, y, width, height } : { width, height }
}
