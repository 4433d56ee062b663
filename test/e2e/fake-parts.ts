import type {
  CallName,
  Calls,
  EngineStatus,
  MirrorHealth,
  PlanView,
  UndoReport,
  Verification,
} from '../../shared/contract.ts'
import type { Checkup } from '../../shared/doctor.ts'
import type { Drift } from '../../shared/drift.ts'
import type { RunnerReport } from '../../shared/gitlab/runner-calls.ts'
import { type Notice } from '../../shared/notice.ts'
import type { PolicyView } from '../../shared/policy.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import { FakeApproval } from './fake-approval.ts'
import { FakeAuthConfig } from './fake-auth-config.ts'
import { FakeGitlabCheck } from './fake-gitlab-check.ts'
import { FakeHost } from './fake-host.ts'
import { fakeKit, noRotation } from './fake-gitlab-kit.ts'
import { FakeJournal } from './fake-journal.ts'
import { FakePulls } from './fake-pulls.ts'
import { noRunners } from './fake-runners.ts'

/** What a test may script of a core, and the calls that need no more than that. */
export class FakeParts {
  settings: Settings = defaultSettings
  readonly files = new Map<string, string>()
  /** By URL; what a mirror answers when it is asked. */
  readonly health = new Map<string, MirrorHealth>()
  /** The next call of this name fails with this. */
  readonly failures = new Map<CallName, Notice>()
  /** Parts that take the place of what is worked out; by engine key. */
  readonly overrides = new Map<string, Partial<EngineStatus>>()
  planOverride: Partial<PlanView> = {}
  /** By engine key; how the next change of it fails. */
  readonly reportFailures = new Map<string, Notice>()
  verification: Verification | null = null
  /** Holds back the answer of `switch.set` until it is released. */
  gate: Promise<void> = Promise.resolve()
  readonly approval = new FakeApproval()
  readonly journal = new FakeJournal()
  readonly pulls = new FakePulls()
  readonly host = new FakeHost()
  readonly authConfig = new FakeAuthConfig()
  policy: PolicyView | null = null
  readonly gitlabCheck = new FakeGitlabCheck()
  /** What the next undo says of itself. */
  undoParts: Partial<UndoReport> = {}
  /** Parts that take the place of what is worked out of a drift. */
  driftParts: Partial<Drift> = {}
  runners: RunnerReport = noRunners
  checkup: Checkup = { at: '2026-11-24T06:05:00.000Z', checks: [] }

  readonly partAnswers = {
    ...this.pulls.answers,
    ...this.host.answers,
    ...this.authConfig.answers,
    ...this.gitlabCheck.answers,
    'approval.read': () => this.approval.read(this.settings),
    'approval.give': (order: Calls['approval.give']['in']) => this.approval.give(this.settings, order),
    'approval.revoke': () => this.approval.revoke(this.settings),
    'history.read': ({ limit }: Calls['history.read']['in']) => this.journal.entries.slice(0, limit),
    'doctor.run': () => this.checkup,
    'uninstall.run': () => ({ engines: [], left: [] }),
    'gitlab.kit': ({ options }: Calls['gitlab.kit']['in']) => fakeKit(options),
    'gitlab.rotate': noRotation,
    'gitlab.runner': () => this.runners,
    'task.stop': ({ task }: Calls['task.stop']['in']) => this.gitlabCheck.stop(task),
  }
}
