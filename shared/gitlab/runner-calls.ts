import * as v from 'valibot'
import type { EngineKey } from '../engine.ts'
import type { Notice } from '../notice.ts'

/** Whether pulls of jobs go through the mirror: they do, they would not, or something to know beside it. */
export type JobWay = 'covered' | 'bypass' | 'note'

/** One way in which jobs of a runner come by images. */
export interface JobFinding {
  readonly way: JobWay
  readonly notice: Notice
}

/** One `[[runners]]`, as far as pulls go. No token and no value of its environment is in it. */
export interface RunnerView {
  readonly name: string
  readonly executor: string
  readonly findings: readonly JobFinding[]
}

/** A gitlab-runner of this machine, by the scope of its configuration. */
export interface RunnerHost {
  readonly engine: EngineKey
  readonly path: string
  readonly version: string | null
  readonly runners: readonly RunnerView[]
  /** Why its runners cannot be told; null where they can. */
  readonly problem: Notice | null
}

/** What is to be copied where Pullcord does not write: clusters, machines that plugins make, containers. */
export interface RunnerSnippet {
  readonly kind: 'daemon-json' | 'config-map' | 'config-toml'
  readonly text: string
}

/** What a gitlab-runner host needs, and what would still go past the mirror. */
export interface RunnerReport {
  readonly hosts: readonly RunnerHost[]
  /** The engines that its jobs need: what `gitlab runner on` and `off` name. */
  readonly engines: readonly EngineKey[]
  /** Runners that read a file of their own, in a container. */
  readonly elsewhere: readonly Notice[]
  /** Empty where nothing has to be copied. */
  readonly snippets: readonly RunnerSnippet[]
}

export interface RunnerCalls {
  /** Looks at the runners of this machine; it writes, starts and pulls nothing. */
  'gitlab.runner': { in: Record<string, never>; out: RunnerReport }
}

export const runnerInputs: { readonly [N in keyof RunnerCalls]: v.GenericSchema<unknown, RunnerCalls[N]['in']> } = {
  'gitlab.runner': v.strictObject({}),
}
