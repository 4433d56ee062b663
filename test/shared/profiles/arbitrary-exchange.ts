import fc from 'fast-check'
import type { MirrorDraft } from '../../../shared/contract.ts'
import { engineIds, formatKey, type EngineKey } from '../../../shared/engine.ts'
import type { Exchange } from '../../../shared/profiles/exchange.ts'
import { parseProfileName, sameName } from '../../../shared/profiles/profile-name.ts'

export const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

const mirror: fc.Arbitrary<MirrorDraft> = fc
  .record({
    upstream: fc.constantFrom('docker.io', 'quay.io', 'registry.corp:5000'),
    host: fc.constantFrom('m.lan', 'mirror.corp:5000', '127.0.0.1:5000', '[::1]:5000'),
    path: fc.constantFrom('', '/team', '/a/b'),
    tls: fc.constantFrom('plain', 'verified', 'insecure', 'own'),
  })
  .map(({ upstream, host, path, tls }) => ({
    upstream,
    url: `${tls === 'plain' ? 'http' : 'https'}://${host}${path}`,
    insecure: tls === 'insecure',
    ca: tls === 'own' ? pem : null,
  }))

const mirrors = fc.uniqueArray(mirror, { maxLength: 4, selector: ({ upstream, url }) => `${upstream} ${url}` })

const key: fc.Arbitrary<EngineKey> = fc.oneof(
  fc.record({ id: fc.constantFrom(...engineIds), scope: fc.constantFrom('user', 'system') }),
  fc.constant({ id: 'containerd', scope: 'system', instance: 'kind.kind-worker' } as const),
)

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => {
  const parsed = parseProfileName(text)
  return parsed.ok && parsed.value === text
})

const profile = fc.record({
  name,
  mirrors,
  engines: fc.option(fc.uniqueArray(key, { maxLength: 3, selector: formatKey })),
  keepTheirs: fc.boolean(),
  strict: fc.boolean(),
})

/** Anything that may be handed over, as `parseExchange` gives it. */
export const exchange: fc.Arbitrary<Exchange> = fc.record({
  mirrors,
  keepTheirs: fc.option(fc.boolean()),
  profiles: fc.uniqueArray(profile, { maxLength: 3, comparator: (a, b) => sameName(a.name, b.name) }),
})
