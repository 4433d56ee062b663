import type { CertificateFacts, PemFacts } from '../pem-facts.ts'
import { pemOf, registryHost, type Scene } from '../scene.ts'
import { said, type Setting } from '../setting.ts'
import type { Site } from '../site.ts'
import { parseWebUrl } from '../web-url.ts'

/** A certificate that a web server, or the registry itself, shows to whoever comes. */
export interface WebFile {
  readonly server: Site['server'] | 'registry'
  readonly setting: Setting
  /** Null for one whose file was not given. */
  readonly file: PemFacts | null
  /** All that is sent, in its order. */
  readonly sent: readonly CertificateFacts[]
  readonly leaf: CertificateFacts | null
  /** The `kid` of the private key beside it. */
  readonly key: string | null
  readonly keySetting: Setting | null
}

/** What is shown for the registry: by the virtual hosts before it, and by itself where it speaks TLS. */
export function webFiles(scene: Scene): readonly WebFile[] {
  const { registry } = scene
  const own = registry?.get('http.tls.certificate') ?? null
  const ownKey = registry?.get('http.tls.key') ?? null
  return [
    ...registrySites(scene).flatMap(({ server, certificate, key, chain, isTls }) =>
      certificate && isTls ? [webFile(scene, server, certificate, key, chain)] : [],
    ),
    ...(own ? [webFile(scene, 'registry', own, ownKey, null)] : []),
  ]
}

function webFile(
  scene: Scene,
  server: WebFile['server'],
  setting: Setting,
  keySetting: Setting | null,
  chain: Setting | null,
): WebFile {
  const service = server === 'registry' ? (scene.registry?.service ?? null) : null
  const file = pemOf(scene, setting, service)
  const sent = [...(file?.certificates ?? []), ...(pemOf(scene, chain, service)?.certificates ?? [])]
  const key = pemOf(scene, keySetting, service)?.keys[0]?.keyId ?? null
  return { server, setting, file, sent, leaf: sent[0] ?? null, key, keySetting }
}

/** The virtual hosts that stand before the registry: by its name, or by where they hand on. */
export function registrySites(scene: Scene): readonly Site[] {
  const host = registryHost(scene)
  const named = scene.sites.filter(
    ({ names, isTls }) => isTls && host !== null && names.some((name) => covers(name, host)),
  )
  if (named.length > 0) return named
  const port = portOfRegistry(scene)
  const published = scene.registry?.service?.ports.flatMap((one) => one.published ?? []) ?? []
  return scene.sites.filter(({ target, isTls }) => {
    const url = parseWebUrl(said(target) ?? '')
    return isTls && url !== null && [port, ...published].includes(url.port)
  })
}

/** The port that the registry listens on in its container; 5000 unless told (distribution, http.addr). */
export function portOfRegistry({ registry }: Scene): number {
  const address = said(registry?.get('http.addr') ?? null)
  return Number(/:(\d+)$/.exec(address ?? '')?.[1] ?? 5000)
}

/** Whether a name of a certificate or a server, perhaps with a star for its first label, is this host. */
export function covers(name: string, host: string): boolean {
  const [wanted, own] = [host.toLowerCase(), name.toLowerCase()]
  return (
    own === wanted ||
    (own.startsWith('*.') && wanted.includes('.') && own.slice(1) === wanted.slice(wanted.indexOf('.')))
  )
}
