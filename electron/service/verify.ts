import type { Verification } from '../../shared/contract.ts'
import { formatKey, type EngineKey } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { parseReference, type Mirror, upstreamsOf } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { catalogHas } from '../mirrors/catalog.ts'
import { keepProof } from './proofs.ts'
import { provers } from './provers.ts'
import { desiredOn, isNamed, survey } from '../switching/survey.ts'
import type { Desk } from './desk.ts'
import { loadedSeenBy, lookAsRoot } from './root-sight.ts'

/** What a proof is made of: an image to pull, and perhaps the mirror's own access log. */
export interface ProofOrder {
  readonly image: string | null
  readonly mirrorLog: string | null
}

/** Asks the engine itself, and with an image pulls it, to learn how far the mirrors are really used. */
export async function verifyEngine(
  desk: Desk,
  key: EngineKey,
  { image, mirrorLog }: ProofOrder,
  settings: Settings,
): Promise<Verification> {
  const { place } = desk
  const found = await survey(place, key, settings)
  if (!found) throw failure('engine-absent', { engine: formatKey(key) })
  const answer = (
    reached: Verification['reached'],
    said: Notice | null,
    evidence: readonly string[] = [],
  ): Verification => ({
    engine: key,
    reached,
    notice: said,
    evidence,
    proof: null,
  })
  const usable = settings.mirrors.filter((mirror) => found.pair.pure.supports(mirror, found.facts).ok)
  if (usable.length === 0) return answer('no', notice('no-mirrors'))
  const effective = found.pair.pure.effective(found.look.files, found.facts, found.place.system.disk.places)
  const named = usable.filter((mirror) => isNamed(mirror, effective, found))
  if (named.length === 0) return answer('no', notice('not-configured', { engine: formatKey(key) }))
  if (named.length < usable.length) return answer('no', notice('mirrors-pending', { engine: formatKey(key) }))
  const byRoot = loadedSeenBy(await lookAsRoot(desk, [found], 'on', settings), found)
  const loaded = byRoot ?? (await found.pair.reach.loaded(found.place.system, found.facts, desiredOn(settings)))
  if (loaded.kind === 'missing') return answer('no', loaded.notice)
  const known = loaded.kind === 'loaded' ? answer('loaded', null, loaded.evidence) : answer('configured', loaded.notice)
  if (image === null) return known

  const reference = parseReference(image)
  if (!reference.ok) throw new AppError(reference.notice)
  const { upstream } = reference.value
  const mirrors = usable.filter((mirror) => mirror.upstream === upstream)
  if (mirrors.length === 0) {
    const upstreams = upstreamsOf(usable).join(', ')
    throw failure('image-not-mirrored', { upstream, image, upstreams })
  }
  const means = { mirrors, mirrorLog, knows: (mirror: Mirror) => catalogHas(mirror, reference.value.repository) }
  // Podman's proof gives it a home of its own on this machine, which a guest does not see.
  const prover = found.place.inside && key.id === 'podman' ? undefined : provers[key.id]
  const proving = await prover?.prove(found.place.system, found.facts, reference.value, image, means)
  if (!proving) return { ...known, notice: notice('not-provable', { engine: formatKey(key) }) }
  if (!proving.ok) {
    const isShut = effective.closed?.includes(upstream) === true
    const said = isShut ? withoutUpstream(proving.notice) : proving.notice
    return { ...known, notice: said, evidence: [...known.evidence, ...proving.evidence] }
  }
  await keepProof(found, proving.proof, place.system.disk)
  return { ...answer('proven', null, [...known.evidence, ...proving.proof.evidence]), proof: proving.proof }
}

// Where only mirrors may be asked, the advice is another.
function withoutUpstream(said: Notice): Notice {
  const { image, why } = said.values
  if (said.code !== 'pull-failed' || image === undefined || why === undefined) return said
  return notice('strict-pull-failed', { image, why })
}
