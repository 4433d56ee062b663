import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GivenFile } from '../../../../shared/gitlab/check/read-files.ts'
import { root } from '../../../house/sources.ts'

const folder = join(root, 'test/golden/gitlab-check')

/** A set-up as its golden file tells it; names in double braces stand for keys and certificates. */
export interface Setup {
  readonly name: string
  /** The first line: what this one is. */
  readonly title: string
  readonly files: readonly GivenFile[]
  /** What must be found beside what is fine: `code at the beginning of its subject`. */
  readonly expected: readonly string[]
  /** The name of an authority to trust. */
  readonly ca: string | null
  /** Days from today. */
  readonly inDays: number
}

/** The good set-ups, whole; or the broken ones, each written as its changes to a good one. */
export function setupsIn(kind: 'good' | 'broken'): readonly Setup[] {
  return readdirSync(join(folder, kind))
    .toSorted()
    .map((file) => setupOf(kind, file.replace(/\.txt$/, '')))
}

function setupOf(kind: 'good' | 'broken', name: string): Setup {
  const [head = '', ...parts] = readFileSync(join(folder, kind, `${name}.txt`), 'utf8').split(/^==> /m)
  const [title = '', ...lines] = head.trim().split('\n')
  const all = (word: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))
  const from = all('from')[0]
  const base = from === undefined ? null : setupOf('good', from)
  const files = new Map((base?.files ?? []).map((file) => [file.path, file]))
  for (const part of parts) {
    const [, path = '', mode = '0600', gone] = /^(\S+)(?: mode (\d+))?( gone)?\n/.exec(part) ?? []
    const body = part.slice(part.indexOf('\n') + 1)
    if (gone) files.delete(path)
    else
      files.set(path, { path, mode: Number.parseInt(mode, 8), text: edited(name, files.get(path)?.text ?? null, body) })
  }
  const inDays = Number(/^([+-]\d+) days$/.exec(all('now')[0] ?? '')?.[1] ?? 0)
  return {
    name,
    title,
    files: [...files.values()],
    expected: all('expect'),
    ca: all('ca')[0] ?? base?.ca ?? null,
    inDays,
  }
}

// Lines that begin with “=” are the whole file; else lines with “-” give way to those with “+” below them.
function edited(name: string, before: string | null, body: string): string {
  if (before === null) return body
  const lines = body.split('\n').filter((line) => line !== '')
  if (lines[0]?.startsWith('=')) return lines.map((line) => `${line.slice(1)}\n`).join('')
  return [...body.matchAll(/((?:^-.*\n)+)((?:^\+.*\n)*)/gm)].reduce((text, [, out = '', put = '']) => {
    const [old, fresh] = [out.replaceAll(/^-/gm, ''), put.replaceAll(/^\+/gm, '')]
    if (!text.includes(old)) throw new Error(`${name}: not in its file: ${old}`)
    return text.replace(old, () => fresh)
  }, before)
}
