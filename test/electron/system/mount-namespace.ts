import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The CLI as sources, for scripts that run in a mount namespace of their own. */
export const cli = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url))

/** Why no mount namespace can be had, said aloud with what is left out by it; null where one can. */
export function whyNoNamespace(leftOut: string): string | null {
  const why =
    process.getuid?.() !== 0
      ? 'needs root'
      : spawnSync('unshare', ['-m', 'true']).status === 0
        ? null
        : 'no mount namespace can be had'
  if (why !== null) console.warn(`SKIPPED: ${leftOut}: ${why}`)
  return why
}
