import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { digestOf } from '../../../electron/system/digest.ts'
import { makeMirror, type Certificate, type Mirror } from '../../../shared/registry.ts'

/** The port of a server on 127.0.0.1 that ends with the tests of the file. */
async function portOf(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => void sockets.add(socket))
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

/** Serves plain http. */
export async function serveHttp(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await portOf(createServer(answer))}`
}

/** Accepts connections and does what `talk` does with them. */
export async function serveTcp(talk: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => talk(socket.on('error', () => undefined)))
  return `http://127.0.0.1:${await portOf(server)}`
}

/** An address where nothing listens any more. */
export async function nobody(): Promise<string> {
  const server = createTcpServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return `http://127.0.0.1:${port}`
}

/** Serves https by a certificate that signs itself; with the certificate, for who would trust it. */
export async function serveHttps(
  answer: RequestListener,
  name = 'IP:127.0.0.1',
): Promise<{ readonly url: string; readonly ca: Certificate }> {
  const folder = mkdtempSync(join(tmpdir(), 'pullcord-tls-'))
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const make = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=mirror',
    '-addext',
    `subjectAltName=${name}`,
  ]
  execFileSync('openssl', [...make, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const pem = readFileSync(cert, 'utf8')
  const url = `https://127.0.0.1:${await portOf(createTlsServer({ key: readFileSync(key), cert: pem }, answer))}`
  rmSync(folder, { recursive: true })
  return { url, ca: { sha256: digestOf(pem).slice('sha256:'.length), pem } }
}

/** A mirror of docker.io at this URL. */
export function mirrorAt(
  url: string,
  options: { readonly insecure?: boolean; readonly ca?: Certificate } = {},
): Mirror {
  const made = makeMirror('docker.io', url, options)
  if (!made.ok) throw new Error(made.notice.message)
  return made.value
}
