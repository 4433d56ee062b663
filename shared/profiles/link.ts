import type { MirrorDraft } from '../contract.ts'
import { decodeBase64, encodeBase64 } from '../codecs/base64.ts'
import { notice } from '../notice.ts'
import { no, type Result } from '../result.ts'
import { formatExchange, parseExchange, type Exchange } from './exchange.ts'

// What the desktop hands to Pullcord by its scheme.
const linkScheme = 'pullcord'
const start = `${linkScheme}://set-up?`
// Some programs put a slash behind the host.
const form = /^pullcord:\/\/set-up\/?\?([\x21-\x7e]*)$/
/** What a browser hands over whole, and a person can still send. */
const maxLink = 64_000

/** Whether a text means to be a link rather than a file. */
export function isLink(text: string): boolean {
  return text.trimStart().slice(0, start.length).toLowerCase().startsWith(`${linkScheme}:`)
}

/** Reads a link; nothing in it is passed over. */
export function parseLink(text: string): Result<Exchange> {
  const link = text.trim()
  if (link.length > maxLink) return bad(`it is longer than ${maxLink} characters`)
  const query = form.exec(link)?.[1]
  if (query === undefined) return bad(`it does not begin with ${start}`)
  const fields = query.split('&').map(fieldIn)
  if (!fields.every((field) => field !== null)) return bad('a part of it is not written as NAME=VALUE')
  const data = fields.filter(({ name }) => name === 'data')
  if (data[0]) return fields.length === 1 ? parseData(data[0].value) : bad('“data” stands alone')
  return parseFields(fields)
}

interface FieldOfLink {
  readonly name: string
  readonly value: string
}

function fieldIn(part: string): FieldOfLink | null {
  const at = part.indexOf('=')
  if (at < 1) return null
  try {
    return { name: part.slice(0, at), value: decodeURIComponent(part.slice(at + 1)) }
  } catch {
    return null
  }
}

function parseData(data: string): Result<Exchange> {
  const text = /^[A-Za-z0-9_-]+$/.test(data) ? decodeBase64(data.replaceAll('-', '+').replaceAll('_', '/')) : null
  return text === null ? bad('“data” is no base64url of a text') : parseExchange('the link', text)
}

// They become the file that they stand for, so that one reader judges both.
function parseFields(fields: readonly FieldOfLink[]): Result<Exchange> {
  const values = (name: string): readonly string[] =>
    fields.flatMap((field) => (field.name === name ? field.value : []))
  const unknown = fields.find(({ name }) => !['mirror', 'insecure', 'keep-theirs'].includes(name))
  if (unknown) return bad('it has a part that is not known')
  const [insecure, keeps] = [values('insecure'), values('keep-theirs')]
  if (insecure.length > 1 || insecure.some((value) => value !== 'true')) return bad('“insecure” is true or absent')
  if (keeps.length > 1 || keeps.some((value) => value !== 'yes' && value !== 'no'))
    return bad('“keep-theirs” is yes or no')
  const mirrors = values('mirror').map((text): MirrorDraft => {
    const at = text.indexOf('=')
    const url = text.slice(at + 1)
    return { upstream: text.slice(0, Math.max(at, 0)), url, insecure: insecure.length > 0 && !isPlain(url), ca: null }
  })
  if (mirrors.length === 0) return bad('it names no mirror')
  const keepTheirs = keeps[0] === undefined ? null : keeps[0] === 'yes'
  const parsed = parseExchange('the link', formatExchange({ mirrors, keepTheirs, profiles: [] }))
  // The place would be one in a file that nobody has seen.
  return parsed.ok ? parsed : bad(String(parsed.notice.values['why']))
}

function isPlain(url: string): boolean {
  return /^http:/i.test(url)
}

function bad(why: string): Result<Exchange> {
  return no(notice('link-bad', { why }))
}

/** Writes a link that `parseLink` reads as the same: in words where they suffice, else as the file in base64url. */
export function formatLink(exchange: Exchange): string {
  const { mirrors, keepTheirs, profiles } = exchange
  const verified = mirrors.filter(({ url }) => !isPlain(url))
  const alike = verified.every(({ insecure }) => insecure === verified[0]?.insecure)
  if (mirrors.length === 0 || profiles.length > 0 || !alike || mirrors.some(({ ca }) => ca !== null)) {
    return `${start}data=${encodeBase64(formatExchange(exchange)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
  }
  const parts = [
    ...mirrors.map(({ upstream, url }) => `mirror=${encodeURIComponent(`${upstream}=${url}`)}`),
    ...(verified[0]?.insecure ? ['insecure=true'] : []),
    ...(keepTheirs === null ? [] : [`keep-theirs=${keepTheirs ? 'yes' : 'no'}`]),
  ]
  return start + parts.join('&')
}
