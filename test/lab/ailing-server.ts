// Runs inside a lab machine: servers with which something is wrong at `/v2/`, in one process.
// node ailing-server.ts ADDRESS FOLDER-OF-CERTIFICATES
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'
import { AILMENTS, type Ailment } from './ailing.ts'

const [address = '', folder = ''] = process.argv.slice(2)
const REGISTRY = { 'content-type': 'application/json', 'docker-distribution-api-version': 'registry/2.0' }

function act(ailment: Ailment, asked: IncomingMessage, answer: ServerResponse): void {
  switch (ailment) {
    case 'redirect':
      return void answer.writeHead(302, { location: 'http://login.hotel.example/?from=v2' }).end()
    case 'to-https':
      return void answer.writeHead(301, { location: `https://${address}:7308${asked.url}` }).end()
    case 'slow':
      return void setTimeout(() => answer.writeHead(200, REGISTRY).end('{}'), 1050)
    case 'stall':
      return void answer.writeHead(200, REGISTRY).write('{')
    case 'cut':
      answer.writeHead(200, { ...REGISTRY, 'content-length': '100' }).write('{"a":')
      return void setTimeout(() => asked.socket.destroy(), 50)
    case 'hang-up':
      return void asked.socket.destroy()
    case 'plain':
    case 'tls':
    case 'expired':
    case 'misnamed':
      return void answer.writeHead(200, REGISTRY).end('{}')
  }
}

for (const [name, { port, certificate }] of Object.entries(AILMENTS)) {
  const onRequest = (asked: IncomingMessage, answer: ServerResponse): void => act(name as Ailment, asked, answer)
  const read = (ending: string): Buffer => readFileSync(join(folder, `${certificate}.${ending}`))
  const server =
    certificate === null ? createServer(onRequest) : createTlsServer({ cert: read('crt'), key: read('key') }, onRequest)
  server.listen(port, address)
}
