import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode, root, stepEnvironment } from './project.mjs'
import { step } from './step.mjs'

const sources = ['electron', 'renderer', 'shared', 'vite.config.ts', 'package-lock.json']
/** Holds the fingerprint of the sources that dist/ was built from. */
const builtFrom = join(root, 'dist/.built-from')

/** Path, size and time of every source: telling one tree from another this way takes a few milliseconds. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(withContents)) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** @param {string} source @returns {readonly string[]} the path itself and, of a folder, all below it, in order */
function withContents(source) {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [source]
  const below = /** @type {string[]} */ (readdirSync(path, { recursive: true }))
  return [source, ...below.toSorted().map((name) => join(source, name))]
}

/** @returns {boolean} whether dist/ was built from the sources as they are */
export function outputMatches() {
  return existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === fingerprint()
}

/** Builds dist/ from the sources. */
export async function buildOutput() {
  const from = fingerprint()
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await step('Building', projectNode(), [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    env: stepEnvironment({ withBin: true }),
  })
  writeFileSync(builtFrom, from)
}
