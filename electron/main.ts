import { join } from 'node:path'
import { app, dialog, session } from 'electron'
import { asAppError } from '../shared/errors.ts'
import { openCore } from './service/core.ts'
import { placeOf } from './service/place.ts'
import { openClipboard } from './shell/clipboard.ts'
import { appOrigin, registerAppScheme, serveAppScheme } from './shell/app-scheme.ts'
import { confirmBy } from './shell/confirm.ts'
import { pickLanguage } from './shell/language.ts'
import { openLinks } from './shell/links.ts'
import { openNotifications } from './shell/notifications.ts'
import { moveProfile } from './shell/profile.ts'
import { closeBeforeQuit } from './shell/quit.ts'
import { guardPages, guardSession } from './shell/security.ts'
import { openTray } from './shell/tray.ts'
import { askAfterWake } from './shell/wake.ts'
import { createAppWindow } from './shell/window.ts'
import { servePage } from './transports/app-protocol.ts'
import { serveWindows } from './transports/ipc.ts'

// As root, Electron starts only with --no-sandbox. Whoever gave that has chosen it; the pages stay the same few.

moveProfile(process.env)
registerAppScheme()
app.enableSandbox()

// The instance that runs already hears of this one and shows its window.
if (app.requestSingleInstanceLock()) start().catch(giveUp)
else app.quit()

async function start(): Promise<void> {
  const at = (path: string): string => join(app.getAppPath(), path)
  const icons = at('build/icons')
  const clipboard = openClipboard()
  const confirm = confirmBy(async () =>
    pickLanguage((await (await core).call('settings.read', {})).language, app.getPreferredSystemLanguages()),
  )
  const core = openCore({ ...placeOf({}), clipboard, confirm })
  // Awaited below; a failure before that must not pass for one that nobody handles.
  core.catch(() => {})
  const window = createAppWindow({
    url: `${appOrigin}/`,
    preload: at('dist/preload/preload.cjs'),
    icon: join(icons, 'app.png'),
  })
  const show = (): void => void app.whenReady().then(window.show)

  app.on('second-instance', show)
  openLinks(window, process.argv, app.whenReady())
  app.on('activate', show)
  // Closing the window leaves the tray; to listen is what keeps Electron from quitting.
  app.on('window-all-closed', () => {})
  closeBeforeQuit(async () => {
    await clipboard.close()
    await (await core).close()
  })
  guardPages(appOrigin)
  serveWindows(core, appOrigin)

  await app.whenReady()
  guardSession(session.defaultSession)
  serveAppScheme(servePage(at('dist/client')))
  if (!process.argv.includes('--hidden')) window.show()
  const opened = await core
  openTray(opened, { icons, open: window.show, quit: () => app.quit() })
  askAfterWake(opened)
  openNotifications(opened, { icon: join(icons, 'app.png'), open: window.show })
}

function giveUp(error: unknown): void {
  const { message, hint } = asAppError(error).notice
  dialog.showErrorBox('Pullcord cannot start', `${message}\n${hint}`)
  app.exit(1)
}
