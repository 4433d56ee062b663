import type * as v from 'valibot'
import type { ProfileCalls } from './contract.ts'

export const profileInputs: { readonly [N in keyof ProfileCalls]: v.GenericSchema<unknown, ProfileCalls[N]['in']> } = {}
