import { open, stat } from 'node:fs/promises'
import type { DockerFacts } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { Mirror, Reference } from '../../shared/registry.ts'
import type { System } from '../system/system.ts'
import { socketOf } from './docker.ts'
import type { ProofMeans, Proving } from './reach.ts'

const pullMs = 600_000
const maxLogBytes = 4 * 1024 * 1024

/**
 * Pulls and looks at the mirror: docker itself never says who served it. Proven is what the mirror's access log
 * shows for this pull, or a repository that is in its catalog now and was not before.
 */
export async function proveDocker(
  system: System,
  facts: DockerFacts,
  image: Reference,
  text: string,
  means: ProofMeans,
): Promise<Proving> {
  const { processes } = system
  if (!processes || !facts.running) return { ok: false, notice: notice('docker-not-running'), evidence: [] }
  const knewBefore = await Promise.all(means.mirrors.map(means.knows))
  const logFrom = means.mirrorLog === null ? 0 : await sizeOf(means.mirrorLog)
  const why = await pull(system, facts, image)
  if (why !== null) return { ok: false, notice: notice('pull-failed', { image: text, why }), evidence: [] }

  const lines = means.mirrorLog === null ? [] : await linesSince(means.mirrorLog, logFrom)
  const seen = lines.filter((line) => line.includes(`/v2/${image.repository}/`) && /" (200|206|307) /.test(line))
  if (seen.length > 0)
    return proven(
      text,
      means.mirrors[0]!,
      seen.map((line) => `access log of the mirror: ${line}`),
    )
  const knowsNow = await Promise.all(means.mirrors.map(means.knows))
  const newly = means.mirrors.find((_, at) => knewBefore[at] === false && knowsNow[at] === true)
  if (newly)
    return proven(text, newly, [
      `${image.repository} is in the catalog of ${newly.url} now, and was not before this pull`,
    ])
  const untold = knowsNow.every((known) => known === null)
  const cached = knewBefore.some((known) => known === true)
  const code = untold ? 'not-proven-no-catalog' : cached ? 'not-proven-cached' : 'not-proven-upstream'
  return { ok: false, notice: notice(code, { image: text }), evidence: [] }
}

function proven(image: string, mirror: Mirror, evidence: readonly string[]): Proving {
  return { ok: true, proof: { image, at: new Date().toISOString(), mirror: mirror.url, evidence } }
}

// The reason when it failed: dockerd answers 200 first and tells of a failure in the stream.
async function pull({ processes }: System, facts: DockerFacts, image: Reference): Promise<string | null> {
  const name = `${image.upstream}/${image.repository}`
  const query = new URLSearchParams({ fromImage: name, tag: image.digest ?? image.tag ?? 'latest' })
  const answer = await processes!.request(socketOf(facts.flags), `/images/create?${query.toString()}`, {
    timeoutMs: pullMs,
    method: 'POST',
  })
  const errors = [...answer.body.matchAll(/"(?:error|message)":"((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message!)
  return errors.at(-1) ?? (answer.status === 200 ? null : `dockerd answered ${answer.status}`)
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
