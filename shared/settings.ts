import * as v from 'valibot'
import { engineIds, type EngineKey } from './engine.ts'
import { instanceName } from './engine-spec.ts'
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
  /** `system` follows the desktop. */
  readonly language: 'system' | 'en' | 'zh-TW'
}

export const defaultSettings: Settings = {
  version: 1,
  mirrors: [],
  engines: null,
  keepTheirs: true,
  language: 'system',
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

/** The shape of settings.json; keys a newer version may have added are kept out, missing ones get defaults. */
export const settingsShape = v.object({
  version: v.literal(1),
  mirrors: v.optional(v.array(mirrorShape), []),
  engines: v.optional(v.nullable(v.array(engineKeyShape)), null),
  keepTheirs: v.optional(v.boolean(), true),
  language: v.optional(v.picklist(['system', 'en', 'zh-TW']), 'system'),
})
