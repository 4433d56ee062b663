import { hostsVerdict } from './hosts-directory.ts'
import type { Accepted, RawTree } from './verdict.ts'

const VERSIONS = ['containerd 1.6', 'containerd 1.7', 'containerd 2.1'] as const

/**
 * What containerd 1.6, 1.7 and 2.1 make of a hosts directory. `ctr` and CRI were measured on the same files and
 * agree on every one.
 */
export function containerdVerdicts(tree: RawTree, hostsDirectory: string): readonly Accepted[] {
  return VERSIONS.map((engine) => {
    const { several: _, ...row } = hostsVerdict(tree, hostsDirectory, engine)
    return { engine, ...row }
  })
}
