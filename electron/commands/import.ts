import { open } from 'node:fs/promises'
import type { Core } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { plainText } from '../../shared/plain-text.ts'
import type { ByHand, ByHandEntry } from '../../shared/profiles/by-hand.ts'
import { maxExchange } from '../../shared/profiles/exchange.ts'
import { isLink } from '../../shared/profiles/link.ts'
import type { Offer, OfferedMirror, OfferedProfile } from '../../shared/profiles/offer.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { errorJson } from './json.ts'
import { noticeLines } from './words.ts'

export const importList: Command = {
  summary: 'take over what was configured by hand, or a colleague’s file or link',
  usage: 'import [FILE | LINK] [--dry-run] [--yes]',
  options: { 'dry-run': { type: 'boolean' }, yes: { type: 'boolean', short: 'y' } },
  help: [
    ['FILE', 'what “pullcord export” wrote; “-” for stdin, or a pullcord:// link;'],
    ['', 'without one, mirrors in the engines’ own files'],
    ['--dry-run', 'only show what would be taken'],
    ['--yes', 'take it without being asked'],
  ],
  async run({ positionals: [source], values }, core) {
    if (source === undefined) return await importByHand(core, values)
    return await importOffer(core, isLink(source) ? source : await contents(source), values)
  },
}

async function importOffer(core: Core, text: string, values: Arguments['values']): Promise<number> {
  const offer = await core.call('exchange.look', { text })
  if (!values.json) print(...offerLines(offer))
  const taken = offer.changes && (await agrees(values, 'Take this into the list?'))
  if (taken) await core.call('exchange.take', { text, expect: offer.id })
  if (values.json) printJson({ taken, offer: offerJson(offer) })
  else if (taken) print('', 'Taken. No engine was switched; “pullcord on” does that.')
  else if (!offer.changes) print('Nothing to take: the list says this already.')
  return taken || !offer.changes ? exit.done : exit.unverified
}

// Where images would newly come from stands first: a changed host is what a forged file is for.
function offerLines({ newHosts, mirrors, removed, profiles, keepTheirs, warnings }: Offer): readonly string[] {
  return [
    ...(newHosts.length === 0 ? [] : ['Images would newly come from:', ...newHosts.map((host) => `  ${host}`), '']),
    ...warnings.flatMap(noticeLines),
    ...mirrorLines(mirrors, removed),
    ...profiles.flatMap(profileLines),
    ...(keepTheirs === null ? [] : [`~ ${fateOfTheirs(keepTheirs)}`]),
  ]
}

const marks: Readonly<Record<OfferedMirror['change'], string>> = { added: '+', changed: '~', same: ' ' }

function mirrorLines(mirrors: Offer['mirrors'], removed: Offer['removed']): readonly string[] {
  return [
    ...mirrors.map(({ upstream, url, insecure, ca, change }) => {
      const tls = insecure ? '  TLS NOT VERIFIED' : ca === null ? '' : `  own authority ${ca.slice(0, 12)}`
      return `${marks[change]} ${upstream} → ${url}${tls}`
    }),
    ...removed.map(({ upstream, url }) => `- ${upstream} → ${url}`),
  ]
}

function profileLines(profile: OfferedProfile): readonly string[] {
  const { name, change, mirrors, removed, engines, keepTheirs, strict, differs } = profile
  const said = {
    engines: `engines: ${engines === null ? 'every one found' : engines.join(', ') || 'none'}`,
    keepTheirs: fateOfTheirs(keepTheirs),
    strict: strict
      ? 'strict: an upstream that has a mirror is never asked itself'
      : 'upstreams are asked behind mirrors',
  }
  const mark = (part: OfferedProfile['differs'][number]): string =>
    change === 'changed' && differs.includes(part) ? marks.changed : ' '
  const title = `${marks[change]} profile ${name}${mirrors.length === 0 ? ': off' : ''}`
  if (change === 'same') return [title]
  return [
    title,
    ...mirrorLines(mirrors, removed).map((line) => `    ${line}`),
    ...(['engines', 'keepTheirs', 'strict'] as const).map((part) => `    ${mark(part)} ${said[part]}`),
  ]
}

function fateOfTheirs(keepTheirs: boolean): string {
  return `mirrors configured by hand ${keepTheirs ? 'stay behind these' : 'are dropped'}`
}

function offerJson({ newHosts, mirrors, removed, profiles, keepTheirs, warnings }: Offer): unknown {
  return { newHosts, mirrors, removed, profiles, keepTheirs, warnings: warnings.map(errorJson) }
}

async function importByHand(core: Core, values: Arguments['values']): Promise<number> {
  const found = await core.call('import.look', {})
  if (!values.json) print(...byHandLines(found))
  const worth = found.entries.some(({ fate, owned }) => fate === 'added' || owned)
  const yes = worth && (await agrees(values, 'Take these over?'))
  const { engines } = yes ? await core.call('import.take', { expect: found.id }) : { engines: [] }
  const failed = engines.flatMap((engine) => engine.failure ?? [])
  if (values.json) {
    printJson({
      taken: yes,
      entries: found.entries.map(({ why, engine, ...entry }) => ({
        ...entry,
        engine: formatKey(engine),
        why: why?.message ?? null,
      })),
      notes: found.notes.map(({ message }) => message),
      failed: failed.map(errorJson),
    })
  } else {
    print(...failed.flatMap(noticeLines))
    if (yes && failed.length === 0) print('', 'Taken over. No file was written; the engines do what they did.')
  }
  if (failed.length > 0) return exit.failed
  return yes || !worth ? exit.done : exit.unverified
}

const fates: Readonly<Record<ByHandEntry['fate'], string>> = {
  added: 'goes on the list',
  listed: 'is on the list',
  left: 'is left as it is',
}

function byHandLines({ entries, notes }: ByHand): readonly string[] {
  return [
    ...entries.flatMap(({ engine, upstream, spelled, path, line, mirror, fate, owned, why }) => [
      `${formatKey(engine)}: ${upstream} → ${mirror?.url ?? plainText(spelled)}  ${fates[fate]}${owned ? ', and is Pullcord’s from then on' : ''}`,
      `  ${path}${line === null ? '' : `:${line}`}`,
      ...(why ? noticeLines(why) : []),
    ]),
    ...(entries.length > 0 && notes.length > 0 ? [''] : []),
    ...notes.flatMap(({ message, hint }) => [message, ...(hint === '' ? [] : [hint])]),
  ]
}

async function agrees(values: Arguments['values'], question: string): Promise<boolean> {
  if (values['dry-run']) return false
  if (values.yes) return true
  if (values.json || !process.stdin.isTTY) return false
  return await saysYes(question)
}

// Four bytes are the most that a character takes; whatever is larger need not be read to be refused.
async function contents(path: string): Promise<string> {
  const most = maxExchange * 4
  try {
    const file = await open(path === '-' ? '/dev/stdin' : path)
    try {
      const chunks: Buffer[] = []
      let length = 0
      for await (const chunk of file.createReadStream({ end: most, autoClose: false })) {
        chunks.push(chunk as Buffer)
        length += (chunk as Buffer).length
      }
      if (length > most) throw failure('exchange-large', { source: path, limit: maxExchange })
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof TypeError) throw failure('file-unreadable', { path, why: 'it is no UTF-8' }, error)
    if (error instanceof Error && 'notice' in error) throw error
    throw failure('file-unreadable', { path, why: (error as Error).message }, error)
  }
}
