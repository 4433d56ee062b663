import type * as v from 'valibot'

export interface AuthConfigCalls {}

export const authConfigInputs: {
  readonly [N in keyof AuthConfigCalls]: v.GenericSchema<unknown, AuthConfigCalls[N]['in']>
} = {}
