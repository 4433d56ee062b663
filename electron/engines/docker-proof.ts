import { randomBytes } from 'node:crypto'
import type { DockerFacts } from '../../shared/facts.ts'
import { notice } from '../../shared/notice.ts'
import type { Reference } from '../../shared/registry.ts'
import type { System } from '../system/system.ts'
import { socketOf } from './docker-info.ts'
import type { ProofMeans, Proving } from './proving.ts'
import { proveByPull } from './pull-proof.ts'

const pullMs = 600_000

/**
 * Pulls and looks at the mirror: docker itself never says who served it. dockerd hands our own User-Agent on to the mirror as `UpstreamClient(…)`, so that a number used once tells our
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
  const pulling = {
    run: () => pull(system, facts, image, mark),
    isOurs: (line: string) => line.includes(`UpstreamClient(${mark})`),
    how: [],
  }
  return await proveByPull(pulling, image, text, means)
}

// The reason when it failed: dockerd answers 200 first and tells of a failure in the stream.
async function pull({ processes }: System, facts: DockerFacts, image: Reference, mark: string): Promise<string | null> {
  const name = `${image.upstream}/${image.repository}`
  const query = new URLSearchParams({ fromImage: name, tag: image.digest ?? image.tag ?? 'latest' })
  const answer = await processes!.request(socketFor(facts), `/images/create?${query.toString()}`, {
    timeoutMs: pullMs,
    method: 'POST',
    headers: { 'user-agent': mark },
  })
  const errors = [...answer.body.matchAll(/"(?:error|message)":"((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message!)
  return errors.at(-1) ?? (answer.status === 200 ? null : `dockerd answered ${answer.status}`)
}

function socketFor({ running, flags }: DockerFacts): string {
  return running?.socket ?? socketOf(flags)
}
