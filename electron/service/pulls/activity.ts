import { failure } from '../../../shared/errors.ts'
import type { Activity } from '../../../shared/pulls/catalog.ts'
import type { Settings } from '../../../shared/settings.ts'
import { readActivity } from '../../mirrors/activity.ts'

/** What the server of a mirror on the list counts by itself. */
export async function activityOf({ mirrors }: Settings, url: string, signal: AbortSignal): Promise<Activity | null> {
  const mirror = mirrors.find((one) => one.url === url)
  if (!mirror) throw failure('mirror-missing', { mirror: url })
  return await readActivity(mirror, signal)
}
