// Runs beside the bench: plays a mirror that tells of its pulls, one event a POST, each line waiting for its answer.
// Reads a `Load` as JSON from stdin, and writes what came of it.
import { createHash, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivered, Load } from './notifications.ts'

const tickMs = 2
const instance = '1f2e3d4c-aaaa-4bbb-8ccc-000000000001'
const agent = 'docker/28.5.2 go/go1.24 kernel/6.12 os/linux arch/amd64 UpstreamClient(Docker-Client/28.5.2 \\(linux\\))'
const manifest = 'application/vnd.oci.image.index.v1+json'
const image = 'application/vnd.oci.image.manifest.v1+json'
const blob = 'application/octet-stream'

const { port, token, rate, seconds, lines, seed } = JSON.parse(await text(process.stdin)) as Load
const digestOf = (name: string): string => `sha256:${createHash('sha256').update(name).digest('hex')}`
const digests = Array.from({ length: 300 }, (_, at) =>
  ['index', 'manifest', 'config', 'one', 'two'].map((part) => digestOf(`${at} ${part}`)),
)
let sent = 0
let refused = 0

/** What docker asks of a mirror for one image: the tag, its index, its manifest, and what that names. */
function* events(line: number): Generator<string> {
  for (let pull = 0; ; pull += 1) {
    const which = (line * 31 + pull * 7) % digests.length
    const [index = '', child = '', ...rest] = digests[which] ?? []
    const address = `10.1.${line}.${pull % 250}:40000`
    const repository = `team${which % 40}/app${which}`
    const event = (at: number, method: string, mediaType: string, digest: string, more = ''): string =>
      JSON.stringify({
        events: [
          {
            id: `${seed}${randomUUID().slice(seed.length)}`,
            timestamp: new Date().toISOString(),
            action: 'pull',
            target: {
              mediaType,
              size: 1000 + at,
              digest,
              length: 1000 + at,
              repository,
              url: `http://mirror:6000/v2/${repository}/manifests/${digest}`,
              ...(more === '' ? {} : { tag: more }),
            },
            request: { id: randomUUID(), addr: address, host: 'mirror:6000', method, useragent: agent },
            actor: {},
            source: { addr: 'mirror:6000', instanceID: instance },
          },
        ],
      })
    yield event(0, 'HEAD', manifest, index, '1.0')
    yield event(1, 'GET', manifest, index)
    yield event(2, 'GET', image, child)
    for (const [at, digest] of rest.entries()) yield event(3 + at, 'GET', blob, digest)
  }
}

/** One line of the mirror: it tells when it may, and never before it was answered. */
function openLine(number: number): { readonly isIdle: boolean; tell(): void; end(): void } {
  const source = events(number)
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1')
  let isIdle = true
  let heard = ''
  socket.on('data', (chunk: string) => {
    heard += chunk
    if (!heard.includes('\r\n\r\n')) return
    if (!heard.startsWith('HTTP/1.1 200')) refused += 1
    heard = ''
    isIdle = true
    // It is late: the next goes at once.
    if (sent < due()) tell()
  })
  const head = `POST /notifications HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/vnd.docker.distribution.events.v1+json\r\n`
  const tell = (): void => {
    isIdle = false
    sent += 1
    const body = source.next().value as string
    socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  return {
    get isIdle() {
      return isIdle
    },
    tell,
    end: () => void socket.end(),
  }
}

const began = performance.now()
const total = Math.round(rate * seconds)
/** How many should have been told by now. */
function due(): number {
  return Math.min(total, ((performance.now() - began) / 1000) * rate)
}

const isTold = (): boolean => sent >= total
const open = Array.from({ length: lines }, (_, number) => openLine(number))
while (!isTold()) {
  // Lines that had nothing to tell for a while.
  for (const line of open) if (line.isIdle && sent < due()) line.tell()
  await sleep(tickMs)
}
while (open.some(({ isIdle }) => !isIdle)) await sleep(tickMs)
const delivered: Delivered = { sent, refused, seconds: (performance.now() - began) / 1000 }
for (const line of open) line.end()
process.stdout.write(JSON.stringify(delivered))
