import * as v from 'valibot'
import { engineIds, type EngineKey } from './engine.ts'
import { instanceName } from './engine-spec.ts'
import { maxProfiles, type Profile } from './profiles/profile.ts'
import { parseProfileName } from './profiles/profile-name.ts'
import type { Mirror } from './registry.ts'

/** What a person has chosen. Whether the switch is on is never stored: the files say that. */
export interface Settings {
  readonly version: 1
  /** In the order engines try them. */
  readonly mirrors: readonly Mirror[]
  /** Engines under the switch; null means every engine found, in its usual scope. */
  readonly engines: readonly EngineKey[] | null
  /** Whether mirrors configured by hand stay behind ours. */
  readonly keepTheirs: boolean
  /** Whether an upstream that has a mirror is never asked itself, also where every mirror of it fails. */
  readonly strict: boolean
  /** Named setups, in the order in which they were made. */
  readonly profiles: readonly Profile[]
  /** The profile that was last put into the list, which may have been edited since; never says that it is on. */
  readonly lastProfile: string | null
  /** `system` follows the desktop. */
  readonly language: 'system' | 'en' | 'zh-TW'
  /** What the desktop is told of by itself. */
  readonly notify: {
    /** The first pull through a mirror that was never seen to serve one. */
    readonly firstPull: boolean
    /** Fewer pulls left of the quota than this; null for never. */
    readonly quotaBelow: number | null
  }
}

export const defaultSettings: Settings = {
  version: 1,
  mirrors: [],
  engines: null,
  keepTheirs: true,
  strict: false,
  profiles: [],
  lastProfile: null,
  language: 'system',
  notify: { firstPull: false, quotaBelow: null },
}

/** One engine in one scope, as it stands in settings and crosses the contract. */
export const engineKeyShape = v.strictObject({
  id: v.picklist(engineIds),
  scope: v.picklist(['user', 'system']),
  instance: v.exactOptional(v.pipe(v.string(), v.regex(instanceName))),
})

const mirrorShape = v.strictObject({
  upstream: v.string(),
  url: v.string(),
  insecure: v.boolean(),
  ca: v.nullable(v.strictObject({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), pem: v.string() })),
})

const profileName = v.pipe(
  v.string(),
  v.check((name) => {
    const parsed = parseProfileName(name)
    return parsed.ok && parsed.value === name
  }, 'a profile’s name is not one that Pullcord gives'),
)

const profileShape = v.strictObject({
  name: profileName,
  mirrors: v.array(mirrorShape),
  engines: v.nullable(v.array(engineKeyShape)),
  keepTheirs: v.boolean(),
  strict: v.optional(v.boolean(), false),
})

/** What the desktop is told of, as it stands in settings and crosses the contract. */
export const notifyShape = v.strictObject({
  firstPull: v.boolean(),
  quotaBelow: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
})

/** The shape of settings.json; keys a newer version may have added are kept out, missing ones get defaults. */
export const settingsShape = v.object({
  version: v.literal(1),
  mirrors: v.optional(v.array(mirrorShape), []),
  engines: v.optional(v.nullable(v.array(engineKeyShape)), null),
  keepTheirs: v.optional(v.boolean(), true),
  strict: v.optional(v.boolean(), false),
  profiles: v.optional(v.pipe(v.array(profileShape), v.maxLength(maxProfiles)), []),
  lastProfile: v.optional(v.nullable(v.string()), null),
  language: v.optional(v.picklist(['system', 'en', 'zh-TW']), 'system'),
  notify: v.optional(notifyShape, defaultSettings.notify),
})
