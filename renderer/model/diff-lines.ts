/** A line of a unified diff, and what it says. */
export interface DiffLine {
  readonly kind: 'hunk' | 'added' | 'removed' | 'same' | 'remark'
  readonly text: string
}

/** Takes a unified diff apart; the two header lines go, the path stands above already. */
export function diffLines(diff: string): readonly DiffLine[] {
  const lines = diff.replace(/\n$/, '').split('\n')
  const first = lines.findIndex((line) => line.startsWith('@@'))
  return lines.slice(Math.max(0, first)).map((text) => ({ kind: kinds[text[0] ?? ''] ?? 'same', text }))
}

const kinds: Readonly<Record<string, DiffLine['kind']>> = { '@': 'hunk', '+': 'added', '-': 'removed', '\\': 'remark' }

/** How many lines come and go. */
export function countLines(diff: string): { readonly added: number; readonly removed: number } {
  const lines = diffLines(diff)
  return {
    added: lines.filter(({ kind }) => kind === 'added').length,
    removed: lines.filter(({ kind }) => kind === 'removed').length,
  }
}

/** The first digits of a digest, enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 8)
}
