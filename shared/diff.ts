/** Lines of context around a change, as `diff -u` prints them. */
const context = 3
// Above this many compared pairs the middle is shown as replaced whole: memory stays small.
const maxPairs = 1_000_000

type Edit = { readonly sign: ' ' | '-' | '+'; readonly line: string }

/**
 * A unified diff of two texts, with the file's path in its header. Null stands for "no file".
 * Values of keys that hold secrets are masked: a diff is shown, logged and pasted into chats.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  const [old, now] = [lines(maskSecrets(before ?? '')), lines(maskSecrets(after ?? ''))]
  const header = `--- ${before === null ? '/dev/null' : path}\n+++ ${after === null ? '/dev/null' : path}\n`
  const hunks = toHunks(edits(old, now))
  return hunks.length === 0 ? '' : header + hunks.join('')
}

// All of these take a text in one go, whatever it holds: a name is looked through only where a value follows it.
const secretKey =
  /((?:auth|identitytoken|password|secret|token|authorization|(?:api|access|account|private|secret)[-_]?key)["']?\s*[:=]\s*(?:\[\s*)?)(["'])(?:\\.|(?!\2)[^\\\n])*\\?\2/gi

// A whole text that is an assignment, as environments and the options of docker-machine are listed.
const secretItem =
  /(["'])(?=[\w.-]+=)([\w.-]*(?:auth_config|secret|token|passw(?:or)?d|(?:api|access|private)[-_]?key)[\w.-]*=)(?:\\.|(?!\1)[^\\\n])*/gi

// The same in a script, by the capital letters that variables have.
const secretVariable =
  /\b(?=[A-Z0-9_]+=[^\s"'$])([A-Z0-9_]*(?:AUTH_CONFIG|SECRET|TOKEN|PASSWORD|_KEY)[A-Z0-9_]*=)[^\s"'$]+/g

// GitLab’s own, which tell what they are [D: docs.gitlab.com/security/tokens, token prefixes].
const gitlabToken = /\bgl(?:rt|rtr|pat|dt|ptt|cbt|ft|soat|agent|oas|imt)-[\w-]{8,}(?:\.[\w-]+)*/g

/** Masks the values of keys known to hold secrets, in JSON and TOML alike; also credentials in URLs. */
export function maskSecrets(text: string): string {
  return text
    .replace(secretItem, '$1$2•••')
    .replace(secretKey, '$1$2•••$2')
    .replace(secretVariable, '$1•••')
    .replace(gitlabToken, '•••')
    .replace(/(:\/\/)[^/\s"']+@/g, '$1•••@')
}

// A line keeps its end, so that CRLF and a missing last newline show.
function lines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

// Common head and tail are set aside first: our edits are small and files may be large.
function edits(old: readonly string[], now: readonly string[]): readonly Edit[] {
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const same = (line: string): Edit => ({ sign: ' ', line })
  return [
    ...old.slice(0, head).map(same),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ]
}

function middle(old: readonly string[], now: readonly string[]): readonly Edit[] {
  const whole: Edit[] = [
    ...old.map((line) => ({ sign: '-', line }) as const),
    ...now.map((line) => ({ sign: '+', line }) as const),
  ]
  if (old.length * now.length > maxPairs) return whole
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      rows[i]![j] = old[i] === now[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
    }
  }
  const out: Edit[] = []
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      out.push({ sign: ' ', line: old[i]! })
      i++
      j++
    } else if (j >= now.length || (i < old.length && rows[i + 1]![j]! >= rows[i]![j + 1]!)) {
      out.push({ sign: '-', line: old[i++]! })
    } else {
      out.push({ sign: '+', line: now[j++]! })
    }
  }
  return out
}

function toHunks(all: readonly Edit[]): readonly string[] {
  const changed = all.flatMap((edit, at) => (edit.sign === ' ' ? [] : [at]))
  const spans: [number, number][] = []
  for (const at of changed) {
    const last = spans.at(-1)
    const [from, to] = [Math.max(0, at - context), Math.min(all.length, at + context + 1)]
    if (last && from <= last[1]) last[1] = to
    else spans.push([from, to])
  }
  return spans.map(([from, to]) => formatHunk(all, from, to))
}

function formatHunk(all: readonly Edit[], from: number, to: number): string {
  const count = (sign: '-' | '+', part: readonly Edit[]): number => part.filter((edit) => edit.sign !== sign).length
  const [above, part] = [all.slice(0, from), all.slice(from, to)]
  const range = (without: '-' | '+'): string => {
    const length = count(without, part)
    return `${count(without, above) + (length === 0 ? 0 : 1)},${length}`
  }
  const body = part.map(({ sign, line }) =>
    line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
  )
  return `@@ -${range('+')} +${range('-')} @@\n${body.join('')}`
}
