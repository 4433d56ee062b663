import type { Calls } from '../../shared/contract.ts'
import type { HealthSample, Identified, MirrorCalls, MirrorSpeed, SpeedReport } from '../../shared/mirrors/contract.ts'
import { bestFirst } from '../../shared/mirrors/speed-order.ts'
import { notice } from '../../shared/notice.ts'
import type { Settings } from '../../shared/settings.ts'

type Answers = {
  readonly [N in keyof MirrorCalls]: (input: Calls[N]['in']) => MirrorCalls[N]['out'] | Promise<MirrorCalls[N]['out']>
}

/** What a fake core keeps of its settings. */
interface Keeper {
  readonly settings: Settings
  keep(mirrors: Settings['mirrors']): Settings
}

/** What a core knows of mirrors themselves, in memory; a test says what. */
export class FakeMirrors {
  /** By URL. */
  readonly history = new Map<string, readonly HealthSample[]>()
  readonly speeds = new Map<string, Partial<MirrorSpeed>>()
  identified: Partial<Identified> = {}
  pulls = 1
  notices: SpeedReport['notices'] = []
  /** Holds back the end of a measurement until it is released. */
  gate: Promise<void> = Promise.resolve()
  readonly #core: Keeper

  constructor(core: Keeper) {
    this.#core = core
  }

  readonly answers: Answers = {
    'mirror.identify': ({ draft }) => ({
      url: draft.url,
      health: 'up',
      latencyMs: 4,
      notice: null,
      server: { name: 'distribution', version: '2.x' },
      isPullThrough: true,
      upstream: 'docker.io',
      certificate: null,
      suggestions: [],
      ...this.identified,
    }),
    'mirror.history': ({ mirror }) => this.history.get(mirror) ?? [],
    'mirror.move': ({ from, to }) => {
      const { mirrors } = this.#core.settings
      return this.#core.keep(mirrors.toSpliced(from, 1).toSpliced(to, 0, mirrors[from]!))
    },
    'mirror.order': ({ upstream, urls }) => {
      const { mirrors } = this.#core.settings
      const own = mirrors.filter((mirror) => mirror.upstream === upstream)
      const sorted = own.toSorted((a, b) => urls.indexOf(a.url) - urls.indexOf(b.url))
      return this.#core.keep(mirrors.map((mirror) => (mirror.upstream === upstream ? sorted.shift()! : mirror)))
    },
    'mirror.speedPlan': ({ upstream, image }) => {
      const mirrors = this.#urlsOf(upstream)
      const name = image ?? `${upstream}/library/alpine:latest`
      const values = { image: name, count: mirrors.length, megabytes: 32, seconds: 15, pulls: this.pulls, upstream }
      const told = notice(this.pulls === 0 ? 'speed-plan' : 'speed-plan-costs', values)
      return { upstream, image: name, mirrors, pulls: this.pulls, seconds: 15, bytes: 32 * 1024 * 1024, notice: told }
    },
    'mirror.speed': async ({ upstream, image }) => {
      await this.gate
      const mirrors = this.#urlsOf(upstream).map((url) => ({ ...measured(url), ...this.speeds.get(url) }))
      const direct = { ...measured(`https://${upstream}`), firstByteMs: 90, bytesPerSecond: 4_000_000 }
      return {
        upstream,
        image: image ?? '',
        digest: `sha256:${'0'.repeat(64)}`,
        mirrors,
        direct,
        order: bestFirst(mirrors),
        asked: { pulls: this.pulls, manifests: 1, heads: 1, tags: mirrors.length, blobs: 8, bytes: 40_000_000 },
        tookMs: 6400,
        notices: this.notices,
      }
    },
  }

  #urlsOf(upstream: string): readonly string[] {
    return this.#core.settings.mirrors.filter((mirror) => mirror.upstream === upstream).map(({ url }) => url)
  }
}

function measured(url: string): MirrorSpeed {
  return {
    url,
    firstByteMs: 4,
    bytesPerSecond: 80_000_000,
    bytes: 7_000_000,
    verdict: 'same',
    digest: null,
    isVerified: true,
    notice: null,
  }
}
