import type * as v from 'valibot'

export interface CheckCalls {}

export const checkInputs: { readonly [N in keyof CheckCalls]: v.GenericSchema<unknown, CheckCalls[N]['in']> } = {}
