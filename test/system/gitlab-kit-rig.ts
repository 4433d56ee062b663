import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ADDRESS } from '../lab/addresses.ts'
import { startTokenService } from '../lab/gitlab-registry.ts'
import { type Machine, startMachine } from '../lab/machine.ts'
import { pullcord } from '../lab/pullcord.ts'
import { type Registry, startRegistry } from '../lab/registry.ts'
import { makeWebChain, type WebChain } from '../lab/web-chain.ts'
import { placeWebCertificate, startApache, startNginx, type WebServer } from '../lab/web-servers.ts'

/** Where GitLab's stand-in is, by the name in its web certificate. */
export const GITLAB_URL = 'https://gitlab.office.example:8929'
/** Where the registry is behind Apache and behind nginx. */
export const HOSTS = { apache: 'registry.office.example', nginx: 'registry.office.example:8443' } as const
export const LOGIN = { user: 'dev', password: 'planted-password-7f3a' } as const

type Service = { readonly environment: Readonly<Record<string, string>> }

/** A machine with a registry beside a GitLab, all by the files of a kit. */
export interface KitRig {
  readonly machine: Machine
  readonly chain: WebChain
  /** The folder of the kit. */
  readonly kit: string
  readonly registry: Registry
  readonly apache: WebServer
  readonly nginx: WebServer
}

/** A variable's value as it is in the machine: what compose would mount lies in the kit, or beside it. */
function placed(kit: string, value: string): string {
  return value.replace(/^\/certs\//, `${kit}/`).replace(/^\/registry$/, join(kit, '..', 'images'))
}

/** Makes a kit by the command line, and sets everything up as its files say. */
export async function startKitRig(): Promise<KitRig> {
  const machine = await startMachine()
  const chain = makeWebChain(join(machine.work, 'web'), ['gitlab.office.example', 'registry.office.example'])
  await machine.run(['sh', '-c', `cat ${chain.root} >>/etc/ssl/certs/ca-certificates.crt`])
  const kit = join(machine.work, 'certs')
  const made = async (folder: string, host: string): Promise<void> => {
    const urls = ['--gitlab-url', GITLAB_URL, '--relative-url', '/gitlab', '--registry-url', `https://${host}`]
    const { code, stderr } = await pullcord(machine, ['gitlab', 'registry-kit', folder, ...urls])
    if (code !== 0) throw new Error(stderr)
  }
  const other = join(machine.work, 'nginx-certs')
  await Promise.all([made(kit, HOSTS.apache), made(other, HOSTS.nginx)])
  const { services } = parse(readFileSync(join(kit, 'compose.registry.yaml'), 'utf8')) as {
    readonly services: { readonly gitlab: Service; readonly registry: Service }
  }
  const told = ({ environment }: Service): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, placed(kit, value)]))
  const gitlab = told(services.gitlab)
  await startTokenService(machine, `${ADDRESS.gitlab}:8929`, {
    keyPath: gitlab['GITLAB_REGISTRY_KEY_PATH'] ?? '',
    issuer: gitlab['GITLAB_REGISTRY_ISSUER'] ?? '',
    root: gitlab['GITLAB_RELATIVE_URL_ROOT'] ?? '',
    users: { [LOGIN.user]: LOGIN.password },
    tls: chain.full,
  })
  const registry = await startRegistry(machine, {
    name: 'gitlab-registry',
    listen: '127.0.0.1:5000',
    env: told(services.registry),
  })
  placeWebCertificate(machine, chain.full)
  const apache = await startApache(machine, join(kit, 'registry.apache.conf'), 443)
  const nginx = await startNginx(machine, join(other, 'registry.nginx.conf'), 8443)
  return { machine, chain, kit, registry, apache, nginx }
}
