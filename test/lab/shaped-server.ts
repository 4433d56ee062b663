// Runs inside a lab machine: mirrors of different quality before one good mirror each, in one process.
// node shaped-server.ts ADDRESS 'JSON of Shape[]'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { Shape } from './shaped.ts'

const [address = '', shapes = '[]'] = process.argv.slice(2)

function forward(
  { good, delayMs, bytesPerSecond, spoils, tagOf }: Shape,
  asked: IncomingMessage,
  answer: ServerResponse,
): void {
  const path = (asked.url ?? '/').replace(/\/manifests\/1$/, `/manifests/${tagOf ?? '1'}`)
  const { host: _host, ...headers } = asked.headers
  // Who keeps tags for a while does not look at the digest that the client knows.
  if (tagOf !== null) delete headers['if-none-match']
  const onward = request(new URL(path, good), { method: asked.method ?? 'GET', headers }, (got) => {
    const isBlob = path.includes('/blobs/')
    const chunks: Buffer[] = []
    got.on('data', (chunk: Buffer) => chunks.push(chunk))
    got.on('end', () => {
      const body = Buffer.concat(chunks)
      if (spoils && isBlob && body.length > 0) body[body.length - 1]! ^= 1
      setTimeout(() => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        dribble(answer, body, isBlob ? bytesPerSecond : null)
      }, delayMs)
    })
  })
  onward.on('error', () => answer.writeHead(502).end())
  asked.pipe(onward)
}

function dribble(answer: ServerResponse, body: Buffer, bytesPerSecond: number | null): void {
  if (bytesPerSecond === null) return void answer.end(body)
  const step = Math.ceil(bytesPerSecond / 50)
  let sent = 0
  const timer = setInterval(() => {
    answer.write(body.subarray(sent, sent + step))
    sent += step
    if (sent < body.length && !answer.destroyed) return
    clearInterval(timer)
    answer.end()
  }, 20)
}

for (const shape of JSON.parse(shapes) as readonly Shape[]) {
  createServer((asked, answer) => forward(shape, asked, answer)).listen(shape.port, address)
}
