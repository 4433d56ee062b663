// Grammar of the OCI distribution specification, "Pulling manifests".
const repositoryName = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const tagName = /^\w[\w.-]{0,127}$/
const digestText = /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/
const token = /^[!-~]{1,100}$/
const plain = /^[ -~]*$/
const maxAgent = 300

/** Whether a text can be the name of a repository; at most 255 signs. */
export function isRepository(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 255 && repositoryName.test(value)
}

export function isTag(value: unknown): value is string {
  return typeof value === 'string' && tagName.test(value)
}

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && digestText.test(value)
}

/** What names a request or a process: short, and of signs that can be seen. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && token.test(value)
}

/** What a client calls itself, cut short and without signs that could steer a terminal; null for nothing. */
export function agentOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  const text = value.slice(0, maxAgent)
  if (plain.test(text)) return text
  const seen = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
  return seen === '' ? null : seen
}

/** An address without its port: `192.168.11.20:4711`, `[fe80::1]:80`, or what a proxy claims. */
export function hostOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 100) return null
  const bracketed = /^\[([\w:.%]+)\](?::\d+)?$/.exec(value)
  if (bracketed) return bracketed[1]!
  const text = value.indexOf(':') === value.lastIndexOf(':') ? value.replace(/:\d+$/, '') : value
  return /^[\w.:%-]+$/.test(text) ? text : null
}
