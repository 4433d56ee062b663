import * as v from 'valibot'
import { failure } from '../../shared/errors.ts'
import type { PullCalls } from '../../shared/pulls/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import { askCollector, type Collector } from '../pulls/collector-client.ts'
import { certificateOf } from '../system/certificate.ts'
import type { Disk } from '../system/system.ts'
import { mirrorAt } from './mirrors.ts'

/** Where collectors are kept, apart from the settings that faces see: their tokens stay in the core. */
function pathOf(disk: Disk): string {
  return `${disk.places.configHome}/pullcord/collectors.json`
}

const shape = v.object({
  version: v.literal(1),
  collectors: v.array(
    v.object({
      mirror: v.string(),
      upstream: v.string(),
      url: v.string(),
      token: v.string(),
      ca: v.nullable(v.string()),
    }),
  ),
})
const patienceMs = 10_000

/** The collectors that this machine reads. */
export async function loadCollectors(disk: Disk): Promise<readonly Collector[]> {
  const path = pathOf(disk)
  const text = await disk.load(path)
  if (text === null) return []
  try {
    return v.parse(shape, JSON.parse(text)).collectors
  } catch (error) {
    throw failure('settings-unreadable', { path, why: (error as Error).message }, error)
  }
}

/** Keeps a collector in the place of an earlier one of its mirror, once it has let us read it. */
export async function addCollector(
  disk: Disk,
  { mirror, url, token, ca }: PullCalls['collector.add']['in'],
  settings: Settings,
): Promise<Collector> {
  const { upstream } = mirrorAt(settings, mirror)
  const pem = ca === null ? null : certificateOf(ca).pem
  const collector: Collector = { mirror, upstream, url, token: token.trim(), ca: pem }
  await askCollector(collector, Number.MAX_SAFE_INTEGER - 1, AbortSignal.timeout(patienceMs))
  await edit(disk, (all) => [...all.filter((one) => one.mirror !== mirror), collector])
  return collector
}

export async function removeCollector(disk: Disk, mirror: string): Promise<void> {
  await edit(disk, (all) => all.filter((one) => one.mirror !== mirror))
}

async function edit(disk: Disk, change: (all: readonly Collector[]) => readonly Collector[]): Promise<void> {
  await disk.locked('user', async () => {
    const collectors = change(await loadCollectors(disk))
    await disk.store(pathOf(disk), `${JSON.stringify({ version: 1, collectors }, null, 2)}\n`, 0o600)
  })
}
