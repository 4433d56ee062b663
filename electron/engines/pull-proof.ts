import { open, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import { endpointOf, type Mirror, type Reference } from '../../shared/registry.ts'
import type { ProofMeans, Proving } from './proving.ts'

const maxLogBytes = 4 * 1024 * 1024
// A registry writes a line after its answer was sent.
const logMs = 1_000

/** A pull that says itself nothing of who served it. */
export interface Pull {
  /** Why it failed; null when it did not. */
  run(): Promise<string | null>
  /** Whether a line of the mirror's access log, written meanwhile, is of this very pull. */
  isOurs(line: string): boolean
  /** What to say first of how it was pulled. */
  readonly how: readonly string[]
}

/**
 * Pulls and looks at the mirror: proven is what the mirror's access log shows for this very pull, or a repository
 * that came into its catalog between a look before and a look after.
 */
export async function proveByPull(pull: Pull, image: Reference, text: string, means: ProofMeans): Promise<Proving> {
  const knewBefore = await Promise.all(means.mirrors.map(means.knows))
  const logFrom = means.mirrorLog === null ? 0 : await sizeOf(means.mirrorLog)
  const why = await pull.run()
  if (why !== null) return { ok: false, notice: notice('pull-failed', { image: text, why }), evidence: [] }
  const proven = (mirror: Mirror, evidence: readonly string[]): Proving => ({
    ok: true,
    proof: { image: text, at: new Date().toISOString(), mirror: mirror.url, evidence: [...pull.how, ...evidence] },
  })

  const served = means.mirrorLog === null ? null : await servedBy(means, image, pull, means.mirrorLog, logFrom)
  if (served)
    return proven(
      served.mirror,
      served.lines.map((line) => `access log of the mirror: ${line}`),
    )
  const knowsNow = await Promise.all(means.mirrors.map(means.knows))
  const newly = means.mirrors.find((_, at) => knewBefore[at] === false && knowsNow[at] === true)
  if (newly)
    return proven(newly, [
      `${nameOn(newly, image)} was not in the catalog of ${newly.url} just before this pull, and is just after it`,
    ])
  const untold = knowsNow.every((known) => known === null)
  const cached = knewBefore.some((known) => known === true)
  const code = untold ? 'not-proven-no-catalog' : cached ? 'not-proven-cached' : 'not-proven-upstream'
  return { ok: false, notice: notice(code, { image: text }), evidence: [] }
}

// A mirror with a path keeps the repository below it.
function nameOn(mirror: Mirror, { repository }: Reference): string {
  return [endpointOf(mirror).path, repository].filter((part) => part !== '').join('/')
}

// The mirror that answered requests of this pull, and the lines that say so.
async function servedBy(
  { mirrors }: ProofMeans,
  image: Reference,
  { isOurs }: Pull,
  log: string,
  from: number,
): Promise<{ readonly mirror: Mirror; readonly lines: readonly string[] } | null> {
  for (const deadline = Date.now() + logMs; ; await wait(50)) {
    const ours = (await linesSince(log, from)).filter(isOurs)
    for (const mirror of mirrors) {
      const asked = ` /v2/${nameOn(mirror, image)}/`
      const lines = ours.filter((line) => line.includes(asked) && /" (?:200|206|307) /.test(line))
      if (lines.length > 0) return { mirror, lines }
    }
    if (Date.now() > deadline) return null
  }
}

async function sizeOf(path: string): Promise<number> {
  return (
    await stat(path).catch((error: unknown) => {
      throw failure('disk-error', { path, why: (error as Error).message }, error)
    })
  ).size
}

async function linesSince(path: string, from: number): Promise<readonly string[]> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(maxLogBytes), position: from })
    return buffer.toString('utf8', 0, bytesRead).split('\n')
  } finally {
    await handle.close()
  }
}
