import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf, failure } from '../../shared/errors.ts'
import { checkLimits } from '../../shared/gitlab/check/limits.ts'
import type { GivenFile } from '../../shared/gitlab/check/read-files.ts'

/** Where a set-up keeps its files: beside compose, and in folders such as certs/ or nginx/conf.d/. */
const maxDepth = 3

/** What a folder may hold that is of use; a file that is named by itself is read whatever it is called. */
const ofUse =
  /^(?:\.env.*|.*\.(?:ya?ml|env|rb|conf|vhost|pem|crt|cer|key|json|csr|bundle|jwks)|gitlab[\w-]*|registry[\w.-]*)$/i

/** Reads the files that a person named; of a folder, those that may be of use. What may not be read is told, not passed over. */
export function filesIn(paths: readonly string[]): readonly GivenFile[] {
  const found = paths.flatMap((path) => {
    const stat = statOf(path)
    return stat.isDirectory() ? below(path, 1) : [path]
  })
  const read = [...new Set(found)].slice(0, checkLimits.files).flatMap((path) => fileAt(path, paths.includes(path)))
  let room: number = checkLimits.whole
  return read.filter(({ text }) => (room -= text.length) >= 0)
}

function below(folder: string, depth: number): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      const isAside = entry.name.startsWith('.') || entry.name === 'node_modules'
      return depth < maxDepth && !isAside && isReadable(path) ? below(path, depth + 1) : []
    }
    return ofUse.test(entry.name) ? [path] : []
  })
}

function isReadable(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
}

function fileAt(path: string, isNamed: boolean): readonly GivenFile[] {
  const stat = statOf(path)
  if (!stat.isFile()) return []
  if (stat.size > checkLimits.fileLength) {
    if (isNamed) throw failure('file-too-large', { path, limit: `${checkLimits.fileLength / 1024} KB` })
    return []
  }
  return [{ path, text: textIn(path), mode: stat.mode & 0o7777 }]
}

function statOf(path: string) {
  try {
    return statSync(path)
  } catch (error) {
    throw failure('file-unreadable', { path, why: errnoOf(error) ?? (error as Error).message }, error)
  }
}

/** The text of a file that a person named. */
export function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw failure('file-unreadable', { path, why: errnoOf(error) ?? (error as Error).message }, error)
  }
}
