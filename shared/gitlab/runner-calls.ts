import type * as v from 'valibot'

export interface RunnerCalls {}

export const runnerInputs: { readonly [N in keyof RunnerCalls]: v.GenericSchema<unknown, RunnerCalls[N]['in']> } = {}
