import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, stepEnvironment } from './project.mjs'
import { step } from './step.mjs'

const oldestNode = 20
const lockFile = join(root, 'package-lock.json')
const installedLock = join(root, 'node_modules/.package-lock.json')
/** Holds the digest of the lock file that node_modules was last seen to match. */
const seenFile = join(root, 'node_modules/.pullcord-lock')

/** @typedef {{ readonly packages: Readonly<Record<string, { readonly version?: string, readonly optional?: boolean }>> }} LockFile */

/** Ends with a sentence where this Node cannot run the set-up. */
export function requireNode() {
  if (Number.parseInt(process.versions.node) >= oldestNode) return
  throw new Error(`Pullcord needs Node ${oldestNode} or newer, and this is ${process.versions.node}: see nodejs.org.`)
}

const lockDigest = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex')

/** @returns {boolean} whether node_modules is what the lock file asks for */
export function dependenciesMatch() {
  const digest = lockDigest()
  if (existsSync(seenFile) && readFileSync(seenFile, 'utf8') === digest) return true
  if (!installedByHand()) return false
  writeFileSync(seenFile, digest)
  return true
}

/** Whether an `npm install` or `npm ci` of one's own left what the lock file asks for: npm keeps a list of that. */
function installedByHand() {
  if (!existsSync(installedLock)) return false
  const wanted = readLock(lockFile)
  const found = readLock(installedLock)
  const satisfied = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || found[path]?.version === version || (optional && !found[path]),
  )
  return satisfied && Object.keys(found).every((path) => path in wanted)
}

/** @param {string} file */
function readLock(file) {
  return /** @type {LockFile} */ (JSON.parse(readFileSync(file, 'utf8'))).packages
}

/** Installs exactly what the lock file says. */
export async function installDependencies() {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  await step('Installing dependencies (npm ci)', 'npm', ['ci', ...quiet], {
    cwd: root,
    env: stepEnvironment({ withBin: false }),
  })
  writeFileSync(seenFile, lockDigest())
}
