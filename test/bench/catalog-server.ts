// A stand-in for a registry of so many repositories, in a process of its own: node catalog-server.ts COUNT
// It pages as distribution 3 does, from memory, and says its address in a line.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const count = Number(process.argv[2])
const size = 1000
const names = Array.from(
  { length: count },
  (_, at) => `org${String(Math.floor(at / 100)).padStart(4, '0')}/app${at % 100}`,
)
const bodies = new Map<string, { readonly body: Buffer; readonly last: string | null }>()
for (let at = 0; at < count; at += size) {
  const page = names.slice(at, at + size)
  const body = Buffer.from(`${JSON.stringify({ repositories: page })}\n`)
  bodies.set(at === 0 ? '' : names[at - 1]!, { body, last: at + size < count ? page.at(-1)! : null })
}

const server = createServer((request, response) => {
  const asked = new URL(request.url ?? '', 'http://x').searchParams
  const page = bodies.get(asked.get('last') ?? '')
  if (page === undefined || Number(asked.get('n')) > size) return void response.writeHead(400).end()
  const more = `</v2/_catalog?last=${encodeURIComponent(page.last ?? '')}&n=${size}>; rel="next"`
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'content-length': page.body.length,
      ...(page.last !== null && { link: more }),
    })
    .end(page.body)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
