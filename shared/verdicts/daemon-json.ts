import { knownKeys, shapeOf, wholeKeysOf, type DockerVersion } from './daemon-json-options.ts'
import { daemonFault, textsOf } from './daemon-json-values.ts'
import { decodeDaemonJson } from './go-bytes.ts'
import { foldName, misfit } from './go-decode.ts'
import { readJson, skipSpace, type JsonValue } from './go-json.ts'

/** What dockerd takes from a daemon.json, or why it does not start with it. */
export type DaemonJsonRead =
  | { readonly ok: true; readonly mirrors: readonly string[]; readonly insecure: readonly string[] }
  | { readonly ok: false; readonly why: string }

type Members = readonly (readonly [name: string, value: JsonValue])[]

/** Reads a daemon.json as that version's dockerd does when it starts; `path` is for its own words. */
export function readDaemonJson(version: DockerVersion, path: string, bytes: Uint8Array): DaemonJsonRead {
  const decoded = decodeDaemonJson(version, bytes)
  if (!decoded.ok) return unable(path, decoded.why)
  if (decoded.text === '') return version === '20.10' ? unable(path, 'EOF') : nothing
  const parsed = parse(version, decoded.text)
  const inJson = (why: string): DaemonJsonRead => unable(path, version === '28.5' ? `invalid JSON: ${why}` : why)
  if (!parsed.ok) return inJson(parsed.why)
  if (parsed.value.kind === 'null') return nothing
  if (parsed.value.kind !== 'object')
    return inJson(`json: cannot unmarshal ${parsed.value.kind} into Go value of type map[string]interface {}`)

  const { members } = parsed.value
  const unknown = unknownKeys(version, members)
  if (unknown.length > 0)
    return unable(path, `the following directives don't match any configuration option: ${unknown.join(', ')}`)
  const options: Record<string, JsonValue> = {}
  for (const [name, value] of members) {
    const key = foldName(name)
    const shape = shapeOf(version, key)
    if (shape === null) continue
    const why = misfit(value, shape, name)
    if (why !== null) return inJson(why)
    options[key] = repeated(options[key], value)
  }
  const fault = daemonFault(version, options)
  if (fault !== null)
    return fault.early ? unable(path, fault.why) : { ok: false, why: `failed to start daemon: ${fault.why}` }
  return { ok: true, mirrors: textsOf(options, 'registry-mirrors'), insecure: textsOf(options, 'insecure-registries') }
}

const nothing: DaemonJsonRead = { ok: true, mirrors: [], insecure: [] }

function unable(path: string, why: string): DaemonJsonRead {
  return { ok: false, why: `unable to configure the Docker daemon with file ${path}: ${why}` }
}

// 20.10 reads the first value of a stream and never looks at what follows.
function parse(
  version: DockerVersion,
  text: string,
): { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly why: string } {
  const read = readJson(text, version === '20.10' ? 'unexpected EOF' : 'unexpected end of JSON input')
  if (!read.ok || version === '20.10') return read
  const rest = skipSpace(text, read.end)
  if (rest === text.length) return read
  const [character] = text.slice(rest)
  const shown = character! < ' ' ? `\\x${character!.charCodeAt(0).toString(16).padStart(2, '0')}` : character
  return { ok: false, why: `invalid character '${shown}' after top-level value` }
}

// An object under a name that is no map of its own is taken for a group of options, whatever it is called. Of a
// repeated name the last value counts.
function unknownKeys(version: DockerVersion, members: Members): readonly string[] {
  const last = new Map(members)
  const names = [...last].flatMap(([name, value]) =>
    value.kind === 'object' && !wholeKeysOf(version, name) ? value.members.map(([inner]) => inner) : [name],
  )
  return [...new Set(names)].filter((name) => !knownKeys[version].has(name))
}

// Go decodes a repeated list into the earlier one, where a null item leaves what stood there [measured].
function repeated(earlier: JsonValue | undefined, value: JsonValue): JsonValue {
  if (earlier?.kind !== 'array' || value.kind !== 'array') return value
  return {
    kind: 'array',
    items: value.items.map((item, at) => (item.kind === 'null' ? (earlier.items[at] ?? item) : item)),
  }
}
