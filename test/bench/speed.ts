import { createHash, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { measureSpeed } from '../../electron/mirrors/speed.ts'
import type { Mirror } from '../../shared/registry.ts'
import type { Part } from './row.ts'
import { serve } from './servers.ts'

const digestOf = (bytes: string | Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const type = 'application/vnd.docker.distribution.manifest.v2+json'

/** Five mirrors measured against a stand-in of the hub that counts: two good, one late, one whose layers drip, one silent. */
export const speed: Part = {
  name: 'speed',
  title: 'Five mirrors of docker.io measured: two good, one late, one slow, one silent',
  whyNot: async () => null,
  async run() {
    const layer = randomBytes(8 * 1024 * 1024)
    let counted = 0
    const hub = holder(layer, 0, null)
    const servers = await serve([
      holder(layer, 0, null),
      holder(layer, 0, null),
      holder(layer, 150, null),
      holder(layer, 0, 200_000),
      () => undefined,
      (request, answer) => {
        if (request.method === 'GET' && request.url?.includes('/manifests/')) counted++
        hub(request, answer)
      },
    ])
    try {
      const [registry = '', ...rest] = servers.urls.toReversed()
      const began = performance.now()
      const report = await measureSpeed({
        image: { upstream: 'docker.io', repository: 'library/demo', tag: '1', digest: null },
        mirrors: rest.toReversed().map((url): Mirror => ({ upstream: 'docker.io', url, insecure: false, ca: null })),
        signal: new AbortController().signal,
        tell: () => undefined,
        hub: { auth: registry, registry, api: registry },
      })
      const took = performance.now() - began
      if (report.asked.pulls !== counted)
        throw new Error(`told ${report.asked.pulls} pulls, the hub counted ${counted}`)
      return [
        { kind: 'measured', what: 'pulls of quota', unit: '', ours: counted, limit: 1 },
        { kind: 'measured', what: 'the whole measurement', unit: 'ms', ours: took, limit: 15_000 },
      ]
    } finally {
      servers.close()
    }
  },
}

function holder(layer: Buffer, delayMs: number, bytesPerSecond: number | null): RequestListener {
  const config = '{"created":"2026-01-01T00:00:00Z"}'
  const parts = [config, layer].map((bytes) => ({ digest: digestOf(bytes), size: bytes.length }))
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: type, config: parts[0], layers: parts.slice(1) })
  const known = new Map<string, string | Buffer>([
    ['/v2/', '{}'],
    ['/v2/library/demo/manifests/1', manifest],
    [`/v2/library/demo/manifests/${digestOf(manifest)}`, manifest],
    [`/v2/library/demo/blobs/${digestOf(config)}`, config],
    [`/v2/library/demo/blobs/${digestOf(layer)}`, layer],
  ])
  return ({ method, url = '', headers }, answer) => {
    const body = known.get(url)
    const digest = body === undefined ? '' : digestOf(body)
    setTimeout(() => {
      if (body === undefined) return void answer.writeHead(404).end()
      if (headers['if-none-match'] === `"${digest}"`) return void answer.writeHead(304).end()
      const kind = url === '/v2/' ? 'application/json; charset=utf-8' : type
      const api = { 'docker-distribution-api-version': 'registry/2.0', 'docker-content-digest': digest }
      answer.writeHead(200, { ...api, 'content-type': kind })
      if (method === 'HEAD' || bytesPerSecond === null || body !== layer) {
        return void answer.end(method === 'HEAD' ? undefined : body)
      }
      let sent = 0
      const timer = setInterval(() => {
        answer.write(layer.subarray(sent, (sent += bytesPerSecond / 20)))
        if (sent >= layer.length || answer.destroyed) clearInterval(timer)
      }, 50)
    }, delayMs)
  }
}
