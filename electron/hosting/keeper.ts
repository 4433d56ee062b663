import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import type { Tries } from '../../shared/hosting/supervisor.ts'
import type { System } from '../system/system.ts'
import { dockerKeeper } from './docker-keeper.ts'
import { supervisorKeeper } from './supervisor-keeper.ts'
import { systemdKeeper } from './systemd-keeper.ts'

/** What a mirror does, as its engine and the kernel tell. */
export interface Kept {
  readonly runs: boolean
  /** Its processes, as this machine counts them; none where it does not run. */
  readonly pids: readonly number[]
  /** Milliseconds since 1970, of the start that lasts; null where that is not told. */
  readonly since: number | null
  /** Whether something starts it again when it ends. */
  readonly isKept: boolean
  /** How often it had to be; `nextAt` is null where whoever keeps it does not tell. */
  readonly tries: (Pick<Tries, 'tries'> & { readonly nextAt: number | null }) | null
}

/** Runs a mirror, and starts it again whenever it ends. What it was made of goes with `stop`; its data stay. */
export interface Keeper {
  start(): Promise<void>
  stop(): Promise<void>
  look(): Promise<Kept>
}

/** The keeper of a mirror. */
export function keeperOf(system: System, record: HostedRecord): Keeper {
  switch (record.keeper) {
    case 'docker':
      return dockerKeeper(system, record)
    case 'supervisor':
      return supervisorKeeper(system, record)
    case 'unit':
    case 'quadlet':
      return systemdKeeper(system, record, record.keeper)
  }
}
