import { app } from 'electron'
import type { AppWindow } from './window.ts'

const scheme = 'pullcord'
/** What a desktop hands over; the page judges it. */
const maxLength = 64_000

/** The link among a program's arguments; null where there is none. It is only shown, never acted on. */
function linkAmong(argv: readonly string[]): string | null {
  return argv.find((argument) => argument.startsWith(`${scheme}://`) && argument.length <= maxLength) ?? null
}

/** Has the desktop open `pullcord://` links with us, and shows each in the window, where a person says yes or no. */
export function openLinks(window: AppWindow, argv: readonly string[], ready: Promise<void>): void {
  // From a clone nothing of the desktop is touched.
  if (app.isPackaged) app.setAsDefaultProtocolClient(scheme)
  const offer = (among: readonly string[]): void => {
    const link = linkAmong(among)
    if (link !== null) void ready.then(() => window.offer(link))
  }
  app.on('second-instance', (_event, among) => offer(among))
  offer(argv)
}
