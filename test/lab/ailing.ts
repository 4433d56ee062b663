import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ADDRESS } from './addresses.ts'
import { type Machine, PROJECT, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { listening } from './ports.ts'

const SERVER = fileURLToPath(new URL('./ailing-server.ts', import.meta.url))

/** What goes wrong at `/v2/`, and the certificate that is shown, if TLS is spoken. */
export const AILMENTS = {
  redirect: { port: 7301, certificate: null },
  'to-https': { port: 7302, certificate: null },
  slow: { port: 7303, certificate: null },
  stall: { port: 7304, certificate: null },
  cut: { port: 7305, certificate: null },
  'hang-up': { port: 7306, certificate: null },
  plain: { port: 7307, certificate: null },
  tls: { port: 7308, certificate: 'own' },
  expired: { port: 7309, certificate: 'expired' },
  misnamed: { port: 7310, certificate: 'misnamed' },
} as const satisfies Record<string, { readonly port: number; readonly certificate: string | null }>

/** The name of an ailment. */
export type Ailment = keyof typeof AILMENTS

/** Starts all of them in a machine; returns the authority that signed what is not `own`. */
export async function startAiling(machine: Machine): Promise<string> {
  const dir = join(machine.work, 'ailing')
  execFileSync('mkdir', ['-p', dir])
  const at = (name: string): string => join(dir, name)
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '9',
    '-subj',
    '/CN=Ailing CA',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.crt'),
  )
  const leaf = (name: string, subject: string, days: number, ...signed: readonly string[]): void => {
    openssl('req', '-new', ...newKey, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`))
    writeFileSync(at(`${name}.ext`), `subjectAltName=${subject}\n`)
    const made = [
      '-in',
      at(`${name}.csr`),
      '-days',
      String(days),
      '-extfile',
      at(`${name}.ext`),
      '-out',
      at(`${name}.crt`),
    ]
    openssl('x509', '-req', ...made, ...signed)
  }
  const byAuthority = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial'] as const
  leaf('own', `IP:${ADDRESS.faulty}`, 9, '-signkey', at('own.key'))
  leaf('expired', `IP:${ADDRESS.faulty}`, -1, ...byAuthority)
  leaf('misnamed', 'DNS:other.office.example', 9, ...byAuthority)
  const daemon = await machine.start('ailing', [
    nodeIn(PROJECT_INSIDE),
    join(PROJECT_INSIDE, relative(PROJECT, SERVER)),
    ADDRESS.faulty,
    dir,
  ])
  await Promise.all(Object.values(AILMENTS).map(({ port }) => listening(machine, daemon, `${ADDRESS.faulty}:${port}`)))
  return at('ca.crt')
}

/** The URL of a server that ails so. */
export function urlOf(ailment: Ailment, scheme: 'http' | 'https'): string {
  return `${scheme}://${ADDRESS.faulty}:${AILMENTS[ailment].port}`
}
