import type { Calls, CallName, MirrorDraft, Status, SwitchReport, Verification } from '../contract.ts'
import { keyOf, type EngineKey } from '../engine.ts'
import { AppError } from '../errors.ts'
import type { Upstream } from '../registry.ts'

/** Where the first mirror is: an address that somebody knows, or this computer, which is to run one. */
export type MirrorSource =
  | { readonly kind: 'team'; readonly draft: MirrorDraft }
  | { readonly kind: 'here'; readonly upstream: Upstream }

/** What a first set-up is made of, in its order. */
export const setupSteps = ['mirror', 'engine', 'proof'] as const

export type SetupStep = (typeof setupSteps)[number]

/** How a first set-up ended. A call that failed is thrown; what an engine could not do stands in its report. */
export interface SetupResult {
  readonly url: string
  /** The engine that went first; null where none can be switched without a password. */
  readonly first: EngineKey | null
  readonly report: SwitchReport | null
  /** Null where nothing was pulled. */
  readonly verification: Verification | null
  /** Engines that can follow, each with its diff first. */
  readonly rest: readonly EngineKey[]
}

/** What a set-up needs of a face. */
export interface SetupTools {
  call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']>
  /** Names the long work, so that it can be followed and ended. */
  readonly task: string
  /** The plan for the first engine that a person saw, by its id; without it, what is planned then is done. */
  readonly expect?: string
  /** Told as each step begins. */
  readonly begin: (step: SetupStep) => void
}

/** Small images that their registries offer for a first try; of other registries none is sure to exist. */
const firstImages: Readonly<Record<Upstream, string>> = {
  // https://hub.docker.com/_/hello-world
  'docker.io': 'docker.io/library/hello-world:latest',
  // https://docs.podman.io: what “podman run quay.io/podman/hello” shows.
  'quay.io': 'quay.io/podman/hello:latest',
  // https://kubernetes.io/docs/setup/production-environment/container-runtimes/
  'registry.k8s.io': 'registry.k8s.io/pause:3.10',
}

/** An image to prove a mirror of this upstream with; null where a person has to name one. */
export function firstImage(upstream: Upstream): string | null {
  return firstImages[upstream] ?? null
}

/** The engine that goes first: a podman of this machine, the user's own before the system's. */
export function firstEngine({ engines }: Pick<Status, 'engines'>): EngineKey | null {
  const able = engines.filter(
    ({ id, instance, state }) => id === 'podman' && instance === 'default' && state !== 'cannot' && state !== 'problem',
  )
  const found = able.find(({ scope }) => scope === 'user') ?? able[0]
  return found ? keyOf(found) : null
}

/** The engines that may follow: those under the switch that do not use the mirror yet. */
export function enginesToFollow({ engines }: Pick<Status, 'engines'>): readonly EngineKey[] {
  return engines.filter(({ chosen, state }) => chosen && (state === 'off' || state === 'not-set-up')).map(keyOf)
}

/**
 * Brings a machine from nothing to a pull that is proven: the mirror, then the engine that needs no password, then one
 * pull of `image`. Other engines are left for the diff that they deserve.
 */
export async function setUp(
  source: MirrorSource,
  image: string | null,
  { call, task, begin, expect }: SetupTools,
): Promise<SetupResult> {
  begin('mirror')
  const first = firstEngine(await call('status.read', { probe: false }))
  const draft = source.kind === 'team' ? source.draft : await startHere(source.upstream, first === null, { call, task })
  const order = { to: 'on', mirrors: [draft], keepTheirs: null, strict: null } as const
  if (first === null) {
    if (source.kind === 'team') await call('mirror.add', { draft })
    const status = await call('status.read', { probe: false })
    return { url: draft.url, first, report: null, verification: null, rest: enginesToFollow(status) }
  }
  begin('engine')
  const report = await call('switch.set', {
    ...order,
    engines: [first],
    expect: expect ?? null,
    accept: false,
    check: true,
  })
  const went = report.engines.every(({ failure }) => failure === null)
  const rest = enginesToFollow(report.status)
  if (!went || image === null) return { url: draft.url, first, report, verification: null, rest }
  begin('proof')
  const verification = await call('engine.verify', { engine: first, image, mirrorLog: null })
  return { url: draft.url, first, report, verification, rest }
}

// It comes on the list with the engine that uses it, or at once where there is none.
async function startHere(
  upstream: Upstream,
  add: boolean,
  { call, task }: Pick<SetupTools, 'call' | 'task'>,
): Promise<MirrorDraft> {
  const left = { way: null, port: null, share: null, image: null }
  const { url, state, notice } = await call('host.start', { task, upstream, ...left, add })
  if (state !== 'running' && notice) throw new AppError(notice)
  return { upstream, url, insecure: false, ca: null }
}
