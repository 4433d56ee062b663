import type * as v from 'valibot'
import type { HostCalls } from './contract.ts'

export const hostInputs: { readonly [N in keyof HostCalls]: v.GenericSchema<unknown, HostCalls[N]['in']> } = {}
