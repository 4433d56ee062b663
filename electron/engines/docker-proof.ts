import { randomBytes } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { DockerFacts } from '../../shared/facts.ts'
import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import { endpointOf, type Mirror, type Reference } from '../../shared/registry.ts'
import type { System } from '../system/system.ts'
import { socketOf } from './docker.ts'
import type { ProofMeans, Proving } from './proving.ts'

const pullMs = 600_000
const maxLogBytes = 4 * 1024 * 1024
// A registry writes a line after its answer was sent.
const logMs = 1_000

/**
 * Pulls and looks at the mirror: docker itself never says who served it. Proven is what the mirror's access log
 * shows for this very pull, or a repository that came into its catalog between a look before and a look after.
 * dockerd hands our own User-Agent on to the mirror as `UpstreamClient(…)`, so that a number used once tells our
 * pull from everyone else's [measured 20.10, 26.1, 28.5; both stores].
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
  const mark = `Pullcord/${randomBytes(16).toString('hex')}`
  const knewBefore = await Promise.all(means.mirrors.map(means.knows))
  const logFrom = means.mirrorLog === null ? 0 : await sizeOf(means.mirrorLog)
  const why = await pull(system, facts, image, mark)
  if (why !== null) return { ok: false, notice: notice('pull-failed', { image: text, why }), evidence: [] }

  const served = means.mirrorLog === null ? null : await servedBy(means, image, mark, means.mirrorLog, logFrom)
  if (served)
    return proven(
      text,
      served.mirror,
      served.lines.map((line) => `access log of the mirror: ${line}`),
    )
  const knowsNow = await Promise.all(means.mirrors.map(means.knows))
  const newly = means.mirrors.find((_, at) => knewBefore[at] === false && knowsNow[at] === true)
  if (newly)
    return proven(text, newly, [
      `${nameOn(newly, image)} was not in the catalog of ${newly.url} just before this pull, and is just after it`,
    ])
  const untold = knowsNow.every((known) => known === null)
  const cached = knewBefore.some((known) => known === true)
  const code = untold ? 'not-proven-no-catalog' : cached ? 'not-proven-cached' : 'not-proven-upstream'
  return { ok: false, notice: notice(code, { image: text }), evidence: [] }
}

function proven(image: string, mirror: Mirror, evidence: readonly string[]): Proving {
  return { ok: true, proof: { image, at: new Date().toISOString(), mirror: mirror.url, evidence } }
}

// A mirror with a path keeps the repository below it.
function nameOn(mirror: Mirror, { repository }: Reference): string {
  return [endpointOf(mirror).path, repository].filter((part) => part !== '').join('/')
}

// The mirror that answered requests of this pull, and the lines that say so.
async function servedBy(
  { mirrors }: ProofMeans,
  image: Reference,
  mark: string,
  log: string,
  from: number,
): Promise<{ readonly mirror: Mirror; readonly lines: readonly string[] } | null> {
  for (const deadline = Date.now() + logMs; ; await wait(50)) {
    const ours = (await linesSince(log, from)).filter((line) => line.includes(`UpstreamClient(${mark})`))
    for (const mirror of mirrors) {
      const asked = ` /v2/${nameOn(mirror, image)}/`
      const lines = ours.filter((line) => line.includes(asked) && /" (?:200|206|307) /.test(line))
      if (lines.length > 0) return { mirror, lines }
    }
    if (Date.now() > deadline) return null
  }
}

// The reason when it failed: dockerd answers 200 first and tells of a failure in the stream.
async function pull({ processes }: System, facts: DockerFacts, image: Reference, mark: string): Promise<string | null> {
  const name = `${image.upstream}/${image.repository}`
  const query = new URLSearchParams({ fromImage: name, tag: image.digest ?? image.tag ?? 'latest' })
  const answer = await processes!.request(socketOf(facts.flags), `/images/create?${query.toString()}`, {
    timeoutMs: pullMs,
    method: 'POST',
    headers: { 'user-agent': mark },
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
