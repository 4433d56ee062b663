import type { AuthConfigCalls } from './auth-calls.ts'
import type { CheckCalls } from './check-calls.ts'
import type { KitCalls } from './kit-calls.ts'
import type { RunnerCalls } from './runner-calls.ts'

/** Calls about GitLab; part of the one table of calls. */
export interface GitlabCalls extends AuthConfigCalls, RunnerCalls, KitCalls, CheckCalls {}
