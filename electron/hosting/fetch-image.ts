import { failure } from '../../shared/errors.ts'
import { askVersion, type Engine } from '../../shared/hosting/container-argv.ts'
import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { registryImages, registryVersion } from '../../shared/hosting/images.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { lastLine } from '../system/last-line.ts'
import type { Processes } from '../system/system.ts'

/** An image that is here, and by what it is run. */
export type Fetched = Pick<HostedRecord, 'image' | 'pinned' | 'digest' | 'version'>

/** How an image is fetched. */
export interface Fetching {
  /** The only place that is asked; null for all that we know. */
  readonly named: string | null
  /** Asks the place also for what is here already. */
  readonly anew: boolean
  readonly signal: AbortSignal
  tell(notice: Notice): void
}

const pullMs = 10 * 60_000
const askMs = 60_000

/** Has distribution's image from the first place that gives it, and pins it by the digest that was really pulled. */
export async function fetchImage(processes: Processes, engine: Engine, fetching: Fetching): Promise<Fetched> {
  const { named, anew, signal, tell } = fetching
  const reasons: string[] = []
  for (const image of named === null ? registryImages : [named]) {
    const here = await inspect(processes, engine, image)
    // podman names so what was built or loaded here: it is in no registry.
    const isFound = here !== null && (!anew || image.startsWith('localhost/'))
    if (!isFound) {
      tell(notice('host-pulling', { image }))
      const { code, stderr } = await processes.run([...engine, 'pull', '--quiet', image], { timeoutMs: pullMs, signal })
      // One that was loaded by hand is in no registry: it is as new as it will get.
      if (code !== 0 && (named === null || here === null)) {
        reasons.push(`${image}: ${lastLine(stderr).replace(/^Error: /, '')}`)
        continue
      }
    }
    const found = await inspect(processes, engine, image)
    if (found) return { image, ...found, version: await versionOf(processes, engine, found.pinned) }
  }
  throw failure('host-no-image', { why: reasons.join('; ') })
}

interface ImageInfo {
  readonly Id?: string
  readonly RepoDigests?: readonly string[] | null
}

async function inspect(
  processes: Processes,
  engine: Engine,
  image: string,
): Promise<Pick<Fetched, 'pinned' | 'digest'> | null> {
  const { code, stdout } = await processes.run([...engine, 'image', 'inspect', image], { timeoutMs: askMs })
  if (code !== 0) return null
  const [info] = JSON.parse(stdout) as readonly ImageInfo[]
  const name = image.replace(/@.*$/, '').replace(/:[^/]*$/, '')
  const byDigest = info?.RepoDigests?.find((digest) => digest.startsWith(`${name}@`)) ?? null
  const pinned = byDigest ?? info?.Id
  return pinned ? { pinned, digest: byDigest?.split('@')[1] ?? null } : null
}

async function versionOf(processes: Processes, engine: Engine, pinned: string): Promise<string | null> {
  const { code, stdout, stderr } = await processes.run(askVersion(engine, pinned), { timeoutMs: askMs })
  if (code !== 0) throw failure('host-image-unfit', { image: pinned, why: lastLine(stderr) })
  return registryVersion(stdout)
}
