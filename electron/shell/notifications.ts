import { app, Notification } from 'electron'
import type { Calls, Core, Events } from '../../shared/contract.ts'
import type { PullPage } from '../../shared/pulls/contract.ts'
import { noFilter } from '../../shared/pulls/filter.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import type { Settings } from '../../shared/settings.ts'
import { pickLanguage } from './language.ts'
import { notificationWords, type NotificationWords } from './notification-words.ts'
import { imageName } from './pull-label.ts'
import { makeCrossings, wasServed } from './told-once.ts'

/** What the app does when a notification is pressed, and the picture beside it. */
export interface NotificationOptions {
  readonly icon: string
  readonly open: () => void
}

const pageSize = 1000

/**
 * Tells the desktop of the first pull through a mirror, and of a quota that has come below a number: each only where
 * the settings ask for it. What was told is not stored. Whether a pull is the first is looked up in what is kept, so
 * it holds over restarts; a quota that is still low is told once more after one.
 */
export function openNotifications(core: Core, { icon, open }: NotificationOptions): void {
  const seenMirrors = new Set<string>()
  const crossings = makeCrossings()
  // Linux keeps what a notification does when it is pressed only as long as somebody holds it.
  const shown = new Set<Notification>()

  const show = (title: string, body: string): void => {
    if (!Notification.isSupported()) return
    const one = new Notification({ title, body, icon })
    shown.add(one)
    one.on('click', open)
    one.on('close', () => shown.delete(one))
    one.show()
  }

  const tellFirsts = async ({ pulls }: Events['pulls'], words: NotificationWords): Promise<void> => {
    for (const pull of pulls.filter(wasServed)) {
      if (seenMirrors.has(pull.mirror)) continue
      seenMirrors.add(pull.mirror)
      if (await hasOlder(core, pull)) continue
      show(words.firstPull(hostOf(pull.mirror)), words.firstPullOf(imageName(pull.image)))
    }
  }

  const hearPulls = async (event: Events['pulls']): Promise<void> => {
    if (event.pulls.length === 0) return
    const { settings, words } = await chosen(core)
    if (settings?.notify.firstPull) await tellFirsts(event, words)
    // A pull of the hub is what uses the quota up; the core asks it no more often than it is worth.
    const usesQuota = event.pulls.some(
      ({ image, outcome }) => image.upstream === 'docker.io' && outcome !== 'mirror-hit',
    )
    if (settings?.notify.quotaBelow && usesQuota) await core.call('quota.read', { probe: true }).catch(() => null)
  }

  const hearQuota = async (readings: Events['quota']): Promise<void> => {
    const { settings, words } = await chosen(core)
    const below = settings?.notify.quotaBelow ?? null
    if (below === null) return
    for (const { remaining, limit, login, counted } of crossings(readings, below))
      show(words.quotaLow(remaining, limit), words.quotaOf(login ?? counted))
  }

  core.on('pulls', (event) => void hearPulls(event))
  core.on('quota', (readings) => void hearQuota(readings))
}

async function chosen(core: Core): Promise<{ readonly settings: Settings | null; readonly words: NotificationWords }> {
  const settings = await core.call('settings.read', {}).catch(() => null)
  const language = pickLanguage(settings?.language ?? 'system', app.getPreferredSystemLanguages())
  return { settings, words: notificationWords[language] }
}

// Only for a mirror that this run has not seen yet: what is kept is read from its newest end until one is found.
async function hasOlder(core: Core, { mirror, at }: Pull): Promise<boolean> {
  let before: string | null = null
  do {
    const query: Calls['pulls.read']['in'] = { filter: noFilter, since: null, before, limit: pageSize }
    const page: PullPage | null = await core.call('pulls.read', query).catch(() => null)
    // What cannot be looked up is not called the first.
    if (!page) return true
    if (page.pulls.some((pull) => pull.mirror === mirror && wasServed(pull) && pull.at < at)) return true
    before = page.next
  } while (before !== null)
  return false
}

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
