import { failure } from '../../shared/errors.ts'
import { lockable, type Lockable, type Rules } from '../../shared/policy.ts'
import { readRootsFile } from './roots-file.ts'
import type { Disk } from './system.ts'

/** What an administrator lays down, in a file that only they write; Pullcord never does. */
export interface Policy extends Rules {
  /** As it stands there; who uses it reads it strictly. Null for none. */
  readonly defaults: Readonly<Record<string, unknown>> | null
}

/** Where it lies. */
export const policyPath = '/etc/pullcord/policy.json'
const maxBytes = 256 * 1024
/** What holds where no administrator has said anything. */
export const usual: Policy = { lock: null, strict: false, togglesPerMinute: 30, locks: [], defaults: null }

/** Reads policy.json; the usual where there is none. One that cannot be understood throws: nobody guesses a rule. */
export async function readPolicy(disk: Disk): Promise<Policy> {
  const text = await readRootsFile(policyPath, maxBytes, disk)
  if (text === null) return usual
  try {
    return parse(JSON.parse(text))
  } catch (error) {
    throw failure('roots-file-unreadable', { path: policyPath, why: (error as Error).message }, error)
  }
}

function parse(value: unknown): Policy {
  if (typeof value !== 'object' || value === null) throw new Error('it is no object')
  const {
    version,
    lock = null,
    strict = false,
    togglesPerMinute = usual.togglesPerMinute,
    locks = usual.locks,
    defaults = null,
    ...rest
  } = value as Record<string, unknown>
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw new Error(`it has an unknown key “${unknown}”`)
  if (version !== 1) throw new Error('its version is not 1')
  if (lock !== null && lock !== 'on' && lock !== 'off') throw new Error('“lock” is neither on nor off')
  if (typeof strict !== 'boolean') throw new Error('“strict” is neither true nor false')
  if (typeof togglesPerMinute !== 'number' || !Number.isInteger(togglesPerMinute) || togglesPerMinute < 1)
    throw new Error('“togglesPerMinute” is no positive whole number')
  if (!Array.isArray(locks) || !locks.every(isLockable))
    throw new Error(`“locks” is no list of these: ${lockable.join(', ')}`)
  if (typeof defaults !== 'object' || Array.isArray(defaults)) throw new Error('“defaults” is no object')
  return { lock, strict, togglesPerMinute, locks, defaults: defaults as Policy['defaults'] }
}

function isLockable(value: unknown): value is Lockable {
  return lockable.some((one) => one === value)
}
