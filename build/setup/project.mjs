import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** The Node 24 that the lock file pins; it exists once the dependencies are installed. */
const pinnedNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * A Node that runs Pullcord: the pinned one, or our own where installing scripts are switched off and it will do.
 * @returns {string} an absolute path
 */
export function projectNode() {
  if (existsSync(pinnedNode)) return pinnedNode
  if (Number.parseInt(process.versions.node) >= 24) return process.execPath
  throw new Error(
    'Node 24 is missing from node_modules: was npm told to ignore scripts?\n' +
      'Run `npm rebuild node --ignore-scripts=false`, or use a Node 24 of your own.',
  )
}

/**
 * The environment of a step: `.bin` first, as npm has it, or left out where node_modules itself is replaced.
 * @param {{ readonly withBin: boolean }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function stepEnvironment({ withBin }) {
  const bin = join(root, 'node_modules/.bin')
  const others = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== bin)
  return { ...process.env, PATH: [...(withBin ? [bin] : []), ...others].join(delimiter) }
}
