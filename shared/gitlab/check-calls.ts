import * as v from 'valibot'
import type { Finding } from './check/finding.ts'
import { checkLimits } from './check/limits.ts'
import type { GivenFile } from './check/read-files.ts'

/** What is looked at: files as they were read by whoever may read them, a live registry, or both. */
export interface GitlabCheckOrder {
  /** The name by which the check can be ended; see `task.stop`. */
  readonly task: string
  /** Paths are names for findings, and what files call each other by; nothing is opened by them. */
  readonly files: readonly GivenFile[]
  /** URLs; null for what is not to be asked. */
  readonly registry: string | null
  readonly gitlab: string | null
  /** An authority to trust beside the system's, as PEM. */
  readonly ca: string | null
}

export interface GitlabCheckReport {
  /** ISO 8601. */
  readonly at: string
  /** Problems first. */
  readonly findings: readonly Finding[]
}

/** Calls that check a GitLab's registry; part of the one table of calls. */
export interface CheckCalls {
  /** Looks at everything that keeps a GitLab and its registry from working together, within 10 s; changes and pulls nothing. */
  'gitlab.check': { in: GitlabCheckOrder; out: GitlabCheckReport }
}

const url = v.nullable(v.pipe(v.string(), v.maxLength(2000)))

export const checkInputs = {
  'gitlab.check': v.strictObject({
    task: v.pipe(v.string(), v.maxLength(100)),
    files: v.pipe(
      v.array(
        v.strictObject({
          path: v.pipe(v.string(), v.maxLength(1000)),
          text: v.pipe(v.string(), v.maxLength(checkLimits.fileLength)),
          mode: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777))),
        }),
      ),
      v.maxLength(checkLimits.files),
      v.check((files) => files.reduce((sum, { text }) => sum + text.length, 0) <= checkLimits.whole),
    ),
    registry: url,
    gitlab: url,
    ca: v.nullable(v.pipe(v.string(), v.maxLength(1_000_000))),
  }),
}
