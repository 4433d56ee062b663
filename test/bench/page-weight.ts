import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Part } from './row.ts'
import { client } from './window.ts'

const limitKB = 90

/** What the page loads before it can draw itself: its entry, and all that the entry imports in turn. */
export const weight: Part = {
  name: 'weight',
  title: 'JavaScript of the window, gzip',
  whyNot: async () => (existsSync(join(client, 'index.html')) ? null : 'the window is not built'),
  async run() {
    const scripts = closure(client)
    const what = `before the first paint, ${scripts.length} ${scripts.length === 1 ? 'file' : 'files'}`
    return [{ kind: 'measured', what, unit: 'KB', ours: zippedKB(scripts), limit: limitKB }]
  },
}

/** The size of files as a server would send them, in KB of 1024. */
export function zippedKB(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024
}

/** The scripts that index.html names, and their static imports. */
function closure(folder: string): readonly string[] {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const found = new Set([...page.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => join(folder, path)))
  // A set yields what is added to it while it is walked.
  for (const script of found) {
    const text = readFileSync(script, 'utf8')
    for (const [, path = ''] of text.matchAll(/\b(?:from|import)\s*"(\.[^"]+\.js)"/g))
      found.add(join(dirname(script), path))
  }
  return [...found]
}
