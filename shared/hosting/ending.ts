/** Why a registry ended, as far as its own words tell. */
export type Ending =
  | { readonly kind: 'upstream'; readonly why: string }
  | { readonly kind: 'port' }
  | { readonly kind: 'disk' }
  | { readonly kind: 'other'; readonly why: string }

// What a log driver of podman puts before each line.
const prefix = /^\S+ std(?:out|err) [FP] /

/** Takes what podman's `k8s-file` puts before a line off it. */
export function bareLine(line: string): string {
  return line.replace(prefix, '')
}

/**
 * Reads the end of a log, oldest line first. distribution 2.8 asks its upstream once at the start and ends in a panic
 * where it cannot: `panic: Get "https://…/v2/": dial tcp …: connect: connection refused` [measured 2.8.2].
 */
export function endingIn(lines: readonly string[]): Ending {
  const bare = lines.map(bareLine)
  const said =
    bare.findLast((line) => /^panic: |level=(?:fatal|error)|^(?:error|configuration error)/i.test(line)) ?? ''
  if (/^panic: (?:Get|Head|Post) |proxy.*(?:dial tcp|lookup|timeout)/i.test(said))
    return { kind: 'upstream', why: said.replace(/^panic: \w+ /, '').replace(/^"[^"]*": /, '') }
  if (/address already in use/.test(said)) return { kind: 'port' }
  if (/no space left on device/.test(said)) return { kind: 'disk' }
  const last = bare.findLast((line) => line.trim() !== '' && !/^\s|^goroutine|^main\.|^github\.com|^runtime/.test(line))
  const why = said || last || ''
  return { kind: 'other', why: (/ msg="((?:[^"\\]|\\.)*)"/.exec(why)?.[1] ?? why).slice(0, 300) }
}
