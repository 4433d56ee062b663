import { setTimeout as wait } from 'node:timers/promises'
import { AppError, failure } from '../../shared/errors.ts'
import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import type { System } from '../system/system.ts'
import { keeperOf } from './keeper.ts'
import { findState } from './look.ts'
import { refuseTaken } from './pick-port.ts'
import { otherRecords } from './records.ts'

const patienceMs = 20_000
const lookEveryMs = 120

/**
 * Starts a mirror that rests, and waits until it answers, or until it has said that its upstream does not. Anything
 * else that ends it is thrown, and it is ended for good. Its port is looked at once more: fetching an image takes
 * minutes, in which everyone can see for what.
 */
export async function bringUp(system: System, record: HostedRecord, signal: AbortSignal): Promise<void> {
  const keeper = keeperOf(system, record)
  try {
    // Two mirrors that were begun at once may have chosen the same port: the first to listen has it.
    const others = (await otherRecords(system.disk, record.id)).filter(({ port }) => port !== record.port)
    await refuseTaken(record.port, record.share, others)
    await keeper.start()
    for (const deadline = Date.now() + patienceMs; ; await wait(lookEveryMs, undefined, { signal })) {
      const { state, notice } = await findState(system, record)
      if (state === 'running' || state === 'waiting-for-upstream') return
      // What has just begun may not be seen yet.
      if (state === 'failed' && notice && notice.code !== 'host-gone') throw new AppError(notice)
      if (Date.now() > deadline) throw failure('host-ends', { upstream: record.upstream, why: 'it does not answer' })
    }
  } catch (error) {
    await keeper.stop().catch(() => undefined)
    throw error
  }
}
