import type { MirrorHealth } from '../../shared/contract.ts'
import type { HealthSample } from '../../shared/mirrors/contract.ts'
import { parseHealthHistory, withSamples } from '../../shared/mirrors/health-history.ts'
import type { Mirror } from '../../shared/registry.ts'
import { stateDirectory, type Disk, type System } from '../system/system.ts'
import { probeAll } from './mirrors.ts'

/** What mirrors answered last, and how they answered lately. */
export interface HealthKeeper {
  /** The last answer; undefined where it was never asked. */
  get(url: string): MirrorHealth | undefined
  /** Asks mirrors, and keeps what they answer; those that are being asked already are not asked twice. */
  ask(mirrors: readonly Mirror[]): Promise<ReadonlyMap<string, MirrorHealth>>
  wasAsked(): boolean
}

/** On the files of another root nothing is kept. */
export function makeHealthKeeper({ disk, processes }: System): HealthKeeper {
  const last = new Map<string, MirrorHealth>()
  const asking = new Map<string, Promise<ReadonlyMap<string, MirrorHealth>>>()
  let kept: Promise<void> = Promise.resolve()
  const askAll = async (mirrors: readonly Mirror[]): Promise<ReadonlyMap<string, MirrorHealth>> => {
    const answers = await probeAll(mirrors)
    for (const [url, answer] of answers) last.set(url, answer)
    if (processes !== null && disk.root === '') {
      kept = kept.then(() => keep(disk, answers, mirrors)).catch(() => undefined)
      await kept
    }
    return answers
  }
  return {
    get: (url) => last.get(url),
    wasAsked: () => last.size > 0 || asking.size > 0,
    ask(mirrors) {
      const key = JSON.stringify(mirrors)
      const answers = asking.get(key) ?? askAll(mirrors).finally(() => asking.delete(key))
      asking.set(key, answers)
      return answers
    },
  }
}

function pathOf(disk: Disk): string {
  return `${stateDirectory('user', disk.places)}/mirror-health.json`
}

/** How a mirror answered lately, the oldest first. */
export async function readHealthHistory(disk: Disk, url: string): Promise<readonly HealthSample[]> {
  const history = parseHealthHistory(await disk.load(pathOf(disk)).catch(() => null))
  return Object.hasOwn(history, url) ? history[url]! : []
}

// Without a lock: what two processes write at the same time loses one answer of one of them, and nothing else.
async function keep(disk: Disk, answers: ReadonlyMap<string, MirrorHealth>, mirrors: readonly Mirror[]): Promise<void> {
  const samples = [...answers].map(([url, { at, health, latencyMs }]): [string, HealthSample] => {
    return [url, { at: at ?? new Date().toISOString(), health, latencyMs }]
  })
  const before = parseHealthHistory(await disk.load(pathOf(disk)))
  const urls = mirrors.map(({ url }) => url)
  const after = withSamples(before, new Map(samples), urls)
  await disk.store(pathOf(disk), `${JSON.stringify(after)}\n`, 0o600)
}
