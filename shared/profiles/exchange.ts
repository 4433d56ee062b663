import type { MirrorDraft } from '../contract.ts'
import { formatKey } from '../engine.ts'
import { notice } from '../notice.ts'
import { no, ok, type Result } from '../result.ts'
import { placeOf } from '../codecs/parsed.ts'
import { flagIn, listIn, Misread, objectIn, readJson, textIn, type Field } from './json-fields.ts'
import { parseKey } from './engine-key.ts'
import { maxProfiles, type Profile } from './profile.ts'
import { parseProfileName, sameName } from './profile-name.ts'
import { makeMirror } from '../registry.ts'

/** A profile as it travels: authorities are PEM text. */
export interface ProfileDraft extends Omit<Profile, 'mirrors'> {
  readonly mirrors: readonly MirrorDraft[]
}

/** What one person hands to another: mirrors, authorities and profiles. It holds no login and no path. */
export interface Exchange {
  readonly mirrors: readonly MirrorDraft[]
  /** Null where it says nothing of it. */
  readonly keepTheirs: boolean | null
  readonly profiles: readonly ProfileDraft[]
}

/** How many characters of a file are read. */
export const maxExchange = 1_000_000
const maxMirrors = 100
const maxPem = 100_000

/** Reads an exported file; nothing in it is passed over. `source` is how the sentence calls it. */
export function parseExchange(source: string, text: string): Result<Exchange> {
  if (text.length > maxExchange) return no(notice('exchange-large', { source, limit: maxExchange }))
  try {
    const file = objectIn(readJson(text), ['pullcord', 'mirrors', 'keepTheirs', 'profiles'])
    const version = file.need('pullcord')
    if (version.value !== 1) throw new Misread(version.at, 'its version is not 1; a newer Pullcord may have written it')
    const profiles = file.get('profiles')
    return ok({
      mirrors: mirrorsIn(file.need('mirrors')),
      keepTheirs: optional(file.get('keepTheirs'), flagIn),
      profiles: profiles === null ? [] : profilesIn(profiles),
    })
  } catch (error) {
    if (!(error instanceof Misread)) throw error
    return no(notice('exchange-bad', { source, ...placeOf(text, error.at), why: error.message }))
  }
}

/** Writes a file that `parseExchange` reads as the same. */
export function formatExchange({ mirrors, keepTheirs, profiles }: Exchange): string {
  const file = {
    pullcord: 1,
    mirrors: mirrors.map(written),
    ...(keepTheirs !== null && { keepTheirs }),
    ...(profiles.length > 0 && {
      profiles: profiles.map(({ name, mirrors: own, engines, keepTheirs: keeps, strict }) => ({
        name,
        mirrors: own.map(written),
        engines: engines && engines.map(formatKey),
        keepTheirs: keeps,
        ...(strict && { strict }),
      })),
    }),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function written({ upstream, url, insecure, ca }: MirrorDraft): unknown {
  return { upstream, url, ...(insecure && { insecure }), ...(ca !== null && { ca }) }
}

function optional<T>(field: Field | null, read: (field: Field) => T): T | null {
  return field && read(field)
}

function mirrorsIn(field: Field): readonly MirrorDraft[] {
  const mirrors = listIn(field, maxMirrors).map(mirrorIn)
  const twice = mirrors.findIndex(({ upstream, url }, at) =>
    mirrors.slice(0, at).some((one) => one.upstream === upstream && one.url === url),
  )
  if (twice >= 0) throw new Misread(field.at, `${mirrors[twice]!.url} is in this list twice`)
  return mirrors
}

function mirrorIn(field: Field): MirrorDraft {
  const mirror = objectIn(field, ['upstream', 'url', 'insecure', 'ca'])
  const url = mirror.need('url')
  const ca = optional(mirror.get('ca'), authorityIn)
  const insecure = optional(mirror.get('insecure'), flagIn) ?? false
  const authority = ca === null ? null : { sha256: '', pem: ca }
  const made = makeMirror(textIn(mirror.need('upstream')), textIn(url), { insecure, ca: authority })
  if (!made.ok) throw new Misread(url.at, made.notice.message.replace(/\.$/, ''))
  return { upstream: made.value.upstream, url: made.value.url, insecure, ca }
}

const pemBlocks = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----)+\s*$/

// What else PEM may hold, a private key above all, has no place in a file that is handed around.
function authorityIn({ at, value }: Field): string {
  if (typeof value !== 'string' || value.length > maxPem || !pemBlocks.test(value))
    throw new Misread(at, 'an authority is PEM certificates and nothing else')
  return value
}

function profilesIn(field: Field): readonly ProfileDraft[] {
  const profiles = listIn(field, maxProfiles).map(profileIn)
  const twice = profiles.find(({ name }, at) => profiles.slice(0, at).some((one) => sameName(one.name, name)))
  if (twice) throw new Misread(field.at, `two profiles are called “${twice.name}”`)
  return profiles
}

function profileIn(field: Field): ProfileDraft {
  const profile = objectIn(field, ['name', 'mirrors', 'engines', 'keepTheirs', 'strict'])
  const named = profile.need('name')
  const name = parseProfileName(textIn(named))
  if (!name.ok) throw new Misread(named.at, name.notice.message.replace(/\.$/, ''))
  const engines = profile.get('engines')
  return {
    name: name.value,
    mirrors: mirrorsIn(profile.need('mirrors')),
    engines: engines === null || engines.value === null ? null : listIn(engines, 32).map(keyIn),
    keepTheirs: optional(profile.get('keepTheirs'), flagIn) ?? true,
    strict: optional(profile.get('strict'), flagIn) ?? false,
  }
}

function keyIn(field: Field): NonNullable<Profile['engines']>[number] {
  const key = parseKey(textIn(field))
  if (!key) throw new Misread(field.at, 'an engine is written like “podman:user”')
  return key
}
