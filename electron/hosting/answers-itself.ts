import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { isListener } from '../system/ports.ts'
import type { Keeper, Kept } from './keeper.ts'

/** Within this time of its start a mirror may not listen yet, or may yet find its port taken. */
const startsWithinMs = 15_000

/** Whether it was started just now. */
export function isYoung({ since }: Kept): boolean {
  return since !== null && Date.now() - since < startsWithinMs
}

/**
 * Whether what answers at a mirror's port is the mirror itself. While a registry ends and is started again because
 * its port is taken, there are moments in which it runs and another one answers; so the socket must be its own.
 */
export async function answersItself(
  keeper: Keeper,
  record: HostedRecord,
  kept: Kept,
): Promise<'yes' | 'no' | 'unsure'> {
  // A port that leads to a container is the engine's socket: it has it, or does not start the container.
  const isOwn = record.network === 'published' ? null : await isListener(record.port, kept.pids)
  if (isOwn === true) return 'yes'
  const { runs, since } = await keeper.look()
  if (!runs || since !== kept.since) return 'unsure'
  if (isOwn === false) return 'no'
  return record.network === 'published' || !isYoung(kept) ? 'yes' : 'unsure'
}
