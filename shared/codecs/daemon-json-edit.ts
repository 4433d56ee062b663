import type { DaemonJson, ListKey, Span } from './daemon-json.ts'

/** A daemon.json that holds nothing but these lists. */
export function newDaemonJson(lists: Partial<Readonly<Record<ListKey, readonly string[]>>>): string {
  return `${JSON.stringify(lists, null, 2)}\n`
}

/** Puts items at the front of a list, making the key where there is none. Every other byte stays. */
export function prependToList(file: DaemonJson, key: ListKey, items: readonly string[]): string {
  const list = file.lists[key]
  if (!list)
    return addProperty(file, `${JSON.stringify(key)}: [${items.map((item) => JSON.stringify(item)).join(', ')}]`)
  const first = list.items[0]
  if (!first)
    return splice(file.text, list.offset, list.length, `[${items.map((item) => JSON.stringify(item)).join(', ')}]`)
  // The gap before the first item is the file's own way of setting items apart.
  const lead = file.text.slice(list.offset + 1, first.offset)
  const gap = lead.includes('\n') ? lead : ' '
  return splice(file.text, first.offset, 0, items.map((item) => `${JSON.stringify(item)},${gap}`).join(''))
}

/** Takes items out of a list, with their commas; the key stays, perhaps with an empty list. */
export function removeFromList(file: DaemonJson, key: ListKey, items: readonly string[]): string {
  const list = file.lists[key]
  if (!list) return file.text
  const gone = list.items.map(({ value }) => items.some((item) => sameMirror(item, value)))
  const lastKept = gone.lastIndexOf(false)
  const [first, last] = [list.items[0], list.items.at(-1)]
  if (!first || !last) return file.text
  const from = lastKept < 0 ? first.offset : endOf(list.items[lastKept]!)
  const tailless = splice(file.text, from, endOf(last) - from, '')
  return list.items.slice(0, Math.max(lastKept, 0)).reduceRight((text, item, at) => {
    return gone[at] ? splice(text, item.offset, list.items[at + 1]!.offset - item.offset, '') : text
  }, tailless)
}

/** Puts a list back as it stands in an earlier text of the file, or takes the key out where it stood in none. */
export function restoreList(file: DaemonJson, key: ListKey, earlier: DaemonJson | null): string {
  const [list, old] = [file.lists[key], earlier?.lists[key]]
  if (!list) return file.text
  if (earlier && old) return splice(file.text, list.offset, list.length, earlier.text.slice(old.offset, endOf(old)))
  const [own, previous, next] = [list.property, list.property - 1, list.property + 1].map((at) => file.properties[at])
  const from = previous ? endOf(previous) : next ? own!.offset : file.object.offset + 1
  const to = previous || !next ? endOf(own!) : next.offset
  return splice(file.text, from, to - from, '')
}

/** The same file with an empty list where the key is missing: what makes a running dockerd forget. */
export function withEmptyList(file: DaemonJson, key: ListKey): string {
  return file.lists[key] ? file.text : addProperty(file, `${JSON.stringify(key)}: []`)
}

/** Whether two spellings name one mirror; docker adds a trailing slash of its own. */
export function sameMirror(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '')
}

function addProperty(file: DaemonJson, property: string): string {
  const { text, object, properties } = file
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const [first, last] = [properties[0], properties.at(-1)]
  if (!first || !last) return splice(text, object.offset, object.length, `{${eol}  ${property}${eol}}`)
  const lead = text.slice(object.offset + 1, first.offset)
  const gap = lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') + 1) : null
  return splice(text, endOf(last), 0, `,${gap === null ? ' ' : eol + gap}${property}`)
}

function endOf({ offset, length }: Span): number {
  return offset + length
}

function splice(text: string, at: number, length: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + length)
}
