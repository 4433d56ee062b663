import { formatBytes } from '../../shared/pulls/bytes.ts'
import { windowText } from '../../shared/pulls/quota-words.ts'
import { when } from './en-when.ts'

const number = new Intl.NumberFormat('en')

/** The words of the mirror's view, of the quota, and of what the desktop is told; loaded with them. */
export const mirror = {
  none: 'There is no mirror on the list yet.',
  choose: 'Mirror',
  catalog: {
    title: 'Catalog',
    never: 'The catalog has not been read yet.',
    neverHint:
      'It names every repository that the mirror has ever cached. Reading it asks the mirror alone and costs no pull.',
    read: 'Read the catalog',
    again: 'Read it again',
    opening: 'Looking what is known of it…',
    reading: 'Reading the catalog…',
    progress: (count: number, pages: number) =>
      `${number.format(count)} ${count === 1 ? 'repository' : 'repositories'} on ${number.format(pages)} ${pages === 1 ? 'page' : 'pages'} so far`,
    stop: 'Cancel',
    stopping: 'Stopping…',
    told: (count: number, at: string, took: string, isWhole: boolean) =>
      `${number.format(count)} ${count === 1 ? 'repository' : 'repositories'}${isWhole ? '' : ' so far'}, read ${when(at)} in ${took}.`,
    empty: 'The mirror has cached nothing yet.',
    emptyHint: 'Pull something through it, then read the catalog again.',
    filter: 'Filter',
    filterHint: 'parts of a name',
    of: (count: number, all: number) =>
      count === all ? `all ${number.format(all)}` : `${number.format(count)} of ${number.format(all)}`,
    noMatch: 'No name holds all of that.',
    list: 'Repositories',
  },
  image: {
    known: 'Known from the record',
    knownNone: 'No pull of it was seen, and no look at the catalog tells when it came.',
    between: (after: string, before: string) => `First cached between ${after} and ${before}.`,
    atFirstLook: (at: string) => `It was there at the first look, ${at}; since when is not known.`,
    seen: 'Seen in pulls',
    noTag: 'by digest',
    reading: 'Looking…',
    tags: 'Tags',
    tagsRisk: 'A pull-through cache asks its upstream for the tags, and lists also those that nobody has pulled.',
    showTags: 'Show tags',
    asking: 'Asking…',
    noTags: 'It has no tags.',
    tagFilter: 'Filter the tags',
    more: (count: number) => `${number.format(count)} more; filter to see them.`,
    platforms: 'Platforms and sizes',
    askRisk: 'A tag that the mirror has not cached makes it fetch the manifest, which costs one pull of the quota.',
    reference: 'Tag or digest',
    ask: 'Ask the mirror',
    asked: (reference: string) => `What the mirror says of ${reference}`,
    noSize: 'size not told',
    layers: (count: number) => `${count} ${count === 1 ? 'layer' : 'layers'}`,
    noLayers: 'layers not told',
    noPlatform: 'platform not told',
    bytes: formatBytes,
    copy: 'Copy',
    copyThis: (what: string) => `Copy ${what}`,
  },
  activity: {
    title: 'Pulls that the mirror counts',
    by: { zot: 'zot’s own count', harbor: 'Harbor’s own count' },
    pulls: (count: number) => `${number.format(count)} ${count === 1 ? 'pull' : 'pulls'}`,
    last: (at: string) => `last ${when(at)}`,
    notReported: 'not reported',
    partly: 'It did not tell all.',
  },
  quota: {
    title: 'Docker Hub',
    left: (remaining: number, limit: number) => `${number.format(remaining)} of ${number.format(limit)} left`,
    notReported: 'unlimited or not reported',
    failed: 'not measured',
    login: (user: string) => `as ${user}`,
    noLogin: 'without a login',
    window: (seconds: number) => `every ${windowText(seconds)}`,
    measured: (at: string, mirror: string | null) =>
      mirror === null
        ? `Measured ${when(at)} from this machine.`
        : `Measured ${when(at)} by the collector beside ${mirror}.`,
    emptyAt: (perHour: string, at: string, from: string, to: string) =>
      `At the rate of lately (${perHour} an hour from ${from} to ${to}) none is left ${when(at)}.`,
    enough: (perHour: string, from: string, to: string) =>
      `At the rate of lately (${perHour} an hour from ${from} to ${to}) it lasts.`,
    unused: (from: string, to: string) => `Nothing was used up from ${from} to ${to}.`,
    rate: new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }),
    never: 'How many pulls are left was not measured lately.',
    neverHint: 'Measuring costs no pull. It tells of this machine’s address and login.',
    measure: 'Measure',
    measuring: 'Asking the hub…',
  },
  collector: {
    title: 'Collector',
    none: 'A collector beside the mirror records who pulls what, also while this machine sleeps.',
    noneHint:
      'Run this beside the mirror; it prints the lines to add to the mirror’s “notifications”, and a token for you.',
    command: (url: string, upstream: string) =>
      `pullcord collect --mirror ${url}${upstream === 'docker.io' ? '' : ` --upstream ${upstream}`} --listen 0.0.0.0:7780`,
    look: 'Look for a collector',
    state: { heard: 'heard', waiting: 'connecting', lost: 'not heard' },
    remove: 'Remove',
    removeSure: 'Read this collector no more? It goes on recording, and you keep what was read.',
    keep: 'Keep',
    dialog: 'Look for a collector',
    port: 'Port',
    portHint: 'The collector stands on the mirror’s host. This port is asked once, now.',
    portBad: 'A port is a number from 1 to 65535.',
    find: 'Look',
    finding: 'Looking…',
    found: (url: string) => `A collector answers at ${url}.`,
    of: (mirror: string, upstream: string) => `It collects the pulls of ${mirror}, a mirror of ${upstream}.`,
    other: 'That is another address than the one on your list. Add it only if you know that both are the same mirror.',
    nothing: (url: string) => `No collector answers at ${url}.`,
    token: 'Its token for reading',
    tokenHint: '“pullcord collect” prints where it lies. It stays on this machine, and no window gets to see it.',
    pem: 'Certificate of its authority (PEM), if the system does not trust it',
    plain: 'Plain http: whoever controls the network on the way can read the token.',
    add: 'Add',
  },
  notify: {
    title: 'Tell the desktop',
    firstPull: 'When a first pull comes through a new mirror',
    quota: 'When few pulls are left of Docker Hub’s quota',
    below: 'Fewer than',
  },
}
