import type { Choice, EngineKey } from '../../../shared/engine.ts'
import { asAppError, failure } from '../../../shared/errors.ts'
import type { FileState, Files } from '../../../shared/files.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { hasUnseen, plainText } from '../../../shared/plain-text.ts'
import type { ByHand, ByHandEntry } from '../../../shared/profiles/by-hand.ts'
import { hostsFolder, readByHand } from '../../../shared/profiles/read-by-hand.ts'
import type { Spelled } from '../../../shared/profiles/spelled.ts'
import { makeMirror, upstreamsOf, type Certificate, type Mirror } from '../../../shared/registry.ts'
import type { Settings } from '../../../shared/settings.ts'
import { planFor, surveyAll, type Survey } from '../../switching/survey.ts'
import { asState, ownable, type Claim } from '../../switching/claim.ts'
import { isForRoot } from '../../switching/needs-root.ts'
import { certificateOf } from '../../system/certificate.ts'
import { digestOf } from '../../system/digest.ts'
import type { Disk } from '../../system/system.ts'
import { chosenKeys, shownKeys } from '../chosen.ts'
import type { Desk } from '../desk.ts'
import { isListed } from '../mirrors.ts'

/** How many mirrors the files of one engine may name; no list has more. */
const most = 100

/** What one engine's files name by hand, and what of it can become ours. */
export interface Found {
  readonly survey: Survey
  readonly entries: readonly ByHandEntry[]
  /** Mirrors of the list that its files name. */
  readonly mirrors: readonly Mirror[]
  readonly claims: readonly Claim[]
}

/** What is configured by hand in the files of every engine on this machine. Nothing is written. */
export async function lookByHand(desk: Desk): Promise<ByHand> {
  const { view } = await findByHand(desk)
  return view
}

/** The same, with what taking it over needs. */
export async function findByHand(
  desk: Desk,
): Promise<{ readonly view: ByHand; readonly found: readonly Found[]; readonly added: readonly Mirror[] }> {
  const { looking } = desk
  const settings = await desk.settings()
  const keys = await shownKeys(looking, await chosenKeys(looking, settings, null))
  const surveys = await surveyAll(looking, keys, settings, false)
  const found: Found[] = []
  for (const survey of surveys) found.push(await inEngine(survey, settings))
  const added = found.flatMap(({ mirrors }) => mirrors).filter((mirror) => !isListed(mirror, settings.mirrors))
  const distinct = added.filter((mirror, at) => !isListed(mirror, added.slice(0, at)))
  const entries = found.flatMap((one) => one.entries)
  const notes = [...notesOn(found), ...unlike(found)]
  const id = digestOf(JSON.stringify([entries, distinct, settings.mirrors]))
  return { view: { id, entries, notes }, found, added: distinct }
}

async function inEngine(survey: Survey, settings: Settings): Promise<Found> {
  const { pair, facts, key, place } = survey
  const { disk } = place.system
  const files = await withFolder(withoutOurs(survey, settings), survey)
  const { problem } = pair.pure.effective(files, facts, disk.places)
  const named = readByHand(files, facts, disk.places)
  const hindrance = named.length > most ? notice('by-hand-many', { limit: most }) : problem
  const read = await Promise.all(
    named.slice(0, most).map(async (one) => ({ one, ...(await mirrorFor(one, hindrance, disk)) })),
  )
  const mirrors = read.flatMap(({ mirror }) => mirror ?? [])
  const distinct = mirrors.filter((mirror, at) => !isListed(mirror, mirrors.slice(0, at)))
  const choice: Choice = { mirrors: distinct, keepTheirs: settings.keepTheirs, strict: false }
  const claims = distinct.length === 0 ? [] : ownable({ ...survey, look: { ...survey.look, files } }, choice)
  const entries = read.map(({ one, mirror, why }) => entryOf(one, mirror, why, claims, survey, settings))
  return { survey: { ...survey, key }, entries, mirrors: distinct, claims: isOpen(key, disk) ? claims : [] }
}

function isOpen({ scope }: EngineKey, disk: Disk): boolean {
  return !isForRoot(scope, disk)
}

