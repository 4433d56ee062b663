import { powerMonitor } from 'electron'
import type { Core } from '../../shared/contract.ts'

/** Has mirrors asked when the machine wakes: it may be in another network now. What comes of it is told by events. */
export function askAfterWake(core: Core): void {
  powerMonitor.on('resume', () => void core.call('status.read', { probe: true }).catch(() => undefined))
}
