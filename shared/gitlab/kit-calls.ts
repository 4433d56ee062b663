import * as v from 'valibot'
import type { Notice } from '../notice.ts'
import type { KitOptions } from './kit-options.ts'

/** One file of a kit, as it is to be written. */
export interface KitFile {
  readonly name: string
  readonly mode: 0o600 | 0o644
  readonly text: string
  /** A private key: never shown, never sent to a page. */
  readonly isSecret: boolean
}

/** The files of a kit, each before those that are of no use without it, and what to know of them. */
export interface Kit {
  readonly files: readonly KitFile[]
  readonly notes: readonly Notice[]
}

export interface KitCalls {
  /** `withPair` makes a token-signing pair too; only the command line may have one, as it holds a private key. */
  'gitlab.kit': { in: { readonly options: KitOptions; readonly withPair: boolean }; out: Kit }
  /** A new pair beside the latest in use; for the command line alone. `key` null is of the kind that it was. */
  'gitlab.rotate': {
    in: {
      /** The generation of the pair in use, and its certificate as PEM. */
      readonly after: number
      readonly certificate: string
      readonly key: KitOptions['key'] | null
      readonly days: number
    }
    out: Kit
  }
}

const url = v.pipe(v.string(), v.maxLength(5000))
const name = v.pipe(v.string(), v.maxLength(64))

export const kitInputs: { readonly [N in keyof KitCalls]: v.GenericSchema<unknown, KitCalls[N]['in']> } = {
  'gitlab.kit': v.strictObject({
    options: v.strictObject({
      gitlabUrl: url,
      registryUrl: url,
      relativeUrl: v.pipe(v.string(), v.maxLength(500)),
      registry: v.picklist([2, 3]),
      key: v.picklist(['rsa', 'ecdsa']),
      days: v.pipe(v.number(), v.integer()),
      issuer: name,
      service: name,
    }),
    withPair: v.literal(false),
  }),
  'gitlab.rotate': v.never(),
}
