import { failure } from '../../shared/errors.ts'
import { readRootsFile } from './roots-file.ts'
import type { Disk } from './system.ts'

/** What an administrator forbids, in a file that only they write; Pullcord never does. */
export interface Policy {
  /** The way the switch must stay for everyone but root; null for either. */
  readonly lock: 'on' | 'off' | null
  /** Nothing is written where a file was changed outside. */
  readonly strict: boolean
  /** Changes that the helper makes without a password, in any 60 seconds. */
  readonly togglesPerMinute: number
}

const policyPath = '/etc/pullcord/policy.json'
const maxBytes = 64 * 1024
/** What holds where no administrator has said anything. */
export const usual: Policy = { lock: null, strict: false, togglesPerMinute: 30 }

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
    ...rest
  } = value as Record<string, unknown>
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw new Error(`it has an unknown key “${unknown}”`)
  if (version !== 1) throw new Error('its version is not 1')
  if (lock !== null && lock !== 'on' && lock !== 'off') throw new Error('“lock” is neither on nor off')
  if (typeof strict !== 'boolean') throw new Error('“strict” is neither true nor false')
  if (typeof togglesPerMinute !== 'number' || !Number.isInteger(togglesPerMinute) || togglesPerMinute < 1)
    throw new Error('“togglesPerMinute” is no positive whole number')
  return { lock, strict, togglesPerMinute }
}
