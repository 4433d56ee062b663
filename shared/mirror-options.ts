import type { Mirror } from './registry.ts'

/** The options by which a command line names these mirrors, each with a space before it. */
export function mirrorOptions(mirrors: readonly Mirror[]): string {
  return mirrors
    .map(
      ({ upstream, url, insecure, ca }) =>
        ` --mirror ${upstream}=${url}${insecure ? ' --insecure' : ''}${ca ? ' --ca FILE' : ''}`,
    )
    .join('')
}
