import type { Approval } from '../../shared/approval.ts'
import { failure } from '../../shared/errors.ts'
import { mirrorArgument } from '../../shared/helper-protocol.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Settings } from '../../shared/settings.ts'

/** An administrator whom a test plays: what is allowed, what a yes risks, and when the password is typed. */
export class FakeApproval {
  /** What stands in the way of switching without a password. */
  kind: Approval['kind'] = 'approved'
  notice: Notice | null = null
  risks: readonly Notice[] = []
  sets: Approval['sets'] = []
  /** Holds back the answer to the password dialog. */
  gate: Promise<void> = Promise.resolve()
  /** Orders that reached the administrator. */
  readonly asked: { readonly acceptRisks: boolean; readonly only: boolean }[] = []

  read({ mirrors }: Settings): Approval {
    const told = this.notice ?? (this.kind === 'needed' ? notice('approval-needed') : null)
    return {
      kind: this.kind,
      notice: told,
      mirrors: mirrors.map(mirrorArgument),
      risks: this.risks,
      sets: this.sets,
    }
  }

  async give(settings: Settings, order: { readonly acceptRisks: boolean; readonly only: boolean }): Promise<Approval> {
    this.asked.push(order)
    await this.gate
    if (this.risks.length > 0 && !order.acceptRisks) throw failure('unexpected', { why: 'the risks were not accepted' })
    const earlier = order.only ? [] : this.sets.map((set) => ({ ...set, current: false }))
    const set = {
      id: settings.mirrors.length.toString(16).padStart(16, '0'),
      upstreams: [...new Set(settings.mirrors.map(({ upstream }) => upstream))],
      mirrors: settings.mirrors.map(mirrorArgument),
      at: new Date().toISOString(),
      by: 1000,
      current: true,
    }
    this.sets = [set, ...earlier]
    this.kind = 'approved'
    return this.read(settings)
  }

  revoke(settings: Settings): Approval {
    this.sets = []
    if (this.kind === 'approved') this.kind = 'needed'
    return this.read(settings)
  }
}
