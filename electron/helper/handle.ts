import { failure } from '../../shared/errors.ts'
import { protocolVersion, type Action, type HelperAnswer } from '../../shared/helper-protocol.ts'
import { approve } from '../system/approved.ts'
import type { Workplace } from '../switching/place.ts'
import { read } from './read.ts'
import { parseRequest } from './request.ts'
import { revocable } from './revocable.ts'
import { restore } from './restore.ts'
import { toggle } from './toggle.ts'

/** Who asked, by which action, and whether they are still there. */
export interface Caller {
  readonly action: Action
  /** What stood behind the wrapper on the command line. */
  readonly args: readonly string[]
  isHeard(): boolean
}

/** Does what one line asks for. Throws the reason where it does not. */
export async function handle(line: string, caller: Caller, machine: Workplace): Promise<HelperAnswer> {
  const { action, args, isHeard } = caller
  const request = parseRequest(line, action, args)
  if (!isHeard()) throw failure('request-cancelled')
  const place = revocable(machine, isHeard)
  const version = protocolVersion
  switch (request.verb) {
    case 'approve': {
      const { choice, only, acceptRisks } = request
      const sets = await approve(choice, { only, acceptRisks, by: place.by }, place.system.disk)
      return { version, kind: 'approved', sets: sets.map(({ id }) => id) }
    }
    case 'toggle':
      return { version, kind: 'switched', engines: await toggle(request, place, isHeard) }
    case 'restore':
      return { version, kind: 'restored', ...(await restore(request, action, place)) }
    case 'read':
      return { version, kind: 'read', engines: await read(request, place) }
  }
}
