import * as v from 'valibot'
import type { ProfileCalls } from './contract.ts'
import { maxExchange } from './exchange.ts'

const name = v.pipe(v.string(), v.maxLength(200))
const id = v.pipe(v.string(), v.maxLength(200))
const text = v.pipe(v.string(), v.maxLength(maxExchange))

/** What the calls about profiles and what is handed over take; a face gives contents, never a path. */
export const profileInputs: { readonly [N in keyof ProfileCalls]: v.GenericSchema<unknown, ProfileCalls[N]['in']> } = {
  'profile.save': v.strictObject({ name }),
  'profile.rename': v.strictObject({ name, to: name }),
  'profile.remove': v.strictObject({ name }),
  'profile.plan': v.strictObject({ name }),
  'profile.use': v.strictObject({ name, expect: v.nullable(id), accept: v.boolean(), check: v.boolean() }),
  'exchange.write': v.strictObject({}),
  'exchange.look': v.strictObject({ text }),
  'exchange.take': v.strictObject({ text, expect: id }),
  'import.look': v.strictObject({}),
  'import.take': v.strictObject({ expect: id }),
}