function entryOf(
  { upstream, spelled, path, line }: Spelled,
  mirror: Mirror | null,
  why: Notice | null,
  claims: readonly Claim[],
  { key, place }: Survey,
  settings: Settings,
): ByHandEntry {
  const claimed = claims.some((claim) => claim.path === path)
  const owned = claimed && isOpen(key, place.system.disk)
  const shown = mirror && { upstream: mirror.upstream, url: mirror.url, insecure: mirror.insecure }
  const fate = mirror === null ? 'left' : isListed(mirror, settings.mirrors) ? 'listed' : 'added'
  // podman’s is always a drop-in of our own.
  const other = key.id === 'podman' ? 'by-hand-other-file' : 'by-hand-not-ours'
  const apart = notice(claimed ? 'by-hand-needs-root' : other)
  return {
    engine: key,
    upstream,
    spelled,
    path,
    line,
    mirror: shown,
    fate,
    owned,
    why: mirror === null || owned ? why : (why ?? apart),
  }
}

// An engine's files as they would be without us: what is left in them is by hand.
function withoutOurs(survey: Survey, settings: Settings): Files {
  const { files } = survey.look
  const off = planFor({ ...survey, look: { ...survey.look, files: { ...files, owned: [] } } }, 'off', {
    ...settings,
    mirrors: [],
  })
  const bases = off.changes.map(({ path, base }): readonly [string, FileState] => [path, asState(base)])
  return { ...files, files: new Map([...files.files, ...bases]) }
}

// Planning reads the files of upstreams on the list; by hand there may be others.
async function withFolder(files: Files, { facts, place }: Survey): Promise<Files> {
  const { disk } = place.system
  const folder = hostsFolder(facts, disk.places)
  const names = folder === null ? [] : ((await disk.names(folder).catch(() => null)) ?? [])
  const paths = names.map((name) => `${folder}/${name}/hosts.toml`).filter((path) => !files.files.has(path))
  const states = await Promise.all(paths.map(async (path) => [path, await disk.read(path)] as const))
  return { ...files, files: new Map([...files.files, ...states]) }
}

async function mirrorFor(
  { upstream, spelled, draft, why }: Spelled,
  problem: Notice | null,
  disk: Disk,
): Promise<{ readonly mirror: Mirror | null; readonly why: Notice | null }> {
  if (problem) return { mirror: null, why: problem }
  if (draft === null) return { mirror: null, why }
  // Engines do not pass over what a person who types is forgiven.
  if (hasUnseen(draft.url) || draft.url.trim() !== draft.url)
    return { mirror: null, why: notice('by-hand-unusable', { spelled: plainText(spelled) }) }
  try {
    const ca = draft.ca === null ? null : await authorityAt(draft.ca, disk)
    const made = makeMirror(upstream, draft.url, { insecure: draft.insecure && ca === null, ca })
    return made.ok ? { mirror: made.value, why } : { mirror: null, why: made.notice }
  } catch (error) {
    return { mirror: null, why: asAppError(error).notice }
  }
}

async function authorityAt(path: string, disk: Disk): Promise<Certificate> {
  const state = path.startsWith('/') ? await disk.read(path) : null
  if (state?.kind !== 'text') throw failure('by-hand-authority', { path, why: 'it cannot be read' })
  return certificateOf(state.text)
}

// What “off” means from then on is said before anything becomes ours.
function notesOn(found: readonly Found[]): readonly Notice[] {
  if (found.every(({ entries }) => entries.length === 0)) return [notice('by-hand-nothing')]
  const paths = [...new Set(found.flatMap(({ claims }) => claims.map(({ path }) => path)))]
  return paths.length === 0 ? [] : [notice('by-hand-off', { paths: paths.join(', ') })]
}

function unlike(found: readonly Found[]): readonly Notice[] {
  const some = found.filter(({ mirrors }) => mirrors.length > 0)
  const upstreams = upstreamsOf(some.flatMap(({ mirrors }) => mirrors))
  return upstreams.flatMap((upstream) => {
    const lists = some.map(({ mirrors }) =>
      JSON.stringify(mirrors.flatMap((mirror) => (mirror.upstream === upstream ? mirror.url : []))),
    )
    const differ = new Set(lists.filter((list) => list !== '[]')).size > 1
    return differ ? [notice('by-hand-all', { upstream })] : []
  })
}
