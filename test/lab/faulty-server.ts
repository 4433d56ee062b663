// Runs inside a lab machine: every faulty mirror of faults.ts, in one process.
// node faulty-server.ts ADDRESS GOOD-MIRROR-URL CERTIFICATE KEY
// Writes the same access-log lines as docker-registry, with the fault's name before the path.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { FAULTS, type Fault, LOGIN } from './faults.ts'

const [address = '', good = '', certificate = '', key = ''] = process.argv.slice(2)

const JSON_TYPE = { 'content-type': 'application/json', 'docker-distribution-api-version': 'registry/2.0' }

function refuse(answer: ServerResponse, status: number, code: string, more: Record<string, string> = {}): void {
  answer.writeHead(status, { ...JSON_TYPE, ...more })
  answer.end(JSON.stringify({ errors: [{ code, message: `fault ${status}` }] }))
}

function forward(asked: IncomingMessage, answer: ServerResponse, path: string): void {
  const { host: _host, authorization: _authorization, ...headers } = asked.headers
  const onward = request(new URL(path, good), { method: asked.method ?? 'GET', headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  onward.on('error', () => refuse(answer, 502, 'UNAVAILABLE'))
  asked.pipe(onward)
}

/** `/v2/project/…` (podman, containerd) and `/project/v2/…` (docker) to what the good mirror has. */
function belowProject(path: string): string | null {
  if (path === '/v2/' || path === '/project/v2/') return '/v2/'
  const found = /^(?:\/v2\/project\/|\/project\/v2\/)(.*)$/.exec(path)
  return found === null ? null : `/v2/${found[1]}`
}

function act(fault: Fault, asked: IncomingMessage, answer: ServerResponse): void {
  const path = asked.url ?? '/'
  switch (fault) {
    case 'silent':
      return
    case 'html':
      answer.writeHead(200, { 'content-type': 'text/html' })
      answer.end('<html><title>Hotel WLAN</title><p>Please sign in</html>')
      return
    case '404':
      return refuse(answer, 404, 'NOT_FOUND')
    case '500':
      return refuse(answer, 500, 'UNKNOWN')
    case '401':
      // So that the log tells whether a login was offered.
      if (asked.headers.authorization !== undefined) return refuse(answer, 403, 'DENIED')
      return refuse(answer, 401, 'UNAUTHORIZED', { 'www-authenticate': 'Basic realm="office"' })
    case 'stranger':
      return forward(asked, answer, path)
    case 'empty':
      if (path !== '/v2/') return refuse(answer, 404, 'MANIFEST_UNKNOWN')
      answer.writeHead(200, JSON_TYPE)
      answer.end('{}')
      return
    case 'login':
      return asked.headers.authorization === `Basic ${Buffer.from(LOGIN).toString('base64')}`
        ? forward(asked, answer, path)
        : refuse(answer, 401, 'UNAUTHORIZED', { 'www-authenticate': 'Basic realm="office"' })
    case 'project': {
      const below = belowProject(path)
      return below === null ? refuse(answer, 404, 'NAME_UNKNOWN') : forward(asked, answer, below)
    }
  }
}

function serve(fault: Fault, asked: IncomingMessage, answer: ServerResponse): void {
  answer.on('close', () => {
    const status = answer.headersSent ? answer.statusCode : 0
    const line = `${asked.method} /${fault}${asked.url} HTTP/1.1`
    console.log(`- - - [-] "${line}" ${status} 0 "" "${asked.headers['user-agent'] ?? ''}"`)
  })
  act(fault, asked, answer)
}

for (const [name, { port, tls }] of Object.entries(FAULTS)) {
  const onRequest = (asked: IncomingMessage, answer: ServerResponse) => serve(name as Fault, asked, answer)
  const server =
    tls === null
      ? createServer(onRequest)
      : createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, onRequest)
  server.listen(port, address)
}
