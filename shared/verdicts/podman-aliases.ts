import { parseReference } from './podman-reference.ts'

/** What makes no sense among short names and what they stand for, in podman's words; null where all do. */
export function aliasFault(aliases: readonly (readonly [alias: string, value: string])[]): string | null {
  for (const [alias, value] of aliases) {
    const fault = nameFault(alias) ?? valueFault(value)
    if (fault !== null) return fault
  }
  return null
}

function nameFault(alias: string): string | null {
  const read = parseReference(alias)
  if (!read) return `cannot parse short name: "${alias}": ${unreadable(alias)}`
  const extra = read.hasTag ? 'tag' : read.hasDigest ? 'digest' : read.hasHost ? 'registry' : null
  return extra === null ? null : `invalid short name "${alias}": must not contain ${extra}`
}

function valueFault(value: string): string | null {
  if (value === '') return null // takes back an alias of an earlier file
  const read = parseReference(value)
  if (!read) return `parsing alias "${value}": ${unreadable(value)}`
  if (read.hasTag || read.hasDigest)
    return `invalid alias "${value}": must not contain ${read.hasTag ? 'tag' : 'digest'}`
  return read.hasHost ? null : `invalid alias "${value}": must contain registry and repository`
}

function unreadable(text: string): string {
  if (text === '') return 'repository name must have at least one component'
  return parseReference(text.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format'
}
