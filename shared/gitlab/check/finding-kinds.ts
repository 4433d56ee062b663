import type { Code } from '../../notice.ts'

/** How much a finding matters. `not-checked`: it could not be looked at from here. */
export type Level = 'problem' | 'warning' | 'fine' | 'not-checked'

/** What people see of a problem, as sentences: GitLab's registry page fails, a login is refused, a push breaks off. */
export const symptomCodes = {
  page: 'check-symptom-page',
  login: 'check-symptom-login',
  push: 'check-symptom-push',
} as const satisfies Readonly<Record<string, Code>>

type Symptom = keyof typeof symptomCodes

type Kind = readonly [Level, ...Symptom[]]

/** Every finding by its code. */
export const findingKinds = {
  'unparseable-file': ['problem'],
  'file-bom': ['problem'],
  'file-nul': ['problem'],
  'check-variable-unset': ['warning'],

  // The key for tokens and what the registry knows of it
  'check-pair': ['fine'],
  'check-not-pair': ['problem', 'login', 'page'],
  'check-bundle-is-web': ['problem', 'login', 'page'],
  'check-key-is-web': ['problem', 'login', 'page'],
  'check-one-key': ['warning'],
  'check-bundle-empty': ['problem', 'login', 'page'],
  'check-bundle-key': ['warning'],
  'check-key-encrypted': ['problem', 'page', 'login'],
  'check-key-unreadable': ['problem', 'page', 'login'],
  'check-key-not-rsa': ['problem', 'page', 'login'],
  'check-key-open': ['warning'],
  'check-key-unset': ['problem', 'page', 'login'],
  'check-path-unmounted': ['problem', 'page', 'login'],
  'check-file-absent': ['problem', 'page', 'login'],
  'check-file-not-given': ['not-checked'],
  'check-jwks-missing': ['problem', 'login', 'page'],
  'check-jwks-kid': ['problem', 'login', 'page'],
  'check-jwks-broken': ['problem', 'login', 'page'],
  'check-jwks-right': ['fine'],

  // What both must say alike
  'check-option-missing': ['problem', 'login', 'page'],
  'check-issuer-same': ['fine'],
  'check-issuer-differs': ['problem', 'login', 'page'],
  'check-service-wrong': ['problem', 'login', 'page'],
  'check-realm-right': ['fine'],
  'check-realm-path': ['problem', 'login'],
  'check-realm-scheme': ['problem', 'login'],
  'check-realm-host': ['problem', 'login'],

  // The way from GitLab to the registry, and of people to both
  'check-disabled': ['problem', 'login'],
  'check-api-localhost': ['problem', 'page'],
  'check-api-service': ['problem', 'page'],
  'check-api-network': ['problem', 'page'],
  'check-api-port': ['problem', 'page'],
  'check-api-scheme': ['problem', 'page'],
  'check-api-untrusted': ['problem', 'page'],
  'check-api-right': ['fine'],
  'check-api-elsewhere': ['not-checked'],
  'check-host-not-bare': ['problem', 'login'],
  'check-host-differs': ['problem', 'login'],
  'check-port-differs': ['problem', 'login'],
  'check-config-path': ['problem', 'login'],
  'check-http-secret': ['warning', 'push'],
  'check-http-host': ['problem', 'push'],

  // The web server
  'check-chain-nginx': ['problem', 'login'],
  'check-chain-apache': ['problem', 'login'],
  'check-chain-other': ['problem', 'login'],
  'check-chain-order': ['problem', 'login'],
  'check-chain-right': ['fine'],
  'check-web-is-token': ['problem', 'login'],
  'check-web-expired': ['problem', 'login'],
  'check-web-soon': ['warning'],
  'check-web-not-yet': ['problem', 'login'],
  'check-web-name': ['problem', 'login'],
  'check-web-self-signed': ['problem', 'login'],
  'check-web-key': ['problem', 'login'],
  'check-forwarded-proto': ['problem', 'push'],
  'check-forwarded-host': ['problem', 'push'],
  'check-forwarded-port': ['problem', 'push'],
  'check-body-limit': ['problem', 'push'],
  'check-proxy-target': ['problem', 'login'],

  // A live pair
  'check-live-gone': ['problem', 'login'],
  'check-live-not-registry': ['problem', 'login'],
  'check-live-open': ['problem'],
  'check-live-basic': ['problem', 'login'],
  'check-live-untrusted': ['problem', 'login'],
  'check-live-tls': ['fine'],
  'check-live-differs': ['problem', 'login'],
  'check-live-registry': ['fine'],
  'check-live-clock': ['warning'],
  'check-gitlab-gone': ['problem', 'login'],
  'check-gitlab-disabled': ['problem', 'login'],
  'check-gitlab-no-realm': ['problem', 'login'],
  'check-gitlab-error': ['problem', 'page', 'login'],
  'check-gitlab-answers': ['fine'],
  'check-token-accepted': ['fine'],
  'check-token-refused': ['problem', 'login', 'page'],
  'check-token-refused-3': ['problem', 'login', 'page'],
  'check-token-clock': ['problem', 'login', 'page'],
  'check-token-issuer': ['problem', 'login', 'page'],
  'check-stopped-late': ['not-checked'],
  'check-token-none': ['not-checked'],
} as const satisfies Partial<Readonly<Record<Code, Kind>>>
