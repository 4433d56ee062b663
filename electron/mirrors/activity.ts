import type { Activity } from '../../shared/pulls/catalog.ts'
import { endpointOf, type Mirror } from '../../shared/registry.ts'
import { askJsonIn } from './ask-json.ts'
import { readHarbor } from './harbor.ts'
import { openTalk } from './talk.ts'
import { readZot } from './zot.ts'

const limits = { idleMs: 10_000, wholeMs: 60_000, pageBytes: 8 * 1024 * 1024 }

/**
 * What a mirror counts by itself, where it is a zot or a Harbor that answers without a login; null where it is neither.
 * Both answer from their own databases: it costs no quota. A mirror that cannot be asked is an AppError.
 */
export async function readActivity(mirror: Mirror, signal: AbortSignal): Promise<Activity | null> {
  const { path } = endpointOf(mirror)
  const talk = openTalk(mirror, limits, signal)
  const ask = askJsonIn(talk)
  try {
    // A Harbor’s mirror has the name of a project for its path.
    const harbor = path === '' ? null : await readHarbor(ask, path)
    return harbor ?? (await readZot(ask, path))
  } finally {
    talk.close()
  }
}
