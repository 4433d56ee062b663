import type { Health } from '../../shared/contract.ts'
import { nameWords } from '../../shared/engine-names.ts'
import { ailingWords } from '../../shared/mirrors/ailing.ts'
import { stateWords } from '../../shared/state-words.ts'
import { dialogs } from './en-dialogs.ts'
import { pulls } from './en-pulls.ts'
import { upkeep } from './en-upkeep.ts'
import { when } from './en-when.ts'
import type { Locale } from './locale.ts'

const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

const are = (count: number): string => (count === 1 ? 'is' : 'are')
const { state } = stateWords.en
const health: Readonly<Record<Health, string>> = {
  up: 'up',
  silent: 'silent',
  portal: 'portal',
  gone: 'gone',
  untrusted: 'untrusted',
  'not-a-registry': 'not a registry',
  'needs-login': 'needs login',
  unknown: 'not asked yet',
}

/** The window in English; the measure for every other language. */
export const words = {
  ...dialogs,
  ...upkeep,
  ...pulls,
  list,
  paragraph: (sentences: readonly string[]) => sentences.join(' '),
  state,
  health,
  names: nameWords.en,
  close: 'Close',
  cancel: 'Cancel',
  settings: 'Settings',
  link: {
    opening: 'Connecting…',
    lost: 'The connection to Pullcord ended. What stands here may be out of date.',
    reconnect: 'Connect again',
    notDone: 'There is no connection to Pullcord. Whether it was done cannot be said; connect and look.',
    start: 'If it does not run any more, start it again with',
    login: 'This page needs a fresh address.',
    loginHint: 'Open the address that “pullcord serve” prints. Each one works once, for 30 seconds.',
  },
  hero: {
    name: 'Container pulls through mirrors',
    on: 'On',
    off: 'Off',
    mixed: 'Partly on',
    looking: 'Looking…',
    unknown: 'Not known',
    through: (upstreams: string, count: number, hosts: string, engines: string | null) =>
      `${upstreams} ${count === 1 ? 'comes' : 'come'} through ${hosts}${engines === null ? '' : ` for ${engines} only`}.`,
    onlyMirrors: (upstreams: string, count: number) =>
      `Nothing goes to ${upstreams} ${count === 1 ? 'itself' : 'themselves'}.`,
    stillOpen: (engines: string, count: number) =>
      `${engines} ${count === 1 ? 'goes' : 'go'} on to the registries where mirrors fail, which strict mode cannot keep ${count === 1 ? 'it' : 'them'} from.`,
    straight: (engines: string, count: number) =>
      `${engines} ${count === 1 ? 'goes' : 'go'} straight to the registries.`,
    allStraight: 'Pulls go straight to their registries.',
    ownSetting: (upstreams: string, count: number) =>
      `Pullcord sets nothing; ${upstreams} ${are(count)} still mirrored by your own setting.`,
    sends: (upstreams: string, hosts: string) => `${upstreams} through ${hosts}`,
    would: (ways: readonly string[]) => `Turning on sends ${ways.join(', ')}.`,
    noMirror: 'Name a mirror, and one switch sends them through it.',
    provenWith: (engines: string, at: string | null) => `Proven with ${engines}${at === null ? '' : ` ${when(at)}`}.`,
    loadedBy: (engines: string) => `Loaded by ${engines}.`,
    configuredFor: (engines: string) => `Configured for ${engines}.`,
    many: (count: number) => `${count} engines`,
    trouble: {
      'changed-outside': (engines: string, count: number) =>
        `${engines} ${count === 1 ? 'was' : 'were'} changed outside.`,
      problem: (engines: string, count: number) => `${engines} ${count === 1 ? 'has' : 'have'} a problem.`,
      cannot: (engines: string) => `${engines} cannot use the mirror.`,
    },
    harm: ailingWords.en,
    addFirst: 'Add your first mirror',
    prove: 'Prove it',
    again: 'Again',
    allOff: 'Turn off',
  },
  engines: {
    title: 'Engines',
    none: 'No container engine was found.',
    noneHint: 'Install podman or docker; it appears here by itself.',
    here: 'This machine',
    inside: 'Machines inside this one',
    aside: (count: number) => `${count} more ${count === 1 ? 'engine' : 'engines'} found, left alone`,
    asideHint: 'The switch does not touch them. Put one under it, and it follows.',
    include: (engine: string) => `Switch ${engine} too`,
    prove: 'Prove',
    again: 'Again',
    look: 'Look',
    setUp: 'Set up',
    turnOn: 'Turn on again',
    turnOff: 'Turn off again',
    copy: 'Copy command',
    copied: 'Copied',
    noted: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
    order: 'Tried in this order',
    straight: 'No mirror: pulls go straight to the registry.',
    files: 'Files',
    absent: 'not there',
    ours: 'written by Pullcord',
    found: 'Found by',
    evidence: 'Evidence',
    proofOf: (image: string, mirror: string, at: string) => `${image} through ${mirror} ${when(at)}`,
    notes: 'Notes',
  },
  mirrors: {
    title: 'Mirrors',
    through: 'through',
    empty: 'A mirror is tried before the registry that an image names.',
    emptyHint: 'It is the address of a pull-through cache, such as http://192.168.11.2:6000 for docker.io.',
    add: 'Add a mirror',
    edit: 'Edit',
    editThis: (upstream: string, url: string) => `Edit ${upstream} through ${url}`,
    check: 'Ask now',
    checking: 'Asking…',
    measure: 'Compare speed',
    latency: (ms: number) => `${ms} ms`,
    insecure: 'TLS not verified',
    authority: 'own authority',
  },
}

/** English: notices come from the core in it already. */
export const locale: Locale = { tag: 'en', words, say: ({ message, hint }) => ({ message, hint }) }
