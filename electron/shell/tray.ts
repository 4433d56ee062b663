import { join } from 'node:path'
import { app, Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron'
import type { Core } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { followLatest } from './latest-pulls.ts'
import { pickLanguage } from './language.ts'
import { carryOut } from './tray-actions.ts'
import { isListed, type TrayAction, type TrayItem, type TrayMenu, trayMenu, type TrayView } from './tray-menu.ts'
import { trayWords } from './tray-words.ts'

/** Changes are gathered for so long, in milliseconds: a rebuilt menu closes under the pointer. */
const gatherFor = 250

/** A pull of days ago must not look like one of today, and a menu cannot be set anew at midnight. */
const dayAndTime = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const

/** What the tray asks of the app. */
export interface TrayOptions {
  /** Folder of `tray-on.png`, `tray-off.png`, `tray-mixed.png`, each with its `@2x`. */
  readonly icons: string
  readonly open: () => void
  readonly quit: () => void
}

/**
 * Puts the switch into the tray. Made once and never remade: on KDE's Wayland a second one no longer hears clicks
 * (electron#49517). Where no tray exists it is simply not seen.
 */
export function openTray(core: Core, { icons, open, quit }: TrayOptions): void {
  const tray = new Tray(picture(icons, 'off'))
  let view: TrayView = { kind: 'opening' }
  let working = false
  const listed = new Set<string>()
  let pulls: readonly Pull[] = []
  let shown: TrayMenu | null = null
  let timer: NodeJS.Timeout | null = null

  const paint = async (): Promise<void> => {
    timer = null
    const unread = { language: 'system', profiles: [] } as const
    const { language, profiles: kept } = await core.call('settings.read', {}).catch(() => unread)
    const profiles = kept.map(({ name }) => name)
    const spoken = pickLanguage(language, app.getPreferredSystemLanguages())
    const time = new Intl.DateTimeFormat(spoken, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    const moment = new Intl.DateTimeFormat(spoken, { ...dayAndTime, hourCycle: 'h23' })
    const current: TrayView = view.kind === 'status' ? { ...view, working, listed, pulls, profiles } : view
    const times = { clock: (iso: string) => time.format(new Date(iso)), day: (at: number) => moment.format(at) }
    const next = trayMenu(current, trayWords[spoken], times)
    if (JSON.stringify(next) === JSON.stringify(shown)) return
    if (next.icon !== shown?.icon) tray.setImage(picture(icons, next.icon))
    tray.setToolTip(`Pullcord: ${next.line}`)
    // On Linux a menu only changes by being set again.
    tray.setContextMenu(Menu.buildFromTemplate(next.items.map((item) => menuItem(item, click))))
    shown = next
  }
  const paintSoon = (): void => void (timer ??= setTimeout(() => void paint(), gatherFor))
  const see = (next: TrayView): void => {
    view = next
    if (next.kind === 'status') for (const one of next.status.engines.filter(isListed)) listed.add(formatKey(one))
    paintSoon()
  }
  const click = async (action: TrayAction): Promise<void> => {
    if (action.kind === 'open') return open()
    if (action.kind === 'quit') return quit()
    // The desktop has flipped the check mark by itself; whatever comes of this, the menu must be set again.
    shown = null
    paintSoon()
    // A second click can come before the menu is grey.
    if (working) return
    working = true
    const outcome = await carryOut(core, action)
    working = false
    paintSoon()
    if (outcome === 'needs-window') open()
  }

  core.on('settings', paintSoon)
  core.on('status', (status) => see({ kind: 'status', status, working: false }))
  followLatest(core, (latest) => {
    pulls = latest
    paintSoon()
  })
  // A failure does not hide a status that came by itself meanwhile.
  core.call('status.read', { probe: false }).then(
    (status) => see({ kind: 'status', status, working: false }),
    (error: unknown) => view.kind === 'opening' && see({ kind: 'failed', notice: asAppError(error).notice }),
  )
  void paint()
  // macOS shows the menu on either button.
  if (process.platform !== 'darwin') tray.on('click', open)
}

function picture(folder: string, state: TrayMenu['icon']): NativeImage {
  const image = nativeImage.createFromPath(join(folder, `tray-${state}.png`))
  // macOS colours it by its menu bar; the shape alone tells the states apart.
  if (process.platform === 'darwin') image.setTemplateImage(true)
  return image
}

function menuItem(item: TrayItem, click: (action: TrayAction) => Promise<void>): MenuItemConstructorOptions {
  if (item.kind === 'separator') return { type: 'separator' }
  // An ampersand would mark a mnemonic.
  const label = item.label.replaceAll('&', '&&')
  if (item.kind === 'text') return { label, enabled: false }
  if (item.kind === 'menu') return { label, submenu: item.items.map((inner) => menuItem(inner, click)) }
  const common = { label, enabled: item.enabled, click: () => void click(item.action) }
  return item.kind === 'check' ? { ...common, type: 'checkbox', checked: item.checked } : common
}
