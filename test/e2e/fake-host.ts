import type { Events } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { HostCalls, HostedMirror, HostOffer, HostOrder } from '../../shared/hosting/contract.ts'
import { idOf } from '../../shared/hosting/hosted-record.ts'
import { registryImages } from '../../shared/hosting/images.ts'
import { notice, type Notice } from '../../shared/notice.ts'

type Answers = {
  readonly [N in keyof HostCalls]: (input: HostCalls[N]['in']) => HostCalls[N]['out'] | Promise<HostCalls[N]['out']>
}

/** The mirrors on the machine of a fake core; a test says what can run them. */
export class FakeHost {
  mirrors: readonly HostedMirror[] = []
  offer: HostOffer = {
    ways: [
      { way: 'podman', ok: true, notice: null, version: '5.8.6' },
      { way: 'docker', ok: false, notice: notice('host-docker-off'), version: null },
      { way: 'binary', ok: false, notice: notice('host-binary-missing'), version: null },
    ],
    port: 5000,
    images: registryImages,
  }
  /** Holds back the end of a start until it is released. */
  gate: Promise<void> = Promise.resolve()
  lines: readonly string[] = ['127.0.0.1 - - [29/Nov/2026:00:30:00 +0000] "GET /v2/ HTTP/1.1" 200 2 "" ""']
  /** What a stop answers beside. */
  warning: Notice | null = null
  /** What was asked, in order. */
  readonly asked: string[] = []
  tell: (event: Events['progress']) => void = () => undefined
  list: (upstream: string, url: string) => void = () => undefined

  readonly answers: Answers = {
    'host.list': () => this.mirrors,
    'host.offer': () => this.offer,
    'host.start': async (order) => {
      this.asked.push(`start ${order.upstream} ${order.way} ${order.port}`)
      this.tell({
        task: order.task,
        notice: notice('host-pulling', { image: registryImages[0]! }),
        done: null,
        total: null,
      })
      await this.gate
      const known = this.mirrors.find(({ id }) => id === idOf(order.upstream))
      const mirror = known ? { ...known, state: 'running' as const, notice: null } : running(order, this.offer.port)
      this.mirrors = [...this.mirrors.filter(({ id }) => id !== mirror.id), mirror]
      if (order.add !== false) this.list(mirror.upstream, mirror.url)
      return mirror
    },
    'host.stop': ({ id }) => ({
      ...this.#edit(id, { state: 'stopped', since: null, notice: null }),
      notice: this.warning,
    }),
    'host.remove': ({ id, data }) => {
      this.asked.push(`remove ${id} ${data}`)
      return (this.mirrors = this.mirrors.filter((one) => one.id !== id))
    },
    'host.logs': () => this.lines,
    'host.prune': ({ id, all }) => {
      this.asked.push(`prune ${id} ${all}`)
      return { mirror: this.#edit(id, { bytes: 0 }), freed: 2_000_000_000 }
    },
    'host.export': ({ format }) => [{ name: `${format}.txt`, text: 'REGISTRY_PROXY_REMOTEURL' }],
  }

  #edit(id: string, parts: Partial<HostedMirror>): HostedMirror {
    const mirror = this.mirrors.find((one) => one.id === id)
    if (!mirror) throw failure('host-unknown', { id })
    const edited = { ...mirror, ...parts }
    this.mirrors = this.mirrors.map((one) => (one.id === id ? edited : one))
    return edited
  }
}

/** A mirror that runs as it was ordered. */
export function running(
  { upstream, way, port }: Pick<HostOrder, 'upstream' | 'way' | 'port'>,
  free = 5000,
): HostedMirror {
  return {
    id: idOf(upstream),
    upstream,
    url: `http://127.0.0.1:${port ?? free}`,
    way: way ?? 'podman',
    state: 'running',
    image: registryImages[0]!,
    digest: `sha256:${'a'.repeat(64)}`,
    version: '3.0.0',
    bytes: 2_100_000_000,
    freeBytes: 80_000_000_000,
    expires: 168,
    since: '2026-11-24T06:05:00.000Z',
    notice: null,
    afterRestart: notice('host-after-login'),
    isShared: false,
    username: null,
  }
}
