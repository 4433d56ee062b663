import { posix } from 'node:path'
import { failure } from '../../shared/errors.ts'
import { byteOrder, type FileState } from '../../shared/files.ts'
import { targetPath, type Places } from '../../shared/targets.ts'
import { digestOf, digestOrNull } from './digest.ts'
import { hiddenPrefix } from './read-file.ts'
import type { Attributes, Disk, Write, Written } from './system.ts'

/** A disk of texts: the rules of the real one, and nothing that lasts. */
export interface MemoryDisk extends Disk {
  /** Every path that exists, a directory with null. */
  tree(): Readonly<Record<string, string | null>>
  /** What any other program could do: writes a file, or with null removes it. */
  edit(path: string, text: string | null): void
}

type Entry = { readonly text: string; readonly attributes: Attributes }

const someone: Places = { home: '/home/dev', configHome: '/home/dev/.config', stateHome: '/home/dev/.local/state' }

/** A disk that holds these texts. */
export function memoryDisk(
  texts: Readonly<Record<string, string>> = {},
  uid = 0,
  places: Places = someone,
): MemoryDisk {
  const files = new Map<string, Entry>()
  const directories = new Set<string>(['/'])
  let clock = 0
  let turn: Promise<unknown> = Promise.resolve()

  const parentsOf = (path: string): readonly string[] => {
    const parts = posix.dirname(path).split('/').slice(1)
    return parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)
  }
  const namesIn = (path: string): readonly string[] =>
    [...files.keys(), ...directories]
      .filter((one) => one !== '/' && posix.dirname(one) === path)
      .map((one) => posix.basename(one))
  const put = (path: string, text: string, attributes: Attributes | null): void => {
    for (const parent of parentsOf(path)) directories.add(parent)
    files.set(path, { text, attributes: attributes ?? { mode: 0o644, uid, gid: uid, modifiedAt: ++clock } })
  }
  const read = (path: string): FileState => {
    const found = files.get(path)
    return found
      ? { kind: 'text', text: found.text, digest: digestOf(found.text), modifiedAt: found.attributes.modifiedAt }
      : { kind: 'absent' }
  }
  const write = ({ target, expect, text, attributes }: Write): Written => {
    const path = targetPath(target, places)
    const found = files.get(path)
    const digest = found ? digestOf(found.text) : null
    if (digest !== expect) throw failure('file-drifted', { path })
    const kept = found ? `${posix.dirname(path)}/${hiddenPrefix}${++clock}.kept` : null
    if (kept && found) files.set(kept, found)
    if (text === null) files.delete(path)
    else put(path, text, attributes ?? (found ? { ...found.attributes, modifiedAt: ++clock } : null))
    return { target, digest: digestOrNull(text), kept, keptDigest: digest }
  }
  for (const [path, text] of Object.entries(texts)) put(path, text, null)

  return {
    root: '',
    places,
    uid,
    tree: () =>
      Object.fromEntries([
        ...[...directories].map((path) => [path, null]),
        ...[...files].map(([path, { text }]) => [path, text]),
      ]),
    edit: (path, text) => void (text === null ? files.delete(path) : put(path, text, null)),
    read: async (path) => read(path),
    list: async (path, ending) =>
      namesIn(path)
        .filter((name) => name.endsWith(ending) && !directories.has(`${path}/${name}`))
        .sort(byteOrder),
    isLink: async () => false,
    async inspect(target) {
      const path = targetPath(target, places)
      const attributes = files.get(path)?.attributes ?? null
      return {
        attributes,
        closed: attributes !== null && (attributes.mode & 0o004) === 0,
        missing: parentsOf(path).filter((parent) => !directories.has(parent)),
      }
    },
    write: async (order) => write(order),
    async restore({ target, digest, kept }) {
      const path = targetPath(target, places)
      const [found, old] = [files.get(path), kept === null ? undefined : files.get(kept)]
      if ((found ? digestOf(found.text) : null) !== digest) throw failure('file-drifted', { path })
      if (kept !== null) files.delete(kept)
      if (old) files.set(path, old)
      else files.delete(path)
    },
    async discard({ kept, keptDigest }) {
      const found = kept === null ? undefined : files.get(kept)
      if (found && digestOf(found.text) !== keptDigest) return false
      return kept === null || files.delete(kept)
    },
    async removeDirectories(paths) {
      for (const path of paths.toReversed()) if (namesIn(path).length === 0) directories.delete(path)
    },
    async sweep(targets, known) {
      const besides = targets.map((target) => `${posix.dirname(targetPath(target, places))}/${hiddenPrefix}`)
      for (const [path, { text }] of files) {
        if (besides.some((start) => path.startsWith(start)) && known.includes(digestOf(text))) files.delete(path)
      }
    },
    load: async (path) => files.get(path)?.text ?? null,
    store: async (path, text, mode) => put(path, text, { mode, uid, gid: uid, modifiedAt: ++clock }),
    jot: async (path, text, mode) => put(path, text, { mode, uid, gid: uid, modifiedAt: ++clock }),
    remove: async (path) => void files.delete(path),
    async makeDirectory(path) {
      for (const one of [...parentsOf(path), path]) directories.add(one)
    },
    names: async (path) => (directories.has(path) ? namesIn(path) : null),
    locked(_, work) {
      const done = turn.then(work, work)
      turn = done.catch(() => undefined)
      return done
    },
  }
}
