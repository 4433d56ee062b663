import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyPair } from './certificates.ts'
import type { Daemon, Machine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { listening } from './ports.ts'

/** A web server of the machine, set up as its package's own tools do it. */
export interface WebServer {
  /** What the server's own test says of its configuration. */
  readonly tested: Outcome
  stop(): Promise<void>
  /** Starts it again after a stop, on the files as they are now. */
  start(): Promise<void>
}

/** Where the files of a kit expect the web certificate; replaces what is there. */
export function placeWebCertificate(machine: Machine, { certificate, key }: KeyPair): void {
  const folder = machine.path('/etc/ssl/registry')
  mkdirSync(folder, { recursive: true })
  copyFileSync(certificate, join(folder, 'fullchain.pem'))
  copyFileSync(key, join(folder, 'privkey.pem'))
}

/** Debian's nginx with this file in conf.d, listening at the port. */
export async function startNginx(machine: Machine, file: string, port: number): Promise<WebServer> {
  rmSync(machine.path('/etc/nginx/sites-enabled/default'), { force: true })
  copyFileSync(file, machine.path('/etc/nginx/conf.d/registry.conf'))
  const tested = await machine.run(['nginx', '-t'])
  return await started(machine, tested, port, ['nginx', '-g', 'daemon off;'])
}

/** Debian's Apache with this file as its only site, and the modules that it asks for, listening at the port. */
export async function startApache(machine: Machine, file: string, port: number): Promise<WebServer> {
  copyFileSync(file, machine.path('/etc/apache2/sites-available/registry.conf'))
  const set = [
    'a2enmod --quiet ssl http2 headers proxy proxy_http',
    'a2dissite --quiet 000-default',
    'a2ensite --quiet registry',
    'echo ServerName lab >/etc/apache2/conf-enabled/name.conf',
  ]
  const done = await machine.run(['sh', '-ec', set.join('\n')])
  if (done.code !== 0) throw new Error(done.stderr)
  const tested = await machine.run(['apachectl', 'configtest'])
  // As apachectl does, but as the very process that a stop ends.
  const command = '. /etc/apache2/envvars && exec apache2 -D FOREGROUND'
  return await started(machine, tested, port, ['sh', '-c', command])
}

async function started(
  machine: Machine,
  tested: Outcome,
  port: number,
  command: readonly string[],
): Promise<WebServer> {
  let daemon: Daemon | null = null
  const server: WebServer = {
    tested,
    async stop() {
      await daemon?.stop()
      daemon = null
    },
    async start() {
      daemon = await machine.start(`web-${port}`, command)
      await listening(machine, daemon, `:${port}`)
    },
  }
  if (tested.code === 0) await server.start()
  return server
}
