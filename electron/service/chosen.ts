import { formatKey, engineIds, type EngineId, type EngineKey, type Scope } from '../../shared/engine.ts'
import type { Settings } from '../../shared/settings.ts'
import { ownerOf } from '../../shared/targets.ts'
import { engines } from '../switching/engines.ts'
import type { Workplace } from '../switching/place.ts'
import { recallIfAllowed } from '../system/read-files.ts'

/** The scopes that are meant when none is given: a user's own, and the system's where the engine is everybody's. */
function usualScopes(id: EngineId, uid: number): readonly Scope[] {
  const { scopes } = engines[id].pure
  if (scopes.length === 1) return scopes
  if (uid === 0) return ['system']
  return id === 'podman' ? ['user'] : ['system', 'user']
}

/** The engines under the switch: those asked for, else those in settings, else all in their usual scopes. */
export async function chosenKeys(
  place: Workplace,
  { engines: saved }: Pick<Settings, 'engines'>,
  asked: readonly EngineKey[] | null,
): Promise<readonly EngineKey[]> {
  const { system, specs, scope } = place
  if (asked) return asked
  if (specs) {
    const named = specs.flatMap(({ id, instance }) => keysOf(id, instance, scope, system.disk.uid))
    // Where nothing can be found out, the engine that the name means first.
    return system.processes ? named : named.filter(({ id }, at) => named.findIndex((one) => one.id === id) === at)
  }
  if (saved) return saved
  const own = engineIds.flatMap((id) => keysOf(id, undefined, scope, system.disk.uid))
  return [...own.filter((key) => engines[key.id].pure.scopes.includes(key.scope)), ...(await guestKeys(place))]
}

function keysOf(id: EngineId, instance: string | undefined, scope: Scope | null, uid: number): readonly EngineKey[] {
  if (instance !== undefined) return [{ id, scope: 'system', instance }]
  // Rootful nerdctl reads what containerd of the system reads.
  if (id === 'nerdctl' && scope === 'system') return [{ id: 'containerd', scope }]
  return (scope ? [scope] : usualScopes(id, uid)).map((one) => ({ id, scope: one }))
}

async function guestKeys({ guests, scope }: Workplace): Promise<readonly EngineKey[]> {
  if (!guests || scope === 'user') return []
  const running = (await guests.find()).filter((guest) => guest.running)
  return running.flatMap((guest) =>
    guest.engines.map((id): EngineKey => ({ id, scope: 'system', instance: guest.instance })),
  )
}

/** Everything that is shown where it is here: what is under the switch, which is given, and what is usual besides. */
export async function shownKeys(place: Workplace, chosen: readonly EngineKey[]): Promise<readonly EngineKey[]> {
  const usual = await chosenKeys(place, { engines: null }, null)
  const podmans = usual.filter(({ id, instance }) => id === 'podman' && instance === undefined)
  const others = await Promise.all(podmans.map(async (key) => await otherScope(key, place)))
  return [...new Map([...chosen, ...usual, ...others.flat()].map((key) => [formatKey(key), key])).values()]
}

// Both podmans of a machine may be set up, each by files of its own; the other is shown once it has some of ours.
async function otherScope({ id, scope }: EngineKey, { system: { disk } }: Workplace): Promise<readonly EngineKey[]> {
  const other: EngineKey = { id, scope: scope === 'user' ? 'system' : 'user' }
  const memories = (await recallIfAllowed(other.scope, disk)) ?? []
  return memories.some(({ target }) => ownerOf(target) === id) ? [other] : []
}
