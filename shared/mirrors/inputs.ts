import type * as v from 'valibot'
import type { MirrorCalls } from './contract.ts'

export const mirrorInputs: { readonly [N in keyof MirrorCalls]: v.GenericSchema<unknown, MirrorCalls[N]['in']> } = {}
