/** A JSON value as Go's encoding/json meets it: members in file order, a repeated name kept. */
export type JsonValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly JsonValue[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JsonValue])[] }

/** The first value of a text and where it ends, or the fault in Go's words. */
export type JsonRead =
  | { readonly ok: true; readonly value: JsonValue; readonly end: number }
  | { readonly ok: false; readonly why: string }

type Open =
  | { readonly kind: 'array'; readonly items: JsonValue[] }
  | { readonly kind: 'object'; readonly members: [string, JsonValue][]; name: string }

// Go stops here; deeper input never reaches our stack, which is an array [Go 1.19 to 1.27].
const DEEPEST = 10_000
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
// oxlint-disable-next-line no-control-regex -- these are the signs that JSON forbids in a text
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['null', { kind: 'null' }],
  ['true', { kind: 'bool', value: true }],
  ['false', { kind: 'bool', value: false }],
]

/** Reads one JSON value from a text; `eof` is what this Go reader says where the text ends too early. */
export function readJson(text: string, eof: string): JsonRead {
  const open: Open[] = []
  let at = skipSpace(text, 0)
  const fault = (place: number, where: string): JsonRead => ({
    ok: false,
    why: place >= text.length ? eof : `invalid character ${quoteCharacter(text, place)} ${where}`,
  })

  for (;;) {
    const begun = text[at]
    let value: JsonValue
    if (begun === '{' || begun === '[') {
      if (open.length >= DEEPEST) return { ok: false, why: 'exceeded max depth' }
      at = skipSpace(text, at + 1)
      if (begun === '[' && text[at] !== ']') {
        open.push({ kind: 'array', items: [] })
        continue
      }
      if (begun === '{' && text[at] !== '}') {
        const key = readKey(text, at, fault)
        if (!key.ok) return key.read
        open.push({ kind: 'object', members: [], name: key.name })
        at = key.end
        continue
      }
      value = begun === '[' ? { kind: 'array', items: [] } : { kind: 'object', members: [] }
      at += 1
    } else {
      const leaf = readLeaf(text, at, fault)
      if (!leaf.ok) return leaf
      value = leaf.value
      at = leaf.end
    }

    // The value is whole: it goes into what is open, which may be whole with it.
    for (;;) {
      const holder = open.at(-1)
      if (holder === undefined) return { ok: true, value, end: at }
      if (holder.kind === 'array') holder.items.push(value)
      else holder.members.push([holder.name, value])
      at = skipSpace(text, at)
      const [close, after] = holder.kind === 'array' ? [']', 'array element'] : ['}', 'object key:value pair']
      if (text[at] === ',') {
        at = skipSpace(text, at + 1)
        if (holder.kind === 'array') break
        const key = readKey(text, at, fault)
        if (!key.ok) return key.read
        holder.name = key.name
        at = key.end
        break
      }
      if (text[at] !== close) return fault(at, `after ${after}`)
      value =
        holder.kind === 'array' ? { kind: 'array', items: holder.items } : { kind: 'object', members: holder.members }
      open.pop()
      at += 1
    }
  }
}

type Fault = (place: number, where: string) => JsonRead
type KeyRead =
  | { readonly ok: true; readonly name: string; readonly end: number }
  | { readonly ok: false; readonly read: JsonRead }

function readKey(text: string, at: number, fault: Fault): KeyRead {
  if (text[at] !== '"') return { ok: false, read: fault(at, 'looking for beginning of object key string') }
  const key = readString(text, at, fault)
  if (!key.ok) return { ok: false, read: key }
  const colon = skipSpace(text, key.end)
  if (text[colon] !== ':') return { ok: false, read: fault(colon, 'after object key') }
  return { ok: true, name: key.value.kind === 'string' ? key.value.text : '', end: skipSpace(text, colon + 1) }
}

function readLeaf(text: string, at: number, fault: Fault): JsonRead {
  if (text[at] === '"') return readString(text, at, fault)
  for (const [word, value] of WORDS) {
    if (text.startsWith(word, at)) return { ok: true, value, end: at + word.length }
    if (text[at] === word[0]) return fault(firstDifference(text, word, at), `in literal ${word}`)
  }
  NUMBER.lastIndex = at
  const number = NUMBER.exec(text)?.[0]
  if (number === undefined) return fault(text[at] === '-' ? at + 1 : at, 'looking for beginning of value')
  const end = at + number.length
  const next = text[end] ?? ''
  if (next === '.' || next === 'e' || next === 'E') return fault(end + 1, 'in numeric literal')
  return { ok: true, value: { kind: 'number', text: number }, end }
}

function readString(text: string, start: number, fault: Fault): JsonRead {
  let [at, value] = [start + 1, '']
  for (;;) {
    PLAIN.lastIndex = at
    const plain = PLAIN.exec(text)?.[0] ?? ''
    value += plain
    at += plain.length
    if (text[at] === '"') return { ok: true, value: { kind: 'string', text: value }, end: at + 1 }
    if (text[at] !== '\\') return fault(at, 'in string literal')
    const escape = text[at + 1] ?? ''
    if (escape === 'u') {
      const hex = text.slice(at + 2, at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex))
        return fault(at + 2 + hex.search(/[^0-9a-fA-F]|$/), 'in \\u hexadecimal character escape')
      value += String.fromCharCode(Number.parseInt(hex, 16))
      at += 6
    } else {
      if (ESCAPES[escape] === undefined) return fault(at + 1, 'in string escape code')
      value += ESCAPES[escape]
      at += 2
    }
  }
}

function firstDifference(text: string, word: string, at: number): number {
  return at + word.split('').findIndex((letter, index) => text[at + index] !== letter)
}

/** Where the text goes on after the four characters that JSON calls white space. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return at
}

/** A character as Go's messages show it. */
function quoteCharacter(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0
  if (point === 0x27) return `'\\''`
  if (point < 0x20 || point === 0x7f) return `'\\x${point.toString(16).padStart(2, '0')}'`
  return point === 0xa0 ? `'\\u00a0'` : `'${String.fromCodePoint(point)}'`
}
