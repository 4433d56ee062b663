import type { Core } from '../../shared/contract.ts'
import { sparkText } from '../../shared/mirrors/spark.ts'
import type { Mirror } from '../../shared/registry.ts'

/** By URL, how a mirror answered lately as a line of text. */
export type Sparks = ReadonlyMap<string, string>

/** How these mirrors answered lately; the longest line is 20 characters. */
export async function sparksOf(core: Core, mirrors: readonly Pick<Mirror, 'url'>[]): Promise<Sparks> {
  const urls = [...new Set(mirrors.map(({ url }) => url))]
  const lines = urls.map(async (url) => [url, sparkText(await core.call('mirror.history', { mirror: url }))] as const)
  return new Map(await Promise.all(lines))
}
