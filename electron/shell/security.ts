import { app, type Session, shell } from 'electron'

/** Documentation that the page links to; everything else stays shut. A prefix ends in a slash. */
const readableOutside = [
  'https://docs.docker.com/',
  'https://docs.podman.io/',
  'https://github.com/containers/',
  'https://distribution.github.io/',
  'https://docs.gitlab.com/',
  'https://gitlab.com/gitlab-org/',
  'https://man7.org/linux/man-pages/',
]

/** What “Copy command” needs: writing plain text to the clipboard, which Chromium allows only after a click. */
const copying = 'clipboard-sanitized-write'

/** Every permission but copying, every device and every download is refused. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_page, permission, answer) => answer(permission === copying))
  session.setPermissionCheckHandler((_page, permission) => permission === copying)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps every page of the app at its origin, without windows or frames of its own. Call before the first window. */
export function guardPages(origin: string): void {
  app.on('web-contents-created', (_event, page) => {
    // Loading the same page again is how it recovers; all else that navigates is not ours.
    page.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isWithin(event.url, origin)) event.preventDefault()
    })
    page.on('will-redirect', (event) => event.preventDefault())
    page.on('will-attach-webview', (event) => event.preventDefault())
    page.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** Whether a link may be handed to the person's browser. */
export function mayOpenOutside(url: string): boolean {
  const parsed = URL.parse(url)
  // Compared as parsed, so that no user name, port or dot segment can dress up as the prefix.
  return parsed !== null && readableOutside.some((prefix) => parsed.href.startsWith(prefix))
}

function isWithin(url: string, origin: string): boolean {
  const parsed = URL.parse(url)
  // Node gives schemes that it does not know the origin "null".
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === origin
}
