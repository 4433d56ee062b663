/** What `patch` makes of a text and a unified diff; throws where the diff does not fit. */
export function patched(text: string, diff: string): string {
  if (diff === '') return text
  const before = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const after: string[] = []
  let at = 0
  for (const [hunk, oldStart, oldCount, newStart, newCount] of diff.matchAll(
    /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n((?:[ +-][^\n]*\n(?:\\[^\n]*\n)?)*)/gm,
  )) {
    const start = Number(oldStart) - (oldCount === '0' ? 0 : 1)
    after.push(...before.slice(at, start))
    at = start
    if (after.length !== Number(newStart) - (newCount === '0' ? 0 : 1)) throw new Error(`misplaced: ${hunk}`)
    const began = { at, length: after.length }
    for (const [, sign, row, open] of hunk.slice(hunk.indexOf('\n') + 1).matchAll(/([ +-])([^\n]*\n)(\\[^\n]*\n)?/g)) {
      const line = open === undefined ? row! : row!.slice(0, -1)
      if (sign !== '+' && before[at++] !== line) throw new Error(`does not fit: ${JSON.stringify(line)}`)
      if (sign !== '-') after.push(line)
    }
    if (at - began.at !== Number(oldCount) || after.length - began.length !== Number(newCount))
      throw new Error(`miscounted: ${hunk}`)
  }
  return [...after, ...before.slice(at)].join('')
}
