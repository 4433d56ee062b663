import { AppError } from '../../shared/errors.ts'
import type { MirrorSpeed, Server, SpeedReport } from '../../shared/mirrors/contract.ts'
import { bestFirst } from '../../shared/mirrors/speed-order.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Mirror, Reference } from '../../shared/registry.ts'
import { askerOf, realHubServers, upstreamAsker, type Asker, type HubServers } from './asker.ts'
import { prefixOf } from './catalog.ts'
import { judgeError, look, type Look } from './health.ts'
import { serverAt } from './identify.ts'
import { countsPulls, openPurse, type Purse } from './speed-purse.ts'
import { takeTurns } from './speed-rounds.ts'
import { nameOf, truthOfMirror, truthOfUpstream, whyNot, type Truth } from './speed-truth.ts'
import { unmeasured, type Contender, type Contest } from './speed-turn.ts'

/** How long it may take: 13.5 s for five mirrors or fewer, and 2 s more for each further one. */
export function wholeMs(mirrors: number): number {
  return 13_500 + 2_000 * Math.max(0, mirrors - 5)
}

const serverMs = 1_000
const knowMs = 2_000

/** What is measured, and how it is told of. */
export interface SpeedTask {
  readonly image: Reference
  /** All of the image's upstream, in the order of the list. */
  readonly mirrors: readonly Mirror[]
  readonly signal: AbortSignal
  readonly tell: (notice: Notice, done: number, total: number) => void
  readonly hub?: HubServers
}

/**
 * Measures mirrors by an image. All are looked at together, since that is a few bytes each, while the upstream is asked
 * what it has; then they take turns. Of Docker Hub's quota at most one pull is spent (`speed-purse.ts`).
 */
export async function measureSpeed(task: SpeedTask): Promise<SpeedReport> {
  const { image, mirrors, signal, tell, hub = realHubServers } = task
  const began = performance.now()
  const { upstream, repository } = image
  const purse = openPurse(upstream)
  const ask = upstreamAsker(upstream, repository, hub)
  tell(notice('speed-looking', { upstream, image: nameOf(image) }), 0, 1)
  const [looked, told] = await Promise.all([
    Promise.all(mirrors.map((mirror) => lookAt(mirror, signal))),
    truthOfUpstream({ ask, prefix: '', image, purse, signal }, hub).then(
      (found) => ({ truth: found, why: null }),
      (error: unknown) => {
        if (error instanceof AppError) throw error
        return { truth: null, why: whyNot(error) }
      },
    ),
  ])
  signal.throwIfAborted()
  const truth = told.truth ?? (await truthAmong(looked, image, purse, signal))
  const isKnown = async (digest: string): Promise<boolean | null> =>
    told.truth === null ? null : await knows({ ask, image, digest, purse, signal })
  const contest: Contest = { image, digest: truth?.digest ?? null, parts: truth?.parts ?? null, isKnown, purse }

  const url = `https://${upstream}`
  const own = told.truth && { ...unmeasured(url), firstByteMs: told.truth.firstByteMs, verdict: 'same' as const }
  const speeds = await takeTurns({
    contest,
    contenders: looked.filter(isThere).map((one) => contenderOf(one, told.truth !== null)),
    direct: own && { url, ask, prefix: '', mayAskTag: false },
    known: new Map([...looked.map(knownOf), ...(own ? [[url, own] as const] : [])]),
    until: began + wholeMs(mirrors.length),
    signal,
    tell,
    judge: (of, error, seconds) =>
      brokenOff(
        mirrors.find((mirror) => mirror.url === of),
        error,
        seconds,
      ),
  })
  const inOrder = mirrors.map((mirror) => speeds.get(mirror.url)!)
  return {
    upstream,
    image: nameOf(image),
    digest: told.truth?.digest ?? null,
    mirrors: inOrder,
    direct: own && speeds.get(url)!,
    order: bestFirst(inOrder),
    asked: purse.asked(),
    tookMs: Math.round(performance.now() - began),
    notices: [
      ...(told.why === null ? [] : [notice('speed-no-upstream', { upstream, why: told.why })]),
      ...(contest.parts === null ? [notice('speed-no-manifest', { image: nameOf(image) })] : []),
    ],
  }
}

interface Looked {
  readonly mirror: Mirror
  readonly seen: Look
  readonly server: Server | null
}

async function lookAt(mirror: Mirror, signal: AbortSignal): Promise<Looked> {
  const seen = await look(mirror, signal)
  const server = await serverAt(mirror, seen, AbortSignal.any([signal, AbortSignal.timeout(serverMs)]))
  return { mirror, seen, server }
}

// A Harbor asks everybody for a token, and gives it to everybody.
function isThere({ seen: { health } }: Looked): boolean {
  return health === 'up' || health === 'needs-login'
}

function knownOf(one: Looked): readonly [string, MirrorSpeed] {
  const { latencyMs, notice: why } = one.seen
  const { url } = one.mirror
  return [url, { ...unmeasured(url), firstByteMs: latencyMs, notice: isThere(one) ? null : why }]
}

// Only distribution is known to answer by the digest that a client has without fetching; with the upstream out of
// reach nothing says which digest a mirror would fetch.
function contenderOf({ mirror, server }: Looked, isUpstreamThere: boolean): Contender {
  const isFree = !countsPulls(mirror.upstream) || (isUpstreamThere && server?.name === 'distribution')
  return { url: mirror.url, ask: askerOf(mirror), prefix: prefixOf(mirror), mayAskTag: isFree }
}

// The first that has the tag: a second one might cost another pull.
async function truthAmong(
  looked: readonly Looked[],
  image: Reference,
  purse: Purse,
  signal: AbortSignal,
): Promise<Truth | null> {
  for (const { mirror } of looked.filter(isThere)) {
    const truth = await truthOfMirror({ ask: askerOf(mirror), prefix: prefixOf(mirror), image, purse, signal })
    if (truth) return truth
  }
  return null
}

interface Question {
  readonly ask: Asker
  readonly image: Reference
  readonly digest: string
  readonly purse: Purse
  readonly signal: AbortSignal
}

async function knows({ ask, image, digest, purse, signal }: Question): Promise<boolean | null> {
  purse.count('heads')
  const soon = AbortSignal.any([signal, AbortSignal.timeout(knowMs)])
  const options = { method: 'HEAD', maxBytes: 0, signal: soon } as const
  const answer = await ask(`/v2/${image.repository}/manifests/${digest}`, options).catch(() => null)
  return answer?.status === 200 ? true : answer?.status === 404 ? false : null
}

function brokenOff(mirror: Mirror | undefined, error: unknown, seconds: number): Notice | null {
  if (!mirror) return null
  const found = judgeError(mirror, error)
  return found.health === 'silent' ? notice('speed-broken-off', { url: mirror.url, seconds }) : found.notice
}
