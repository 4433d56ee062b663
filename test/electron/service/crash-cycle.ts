import type { Disk } from '../../../electron/system/system.ts'
import { undo } from '../../../electron/switching/undo.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const ca = { sha256: 'a'.repeat(64), pem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n' }

/** The states that a cycle goes through, off being the last. */
export const states = [
  settingsWith(mirrorsOf(['docker.io=https://one:5000', 'quay.io=https://q'], { ca })),
  settingsWith(mirrorsOf(['docker.io=http://two:5000', 'docker.io=http://three:5000'])),
  settingsWith([]),
] as const

/** Turns to each state in turn, and back to the first by an undo before the last; `after` is called in each. */
export async function cycle(disk: Disk, engine: string, after: () => void = () => undefined): Promise<void> {
  for (const state of states) {
    const to = state.mirrors.length === 0 ? 'off' : 'on'
    const { failure } = await turn(workplace(disk, engine, null, 'system'), to, state)
    if (failure) throw new Error(failure.message)
    after()
    if (state !== states[1]) continue
    const undone = await undo(workplace(disk, engine, null, 'system'), null, true)
    if (undone.report.failure) throw new Error(undone.report.failure.message)
    after()
  }
}
