import * as v from 'valibot'
import type { Scope } from '../../shared/engine.ts'
import type { Digest, Original } from '../../shared/files.ts'
import { targetKey, type Target } from '../../shared/targets.ts'
import { stateDirectory, type Attributes, type Disk } from './system.ts'

/** All that is remembered of a target between "on" and "off". */
export interface Memory extends Original {
  readonly target: Target
  readonly attributes: Attributes | null
  /** Directories that were made for the file, outermost first. */
  readonly made: readonly string[]
}

const scopeShape = v.picklist(['user', 'system'])
const targetShape: v.GenericSchema<Target> = v.variant('kind', [
  v.object({ kind: v.literal('podman-drop-in'), scope: scopeShape, xdg: v.boolean() }),
  v.object({ kind: v.literal('podman-ca'), scope: scopeShape, xdg: v.boolean(), host: v.string() }),
  v.object({ kind: v.literal('docker-daemon-json'), scope: v.literal('system') }),
  v.object({ kind: v.literal('docker-hosts-toml'), scope: v.literal('system'), upstream: v.string() }),
  v.object({ kind: v.literal('docker-ca'), scope: v.literal('system'), host: v.string() }),
  v.object({ kind: v.literal('pullcord-ca'), scope: v.literal('system'), sha256: v.string() }),
])

const digest: v.GenericSchema<Digest | null> = v.nullable(v.string())
const memoryShape: v.GenericSchema<Memory> = v.object({
  target: targetShape,
  before: v.nullable(v.string()),
  beforeDigest: digest,
  written: digest,
  via: digest,
  entries: v.array(v.string()),
  attributes: v.nullable(v.object({ mode: v.number(), uid: v.number(), gid: v.number(), modifiedAt: v.number() })),
  made: v.array(v.string()),
})

function directory(scope: Scope, disk: Disk): string {
  return `${stateDirectory(scope, disk.places)}/originals`
}

function pathOf(target: Target, disk: Disk): string {
  return `${directory(target.scope, disk)}/${encodeURIComponent(targetKey(target))}.json`
}

/** Everything remembered in a scope; null where no memory was ever kept, or it is gone. */
export async function recall(scope: Scope, disk: Disk): Promise<readonly Memory[] | null> {
  const names = await disk.names(directory(scope, disk))
  if (names === null) return null
  const texts = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => readOrSkip(`${directory(scope, disk)}/${name}`, disk)))
  return texts.flatMap((text) => {
    const parsed = text === null ? null : v.safeParse(memoryShape, JSON.parse(text))
    return parsed?.success ? [parsed.output] : []
  })
}

// Someone else's memory of a file that only root may read; status goes on without it.
async function readOrSkip(path: string, disk: Disk): Promise<string | null> {
  try {
    return await disk.load(path)
  } catch {
    return null
  }
}

/** Marks that memory is kept in this scope from now on, so that "nothing remembered" means "nothing is ours". */
export async function beginMemory(scope: Scope, disk: Disk): Promise<void> {
  await disk.makeDirectory(directory(scope, disk))
}

/** Remembers a target; no more readable than the file whose bytes it holds. */
export async function remember(memory: Memory, disk: Disk): Promise<void> {
  const mode = (memory.attributes?.mode ?? 0o644) & 0o644
  await disk.store(pathOf(memory.target, disk), `${JSON.stringify(memory, null, 2)}\n`, mode | 0o600)
}

/** Forgets a target that is as it was. */
export async function forget(target: Target, disk: Disk): Promise<void> {
  await disk.remove(pathOf(target, disk))
}
