import type * as v from 'valibot'
import { authConfigInputs } from './auth-calls.ts'
import { checkInputs } from './check-calls.ts'
import type { GitlabCalls } from './contract.ts'
import { kitInputs } from './kit-calls.ts'
import { runnerInputs } from './runner-calls.ts'

/** What each call about GitLab accepts from a face that may be hostile. */
export const gitlabInputs: { readonly [N in keyof GitlabCalls]: v.GenericSchema<unknown, GitlabCalls[N]['in']> } = {
  ...authConfigInputs,
  ...runnerInputs,
  ...kitInputs,
  ...checkInputs,
}
