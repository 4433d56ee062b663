import * as v from 'valibot'
import { asAppError, failure } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { lockable, type PolicyView } from '../../shared/policy.ts'
import { parseKey } from '../../shared/profiles/engine-key.ts'
import { type Profile, type Setup } from '../../shared/profiles/profile.ts'
import { parseProfileName } from '../../shared/profiles/profile-name.ts'
import type { Settings } from '../../shared/settings.ts'
import { policyPath, readPolicy, usual, type Policy } from '../system/policy.ts'
import type { Disk } from '../system/system.ts'
import { mirrorOf } from './mirrors.ts'

/** The settings that an administrator laid down. */
export type LaidDown = Partial<Setup & { readonly profiles: readonly Profile[] }>

const mirrors = v.pipe(
  v.array(
    v.strictObject({
      upstream: v.string(),
      url: v.string(),
      insecure: v.optional(v.boolean(), false),
      ca: v.optional(v.nullable(v.string()), null),
    }),
  ),
  v.maxLength(100),
  v.transform((drafts) => drafts.map((draft) => mirrorOf(draft))),
)
const engines = v.nullable(
  v.array(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const key = parseKey(dataset.value)
        if (key) return key
        addIssue({ message: `“${dataset.value}” is no engine; write it like “podman:user”` })
        return NEVER
      }),
    ),
  ),
)
const name = v.pipe(
  v.string(),
  v.check((text) => parseProfileName(text).ok, 'a profile needs a name that can be seen'),
)
const keepTheirs = v.boolean()
const strict = v.boolean()
const shape = v.partial(
  v.strictObject({
    mirrors,
    engines,
    keepTheirs,
    strict,
    profiles: v.array(
      v.strictObject({
        name,
        mirrors,
        engines,
        keepTheirs: v.optional(keepTheirs, true),
        strict: v.optional(strict, false),
      }),
    ),
  }),
)

/** The policy, and the settings that it lays down. Throws where either cannot be understood. */
async function readLaidDown(disk: Disk): Promise<{ readonly policy: Policy; readonly settings: LaidDown }> {
  const policy = await readPolicy(disk)
  if (policy.defaults === null) return { policy, settings: {} }
  try {
    return { policy, settings: v.parse(shape, policy.defaults) as LaidDown }
  } catch (error) {
    const why = `“defaults”: ${(error as Error).message}`
    throw failure('roots-file-unreadable', { path: policyPath, why }, error)
  }
}

/** Settings as the policy has them: its own where nothing else is saved, and where it locks them. */
export async function asLaidDown(saved: Settings | null, fallback: Settings, disk: Disk): Promise<Settings> {
  // Looking goes on where the policy cannot be read; what it may lock cannot be changed then.
  const laid = await readLaidDown(disk).catch(() => null)
  const settings = saved ?? { ...fallback, ...laid?.settings }
  if (!laid || disk.uid === 0) return settings
  const fixed = laid.policy.locks.flatMap((lock) =>
    laid.settings[lock] === undefined ? [] : [[lock, laid.settings[lock]]],
  )
  return fixed.length === 0 ? settings : { ...settings, ...Object.fromEntries(fixed) }
}

/** Throws where a change of settings touches what the administrator has fixed for everyone but root. */
export async function refuseLocked(before: Settings, after: Settings, disk: Disk): Promise<void> {
  if (disk.uid === 0) return
  const changed = lockable.filter((one) => JSON.stringify(before[one]) !== JSON.stringify(after[one]))
  if (changed.length === 0) return
  const { locks } = (await readLaidDown(disk)).policy
  const setting = changed.find((one) => locks.includes(one))
  if (setting !== undefined) throw failure('setting-locked', { setting, path: policyPath })
}

/** Throws where the administrator keeps the switch the other way. Off goes even where the policy cannot be read. */
export async function refuseLockedSwitch(to: 'on' | 'off', disk: Disk): Promise<void> {
  if (disk.uid === 0) return
  const { lock } = await readPolicy(disk).catch((error: unknown) => {
    if (to === 'off') return usual
    throw error
  })
  if (lock !== null && lock !== to) throw failure('policy-locked', { to: lock })
}

/** The policy for a face; null where there is none. */
export async function policyView(disk: Disk): Promise<PolicyView | null> {
  try {
    const { policy, settings } = await readLaidDown(disk)
    return policy === usual ? null : viewOf(policy, settings, null)
  } catch (error) {
    return viewOf(usual, {}, asAppError(error).notice)
  }
}

function viewOf(policy: Policy, settings: LaidDown, damage: Notice | null): PolicyView {
  const { lock, strict, togglesPerMinute, locks } = policy
  const note = notice('set-by-policy', { path: policyPath })
  const defaults = lockable.filter((one) => settings[one] !== undefined)
  return { path: policyPath, note, lock, strict, togglesPerMinute, locks, defaults, damage }
}
