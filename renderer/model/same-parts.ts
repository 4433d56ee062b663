import type { Pull } from '../../shared/pulls/pull.ts'

/** How many different ones are remembered; then it begins anew. */
const most = 2_000

/** Makes pulls share what is equal in them: of 100,000, most say the same why, of the same mirror, by the same engine. */
export function makeSharing(): (pull: Pull) => Pull {
  const known = new Map<string, unknown>()
  const same = <T>(value: T): T => {
    if (value === null) return value
    const key = JSON.stringify(value)
    const before = known.get(key)
    if (before !== undefined) return before as T
    if (known.size >= most) known.clear()
    known.set(key, value)
    return value
  }
  return ({ why, engine, sources, mirror, client, address, ...rest }) => ({
    ...rest,
    why: same(why),
    engine: same(engine),
    sources: same(sources),
    mirror: same(mirror),
    client: same(client),
    address: same(address),
  })
}
