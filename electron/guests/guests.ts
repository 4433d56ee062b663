import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { FoundGuest, Guest, Guests } from '../switching/place.ts'
import type { System } from '../system/system.ts'
import { textOf } from './conversation.ts'
import { guestDisk } from './guest-disk.ts'
import { guestProcesses } from './guest-processes.ts'
import { kinds, type Found, type Kind } from './kinds.ts'
import { parseGateway } from './listings.ts'
import { openSession, type Session } from './session.ts'

// A look at a machine asks for its guests a dozen times; they come and go by hand.
const keptMs = 5_000

/** The machines inside a machine. What was found and opened is kept for five seconds. */
export function guestsOf(host: System): Guests {
  let found: { readonly at: number; readonly guests: ReturnType<typeof findGuests> } | null = null
  const opened = new Map<string, { readonly at: number; readonly guest: ReturnType<typeof openGuest> }>()
  const isFresh = (at: number): boolean => performance.now() - at < keptMs
  return {
    find() {
      if (!found || !isFresh(found.at)) found = { at: performance.now(), guests: findGuests(host) }
      return found.guests
    },
    open(instance) {
      const last = opened.get(instance)
      if (last && isFresh(last.at)) return last.guest
      const guest = openGuest(host, instance)
      opened.set(instance, { at: performance.now(), guest })
      guest.catch(() => opened.delete(instance))
      return guest
    },
  }
}

/** Machines that stand inside this one. None is started by it, and one whose kind does not answer is passed over. */
export async function findGuests(host: System): Promise<readonly FoundGuest[]> {
  if (!host.processes) return []
  const found = Object.entries(kinds).map(async ([id, kind]) =>
    (await kind.find(host).catch(() => [])).map((one) => toldOf(host, id, kind, one)),
  )
  return await Promise.all((await Promise.all(found)).flat())
}

/** Opens one that runs; null where it does not, and `guest-silent` where it does not let us in. */
export async function openGuest(host: System, instance: string): Promise<Guest | null> {
  const [id = '', name] = /^([^.]+)\.(.+)$/.exec(instance)?.slice(1) ?? []
  if (!host.processes || !Object.hasOwn(kinds, id)) return null
  const kind = kinds[id]!
  const one = (await kind.find(host)).find((other) => other.name === name)
  if (!one?.running) return null
  const [command = '', ...rest] = one.argv
  const program = await host.processes.find(command)
  if (!program) throw failure('guest-silent', { instance, why: `${command} was not found` })
  const argv = [program, ...rest]
  const session = openSession(host.processes, { instance, argv, ...(one.env && { env: one.env }) })
  const system: System = { disk: guestDisk(session), processes: guestProcesses(session) }
  return { instance, system, hostAddress: await hostAddressIn(session, system, kind) }
}

async function toldOf({ processes }: System, id: string, kind: Kind, one: Found): Promise<FoundGuest> {
  const [command = ''] = one.argv
  const guest = { instance: `${id}.${one.name}`, running: one.running }
  if (!one.running || (await processes?.find(command)))
    return { ...guest, engines: one.engines ?? kind.engines, why: one.why }
  return { ...guest, engines: [], why: notice('guest-no-way', { path: one.why.values.path ?? one.name, command }) }
}

async function hostAddressIn(session: Session, { disk }: System, { names, otherwise }: Kind): Promise<string | null> {
  // Asked first: whatever else may be wrong, it shows whether the guest lets us in.
  const known = textOf(await session.ask('resolves', ...names), 0)
  if (known !== '') return known
  if (otherwise === 'shared') return '127.0.0.1'
  return otherwise === 'gateway' ? parseGateway((await disk.load('/proc/net/route')) ?? '') : null
}
