import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from './project.mjs'

const lock = join(root, '.setup-lock')

/**
 * Runs `work` while no other terminal installs or builds in this folder.
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  while (!take()) await pause(200)
  // `process.exit` in a step would leave the file behind; the next run then sees that its owner is gone.
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    if (!ownerLives()) rmSync(lock, { force: true })
    return false
  }
}

function ownerLives() {
  try {
    const owner = Number(readFileSync(lock, 'utf8'))
    // Empty for the instant between creating and writing.
    return owner === 0 || process.kill(owner, 0)
  } catch (error) {
    // ENOENT: given back just now. EPERM: alive, and someone else's.
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH'
  }
}
