import type { RegistryTable } from '../codecs/registries-conf.ts'
import { isUsableLocation } from '../engines/podman/drop-in.ts'
import { readTables } from '../engines/podman/tables.ts'
import type { PodmanFacts } from '../facts.ts'
import type { Files } from '../files.ts'
import { notice, type Notice } from '../notice.ts'
import { parseUpstream } from '../registry.ts'
import type { Places } from '../targets.ts'
import { lineOf, textAt, type Spelled } from './spelled.ts'

/** The mirrors of registries.conf and its drop-ins, by podman's rules of which table counts. */
export function podmanByHand(files: Files, facts: PodmanFacts, places: Places): readonly Spelled[] {
  const { byPrefix } = readTables(files, facts, places, null)
  return [...byPrefix.values()].flatMap(({ path, table }) =>
    table.mirrors.map((mirror): Spelled => {
      const { location, insecure } = mirror
      const hindrance = hindranceOf(table, mirror, path)
      const url = `${insecure ? 'http' : 'https'}://${location}`
      return {
        upstream: table.prefix,
        spelled: location,
        path,
        line: lineOf(textAt(files, path) ?? '', `"${location}"`, `'${location}'`),
        draft: hindrance ? null : { url, insecure: false, ca: null },
        why: hindrance ?? (insecure ? notice('by-hand-plain', { url }) : null),
      }
    }),
  )
}

function hindranceOf(
  { prefix, blocked, mirrorByDigestOnly }: RegistryTable,
  { location, pullFromMirror }: RegistryTable['mirrors'][number],
  path: string,
): Notice | null {
  const upstream = parseUpstream(prefix)
  if (!upstream.ok || upstream.value !== prefix) return notice('by-hand-prefix', { prefix })
  if (blocked) return notice('podman-blocked', { upstream: prefix, path })
  if (mirrorByDigestOnly || (pullFromMirror !== null && pullFromMirror !== 'all'))
    return notice('by-hand-some-pulls', { spelled: location })
  return isUsableLocation(location) ? null : notice('by-hand-unusable', { spelled: location })
}
