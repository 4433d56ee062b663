import type * as v from 'valibot'

export interface KitCalls {}

export const kitInputs: { readonly [N in keyof KitCalls]: v.GenericSchema<unknown, KitCalls[N]['in']> } = {}
