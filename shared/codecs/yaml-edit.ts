import { entryOf, type YamlItem, type YamlMap, type YamlNode, type YamlScalar, type YamlSeq } from './yaml-nodes.ts'

/** What is put into a YAML text. */
export type NewYaml = string | boolean | readonly string[] | { readonly [key: string]: NewYaml }

/**
 * Sets a value where these keys lead and nothing stands yet, making those that are missing behind what is there.
 * Where the form of the file leaves no safe place, the text comes back as it was.
 */
export function addAt(text: string, root: YamlMap | null, keys: readonly string[], value: NewYaml): string {
  let parent: YamlNode | null = root
  let indent = 0
  for (const [at, key] of keys.entries()) {
    if (parent === null) break
    if (parent.kind !== 'map') return text
    const entry = entryOf(parent, key)
    if (!entry) return addToMap(text, parent, key, nested(keys.slice(at + 1), value))
    if (entry.value === null) {
      const [map, rest] = [parent, nested(keys.slice(at + 1), value)]
      const lines = Object.entries(asMap(rest)).flatMap(([inner, one]) => blockLines(inner, one, map.indent + 2))
      return insertLines(text, entry.end, lines)
    }
    parent = entry.value
    indent = parent.kind === 'map' ? parent.indent : indent
  }
  if (parent !== null) return text
  return insertLines(text, text.length, blockLines(keys[0]!, nested(keys.slice(1), value), indent))
}

function addToMap(text: string, map: YamlMap, key: string, value: NewYaml): string {
  if (!map.flow) return insertLines(text, map.end, blockLines(key, value, map.indent))
  const put = `${formatKey(key)}: ${flowText(value)}`
  return splice(text, map.start + 1, 0, map.entries.length === 0 ? put : `${put}, `)
}

/** Puts texts before the first of a list, quoted as that is. */
export function prependItems(text: string, list: YamlSeq, values: readonly string[]): string {
  const [first] = list.items
  const style = first?.value.kind === 'scalar' ? first.value.style : 'double'
  const quoted = values.map((value) => quote(value, style))
  if (!first) return splice(text, list.start + 1, 0, quoted.join(', '))
  if (!list.flow) {
    const lines = quoted.map((value) => `${' '.repeat(list.indent)}- ${value}`)
    return splice(text, lineStart(text, first.start), 0, lines.map((line) => line + endingOf(text)).join(''))
  }
  // The gap before the first item is the file’s own way of setting items apart.
  const lead = text.slice(list.start + 1, first.start)
  const gap = lead.includes('\n') && !lead.includes('#') ? lead : ' '
  return splice(text, first.start, 0, quoted.map((value) => `${value},${gap}`).join(''))
}

/** Takes these items out of a list, with their commas or lines; comments on lines of their own stay. */
export function removeItems(text: string, list: YamlSeq, isOurs: (value: YamlNode, at: number) => boolean): string {
  const gone = list.items.map(({ value }, at) => isOurs(value, at))
  if (list.flow) return cutFromFlow(text, list.items, gone)
  return list.items.reduceRight(
    (left, { start, end }: YamlItem, at) => (gone[at] ? cutLines(left, start, end) : left),
    text,
  )
}

/** Puts a list of an earlier text in the place of one of the same form. */
export function replaceList(text: string, list: YamlSeq, earlierText: string, earlier: YamlSeq): string {
  const [from, to] = [wholeList(text, list), wholeList(earlierText, earlier)]
  return splice(text, from.start, from.end - from.start, earlierText.slice(to.start, to.end))
}

// A block with its first indentation and the comment behind its last item.
function wholeList(text: string, { flow, start, end }: YamlSeq): { readonly start: number; readonly end: number } {
  if (flow) return { start, end }
  const next = text.indexOf('\n', end)
  return { start: lineStart(text, start), end: next < 0 ? text.length : next }
}

/** Takes a key out of a mapping, with its value. */
export function removeKey(text: string, map: YamlMap, key: string): string {
  const entry = entryOf(map, key)
  if (!entry) return text
  if (!map.flow) return cutLines(text, entry.start, entry.end)
  return cutFromFlow(
    text,
    map.entries,
    map.entries.map((one) => one === entry),
  )
}

function cutFromFlow(text: string, parts: readonly { start: number; end: number }[], gone: readonly boolean[]): string {
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return text
  const lastKept = gone.lastIndexOf(false)
  const from = lastKept < 0 ? first.start : parts[lastKept]!.end
  const tailless = splice(text, from, last.end - from, '')
  return parts.slice(0, Math.max(lastKept, 0)).reduceRight((left, { start }, at) => {
    return gone[at] ? splice(left, start, parts[at + 1]!.start - start, '') : left
  }, tailless)
}

// Comments and blank lines between were put there by someone else.
function cutLines(text: string, start: number, end: number): string {
  const first = lineStart(text, start)
  const next = text.indexOf('\n', end)
  const last = next < 0 ? text.length : next + 1
  const lines = text.slice(first, last).split(/(?<=\n)/)
  const kept = lines.filter((line) => /^[ \t]*(?:#|\r?\n)/.test(line)).join('')
  const head = text.slice(0, first)
  return (next < 0 && kept === '' ? head.replace(/\r?\n$/, '') : head) + kept + text.slice(last)
}

// Behind the line that this place is in; a text without a line end at its end is left without one.
function insertLines(text: string, after: number, lines: readonly string[]): string {
  const eol = endingOf(text)
  const next = text.indexOf('\n', after)
  const at = next < 0 ? text.length : next + 1
  const isOpen = next < 0 && text !== '' && !text.endsWith('\n')
  return splice(
    text,
    at,
    0,
    isOpen ? lines.map((line) => eol + line).join('') : lines.map((line) => line + eol).join(''),
  )
}

function blockLines(key: string, value: NewYaml, indent: number): readonly string[] {
  const head = `${' '.repeat(indent)}${formatKey(key)}:`
  if (typeof value === 'string' || typeof value === 'boolean') return [`${head} ${formatScalar(value)}`]
  if (isList(value)) return [head, ...value.map((item) => `${' '.repeat(indent + 2)}- ${quote(item, 'double')}`)]
  return [head, ...Object.entries(value).flatMap(([inner, one]) => blockLines(inner, one, indent + 2))]
}

function flowText(value: NewYaml): string {
  if (typeof value === 'string' || typeof value === 'boolean') return formatScalar(value)
  if (isList(value)) return `[${value.map((item) => quote(item, 'double')).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, one]) => `${formatKey(key)}: ${flowText(one)}`)
    .join(', ')}}`
}

function nested(keys: readonly string[], value: NewYaml): NewYaml {
  return keys.reduceRight<NewYaml>((inner, key) => ({ [key]: inner }), value)
}

function asMap(value: NewYaml): { readonly [key: string]: NewYaml } {
  return typeof value === 'object' && !isList(value) ? value : {}
}

function isList(value: NewYaml): value is readonly string[] {
  return Array.isArray(value)
}

function formatKey(key: string): string {
  return /^[A-Za-z][\w.-]*$/.test(key) ? key : JSON.stringify(key)
}

function formatScalar(value: string | boolean): string {
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

function quote(value: string, style: YamlScalar['style']): string {
  if (style === 'plain' && /^https?:\/\/[\w.:/-]*\w$/.test(value)) return value
  return style === 'single' && !value.includes("'") ? `'${value}'` : JSON.stringify(value)
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

function endingOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function splice(text: string, at: number, length: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + length)
}
